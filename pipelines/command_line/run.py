"""Runs the pipeline, shows its progress, and says in short what came of it."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console, Group
from rich.markdown import Markdown
from rich.padding import Padding
from rich.text import Text

from pipelines.command_line.console import open_console
from pipelines.command_line.summary import print_summary
from pipelines.command_line.text import printable
from pipelines.errors import NothingPublishedError
from pipelines.publish.snapshot import current_release
from pipelines.settings import Settings

if TYPE_CHECKING:
    from dagster import AssetCheckEvaluation


def run_refresh(settings: Settings) -> None:
    """Run all stages on the settings' folders.

    Raises:
        ScopebookError: the run failed; the current release is as it was.
    """
    console = open_console()
    with console.status("starting") as status:
        # Dagster takes seconds to import, and is told by the environment to be quiet.
        from pipelines.command_line import refresh
        from pipelines.command_line.progress import Progress
        from pipelines.ingest.archive import ReportArchive
        from pipelines.instance import run_environment

        folders = {
            "reports": ReportArchive(folder=str(settings.reports)).path,
            "warehouse": settings.warehouse_folder,
        }
        for name, folder in folders.items():
            console.print(Text(f"{name:<10}{printable(str(folder))}"), soft_wrap=True)
        os.environ.update(run_environment(settings))
        progress = Progress(console, status, refresh.stages_of_steps())
        result = refresh.execute_refresh(settings, progress)
    if result.success:
        warnings = [*progress.warnings, *refresh.check_warnings(result)]
        print_summary(console, settings.warehouse_folder, result.run_id, warnings)
        return
    for check in refresh.failed_checks(result):
        _print_check(console, check)
    console.print(_standing(settings.warehouse_folder))
    raise refresh.failure_of(result)


def _print_check(console: Console, check: "AssetCheckEvaluation") -> None:
    """Print what a check expected and did not find, with examples."""
    told = [Text(f"{check.check_name}: {printable(check.description or 'failed')}")]
    examples = [Markdown(str(entry.value)) for entry in check.metadata.values()]
    shown = Group(*told, Padding(Group(*examples), (0, 0, 0, 2)))
    console.print(shown, width=min(console.width, 100))


def _standing(warehouse_folder: Path) -> Text:
    try:
        release = current_release(warehouse_folder)
    except NothingPublishedError:
        return Text("Nothing was published, and there is no earlier release.")
    return Text(f"Nothing was published: readers still have release {release.name}.")
