"""The commands and their options. What they do lies in the module of their name."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from pipelines.command_line.output_format import OutputFormat
from pipelines.errors import ScopebookError, SettingsError

if TYPE_CHECKING:
    from pipelines.settings import Settings


class ClearGroup(TyperGroup):
    """Commands whose foreseen errors are one clear message, without a traceback."""

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401  (as upstream has it)
        """Run the command; print a foreseen error and exit with 1."""
        try:
            return super().invoke(ctx)
        except ScopebookError as error:
            from pipelines.command_line.text import printable

            typer.secho("error: ", fg=typer.colors.RED, bold=True, nl=False, err=True)
            typer.echo(printable(str(error)), err=True)
            raise typer.Exit(1) from error


app = typer.Typer(
    cls=ClearGroup,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,
    help="Companies' climate disclosures in a warehouse: every figure with its page, "
    "every stated change recomputed.",
)

Reports = Annotated[
    Path | None,
    typer.Option(
        "--reports",
        metavar="DIR",
        help="Folder of reports.  [default: the project's reports/]",
        show_default=False,
    ),
]
Warehouse = Annotated[
    Path | None,
    typer.Option(
        "--warehouse",
        metavar="DIR",
        help="Folder of the warehouse.  [default: warehouse/ beside the reports]",
        show_default=False,
    ),
]


def _print_version(is_asked: bool) -> None:
    if is_asked:
        from importlib.metadata import version

        typer.echo(f"scopebook {version('scopebook')}")
        raise typer.Exit


@app.callback()
def scopebook(
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            callback=_print_version,
            is_eager=True,
            help="Print the version and exit.",
        ),
    ] = False,
) -> None:
    """Take the options that stand before a command."""


@app.command()
def run(reports: Reports = None, warehouse: Warehouse = None) -> None:
    """Read new reports, rebuild all tables, check them, and publish if all holds."""
    from pipelines.command_line.run import run_refresh

    run_refresh(_settings(reports, warehouse))


@app.command()
def sql(
    query: Annotated[
        str,
        typer.Argument(
            metavar="QUERY", help="One SELECT; - reads it from the standard input."
        ),
    ],
    output_format: Annotated[
        OutputFormat, typer.Option("--format", help="How to write the rows.")
    ] = OutputFormat.TABLE,
    limit: Annotated[
        int, typer.Option(min=1, help="Most rows of a table; csv and json give all.")
    ] = 100,
    reports: Reports = None,
    warehouse: Warehouse = None,
) -> None:
    """Query the published snapshot, which no query can change."""
    from pipelines.command_line.sql import print_answer

    text = typer.get_text_stream("stdin").read() if query == "-" else query
    folder = _settings(reports, warehouse).warehouse_folder
    print_answer(folder, text, output_format, limit)


@app.command()
def trace(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME",
            help="A figure_id, a claim_id, or a metric as "
            "company/org-unit/fiscal-year/metric/scope, or the first parts of it.",
        ),
    ],
    reports: Reports = None,
    warehouse: Warehouse = None,
) -> None:
    """Follow a metric, figure or claim back to document, page and printed words."""
    from pipelines.command_line.trace import print_trace

    print_trace(_settings(reports, warehouse).warehouse_folder, name)


@app.command()
def dev(
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port of the UI.")] = 3000,
    reports: Reports = None,
    warehouse: Warehouse = None,
) -> None:
    """Open Dagster's UI on this machine, with the daily schedule and the sensor."""
    from pipelines.command_line.dev import start_dagster

    start_dagster(_settings(reports, warehouse), port)


def _settings(reports: Path | None, warehouse: Path | None) -> "Settings":
    from pydantic import ValidationError

    from pipelines.settings import Settings

    folders = {"reports": reports, "warehouse": warehouse}
    given = {name: folder for name, folder in folders.items() if folder is not None}
    try:
        return Settings(**given)  # type: ignore[arg-type]
    except ValidationError as error:
        [problem, *_] = error.errors()
        variable = f"SCOPEBOOK_{'_'.join(map(str, problem['loc'])).upper()}"
        message = f"{variable}: {problem['msg']}. Correct or unset the variable."
        raise SettingsError(message) from error
