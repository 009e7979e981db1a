"""The commands and their options. What they do lies in the module of their name."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from pipelines.command_line.output_format import (
    LogFormat,
    OutputFormat,
    ReportFormat,
)
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
            from pipelines.command_line.text import hanging

            typer.secho("error: ", fg=typer.colors.RED, bold=True, nl=False, err=True)
            typer.echo(hanging(str(error), len("error: ")), err=True)
            raise typer.Exit(1) from error


app = typer.Typer(
    cls=ClearGroup,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,
    help="Companies' climate disclosures in a warehouse: every figure with its page, "
    "every stated change recomputed.",
    epilog="Exit codes: 0 done; 1 failed, with the reason on the error output; 2 not "
    "asked rightly; 130 interrupted (Ctrl-C); 143 terminated (SIGTERM).",
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
def run(
    log_format: Annotated[
        LogFormat,
        typer.Option(
            envvar="SCOPEBOOK_LOG_FORMAT",
            help="json: what happens is told on the error output, an object a line.",
        ),
    ] = LogFormat.TEXT,
    reports: Reports = None,
    warehouse: Warehouse = None,
) -> None:
    """Read new reports, rebuild all tables, check them, and publish if all holds."""
    from pipelines.command_line.run import run_refresh

    run_refresh(_settings(reports, warehouse), log_format)


@app.command()
def status(
    output_format: Annotated[
        ReportFormat, typer.Option("--format", help="How to write it.")
    ] = ReportFormat.TABLE,
    max_age_hours: Annotated[
        float,
        typer.Option(
            envvar="SCOPEBOOK_MAX_AGE_HOURS",
            min=0,
            metavar="HOURS",
            help="A release that is older is too old.",
        ),
    ] = 36,
    runs: Annotated[int, typer.Option(min=1, help="How many runs to tell of.")] = 5,
    reports: Reports = None,
    warehouse: Warehouse = None,
) -> None:
    """Tell how the warehouse is; exit with 1 if the last run failed or it is old."""
    from pipelines.command_line.status import print_status

    settings = _settings(reports, warehouse)
    if not print_status(settings, output_format, max_age_hours, runs):
        raise typer.Exit(1)


@app.command()
def sql(
    query: Annotated[
        str | None,
        typer.Argument(
            metavar="[QUERY]",
            help="One SELECT. Without it, or with -, statements come from the standard "
            "input; at a terminal, from a prompt.",
            show_default=False,
        ),
    ] = None,
    output_format: Annotated[
        OutputFormat, typer.Option("--format", help="How to write the rows.")
    ] = OutputFormat.TABLE,
    limit: Annotated[
        int, typer.Option(min=1, help="Most rows of a table; csv and json give all.")
    ] = 100,
    timeout: Annotated[
        float,
        typer.Option(
            min=0.1, max=86_400, metavar="SECONDS", help="Most time of a query."
        ),
    ] = 60,
    memory_mb: Annotated[
        int, typer.Option(min=64, metavar="MB", help="Most memory of a query.")
    ] = 1024,
    reports: Reports = None,
    warehouse: Warehouse = None,
) -> None:
    """Query the published snapshot, which no query can change."""
    from pipelines.command_line.sql import Wish, answer_input, print_answer
    from pipelines.publish.snapshot_messages import Limits

    wish = Wish(output_format, limit, Limits(timeout, memory_mb))
    folder = _settings(reports, warehouse).warehouse_folder
    if query is None or query == "-":
        answer_input(folder, wish)
    else:
        print_answer(folder, query, wish)


@app.command()
def extract(
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="PATH...", help="Documents, and folders of documents."),
    ],
    output_format: Annotated[
        OutputFormat, typer.Option("--format", help="How to write the rows.")
    ] = OutputFormat.TABLE,
    claims: Annotated[
        bool, typer.Option("--claims", help="Print stated changes, not figures.")
    ] = False,
    targets: Annotated[
        bool, typer.Option("--targets", help="Print targets, not figures.")
    ] = False,
    everything: Annotated[
        bool, typer.Option("--all", help="Print what is doubtful, too.")
    ] = False,
    limit: Annotated[
        int, typer.Option(min=1, help="Most rows of a table; csv and json give all.")
    ] = 100,
) -> None:
    """Read documents, and print their figures, claims or targets; no warehouse."""
    from pipelines.command_line.extract import Extract, Wish, print_extract

    if claims and targets:
        message = "--claims and --targets are two lists. Ask for one at a time."
        raise typer.BadParameter(message)
    asked = (
        Extract.CLAIMS if claims else Extract.TARGETS if targets else Extract.FIGURES
    )
    wish = Wish(asked, output_format, limit, everything)
    print_extract(_settings(None, None), paths, wish)


review = typer.Typer(
    invoke_without_command=True,
    help="List what was read unsurely, and accept or reject it.",
)
app.add_typer(review, name="review")

Ids = Annotated[
    list[str],
    typer.Argument(metavar="ID...", help="Figure and claim ids, as the list has them."),
]
Reviewer = Annotated[
    str | None,
    typer.Option(
        help="Who decides.  [default: the user of this machine]", show_default=False
    ),
]
Note = Annotated[str | None, typer.Option(help="Why.", show_default=False)]


@review.callback()
def list_waiting(
    context: typer.Context,
    output_format: Annotated[
        OutputFormat, typer.Option("--format", help="How to write the rows.")
    ] = OutputFormat.TABLE,
    limit: Annotated[
        int, typer.Option(min=1, help="Most rows of a table; csv and json give all.")
    ] = 100,
    reports: Reports = None,
    warehouse: Warehouse = None,
) -> None:
    """List the figures and claims that wait for somebody to look at their page."""
    settings = context.obj = _settings(reports, warehouse)
    if context.invoked_subcommand is None:
        from pipelines.command_line.review import print_waiting

        print_waiting(settings.warehouse_folder, output_format, limit)


@review.command()
def accept(
    context: typer.Context,
    ids: Ids,
    reviewer: Reviewer = None,
    note: Note = None,
    reports: Reports = None,
    warehouse: Warehouse = None,
) -> None:
    """Take figures and claims as they were read, from the next run on."""
    _decide(context, (reports, warehouse), ids, "accept", reviewer, note)


@review.command()
def reject(
    context: typer.Context,
    ids: Ids,
    reviewer: Reviewer = None,
    note: Note = None,
    reports: Reports = None,
    warehouse: Warehouse = None,
) -> None:
    """Keep figures and claims out of the facts, from the next run on."""
    _decide(context, (reports, warehouse), ids, "reject", reviewer, note)


@app.command()
def quarantine(
    output_format: Annotated[
        OutputFormat, typer.Option("--format", help="How to write the rows.")
    ] = OutputFormat.TABLE,
    corrections: Annotated[
        bool,
        typer.Option(
            "--corrections", help="Print lines for corrections.csv, to be filled in."
        ),
    ] = False,
    limit: Annotated[
        int, typer.Option(min=1, help="Most rows of a table; csv and json give all.")
    ] = 100,
    reports: Reports = None,
    warehouse: Warehouse = None,
) -> None:
    """List what is held back: where it is printed, why, and what would cure it."""
    from pipelines.command_line.quarantine import print_corrections, print_quarantine

    folder = _settings(reports, warehouse).warehouse_folder
    if corrections:
        print_corrections(folder)
    else:
        print_quarantine(folder, output_format, limit)


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
def diff(
    releases: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="RELEASE",
            help="The older and the newer, by name or folder.  [default: the last "
            "two; with one, that one and the current]",
            show_default=False,
        ),
    ] = None,
    output_format: Annotated[
        OutputFormat, typer.Option("--format", help="How to write the rows.")
    ] = OutputFormat.TABLE,
    limit: Annotated[
        int, typer.Option(min=1, help="Most rows of a table; csv and json give all.")
    ] = 100,
    reports: Reports = None,
    warehouse: Warehouse = None,
) -> None:
    """Compare two releases: what was added, is gone or has changed, and why."""
    from pipelines.command_line.diff import print_diff

    if releases and len(releases) > 2:
        message = "Name two releases at most: the older and the newer."
        raise typer.BadParameter(message)
    settings = _settings(reports, warehouse)
    print_diff(
        settings.warehouse_folder,
        releases or [],
        output_format,
        limit,
        settings.memory_mb,
    )


@app.command()
def publish(
    url: Annotated[
        str | None,
        typer.Option(
            "--to",
            metavar="URL",
            envvar="SCOPEBOOK_POSTGRES",
            show_envvar=False,
            show_default=False,
            help="postgresql://user:password@host:port/database, or the variable "
            "SCOPEBOOK_POSTGRES, which no list of processes shows.",
        ),
    ] = None,
    schema: Annotated[
        str, typer.Option(metavar="NAME", help="Schema that the release is to be.")
    ] = "scopebook",
    release: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="Release to publish.  [default: the current one]",
            show_default=False,
        ),
    ] = None,
    wait: Annotated[
        float,
        typer.Option(
            min=0, metavar="SECONDS", help="How long to wait for readers to finish."
        ),
    ] = 120,
    reports: Reports = None,
    warehouse: Warehouse = None,
) -> None:
    """Publish a release to PostgreSQL, in the place of the one before."""
    from pipelines.command_line.publish import print_publication

    folder = _settings(reports, warehouse).warehouse_folder
    print_publication(folder, url, schema, release, wait)


@app.command()
def dev(
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port of the UI.")] = 3000,
    reports: Reports = None,
    warehouse: Warehouse = None,
) -> None:
    """Open Dagster's UI on this machine, with the daily schedule and the sensor."""
    from pipelines.command_line.dev import start_dagster

    start_dagster(_settings(reports, warehouse), port)


def _decide(
    context: typer.Context,
    folders: tuple[Path | None, Path | None],
    ids: list[str],
    decision: str,
    reviewer: str | None,
    note: str | None,
) -> None:
    from pipelines.command_line.review import decide

    # The folders may be named before the decision or after it.
    settings = _settings(*folders) if any(folders) else context.obj
    decide(settings, ids, decision, reviewer, note)


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
