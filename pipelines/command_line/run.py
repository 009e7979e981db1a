"""Runs the pipeline, shows its progress, and says in short what came of it."""

import logging
import os
from pathlib import Path
from signal import Signals
from typing import TYPE_CHECKING

import typer
from rich.console import Console, Group
from rich.markdown import Markdown
from rich.padding import Padding
from rich.text import Text

from pipelines.command_line.console import open_console
from pipelines.command_line.output_format import LogFormat
from pipelines.command_line.stop_signals import stop_signals
from pipelines.command_line.summary import print_summary
from pipelines.command_line.text import hanging
from pipelines.errors import NothingPublishedError, ScopebookError
from pipelines.publish.snapshot import current_release
from pipelines.settings import Settings

if TYPE_CHECKING:
    from dagster import AssetCheckEvaluation

    from pipelines.logs import JsonLines


#: What a shell adds to a signal's number in the exit code of what it stopped.
STOPPED_BY = 128


def run_refresh(settings: Settings, log_format: LogFormat = LogFormat.TEXT) -> None:
    """Run all stages on the settings' folders; log to the error output.

    Raises:
        ScopebookError: the run failed; the current release is as it was.
        Exit: a signal stopped the run, or it failed and the log says why.
    """
    console = open_console()
    if log_format is LogFormat.TEXT:
        _run(console, settings, None)
        return
    from pipelines.logs import JsonLines
    from pipelines.run_records import stages_of_steps

    log = JsonLines(stages_of_steps())
    try:
        _run(console, settings, log)
    except ScopebookError as error:
        log.tell(logging.ERROR, str(error), event="failed")
        raise typer.Exit(1) from error


def _run(console: Console, settings: Settings, log: "JsonLines | None") -> None:
    with console.status("starting") as status, stop_signals() as signals:
        # Dagster takes seconds to import, and is told by the environment to be quiet.
        from pipelines.command_line import refresh
        from pipelines.command_line.progress import Progress
        from pipelines.ingest.archive import ReportArchive
        from pipelines.instance import run_environment
        from pipelines.run_records import stages_of_steps

        folders = {
            "reports": ReportArchive(folder=str(settings.reports)).path,
            "warehouse": settings.warehouse_folder,
        }
        for name, folder in folders.items():
            console.print(Text(f"{name:<10}{hanging(str(folder), 10)}"), soft_wrap=True)
        os.environ.update(run_environment(settings))
        progress = Progress(console, status, stages_of_steps())
        logs = [log] if log else []
        result = refresh.execute_refresh(settings, progress, signals, logs)
        stopped_by = signals.received()
    if result.success:
        warnings = [*progress.warnings, *refresh.check_warnings(result)]
        print_summary(console, settings.warehouse_folder, result.run_id, warnings)
        return
    if stopped_by is not None:
        _print_stop(console, settings.warehouse_folder, stopped_by)
        raise typer.Exit(STOPPED_BY + stopped_by)
    for check in refresh.failed_checks(result):
        _print_check(console, check)
    console.print(_standing(settings.warehouse_folder))
    raise refresh.failure_of(result)


def _print_stop(console: Console, warehouse_folder: Path, stopped_by: Signals) -> None:
    console.print(f"The run was stopped by {stopped_by.name}.")
    console.print(_standing(warehouse_folder))


def _print_check(console: Console, check: "AssetCheckEvaluation") -> None:
    """Print what a check expected and did not find, with examples."""
    told = [Text(f"{check.check_name}: {hanging(check.description or 'failed', 2)}")]
    examples = [Markdown(str(entry.value)) for entry in check.metadata.values()]
    shown = Group(*told, Padding(Group(*examples), (0, 0, 0, 2)))
    console.print(shown, width=min(console.width, 100))


def _standing(warehouse_folder: Path) -> Text:
    try:
        release = current_release(warehouse_folder)
    except NothingPublishedError:
        return Text("Nothing was published, and there is no earlier release.")
    return Text(f"Nothing was published: readers still have release {release.name}.")
