"""Shows a run's stages as they go by, from the events that Dagster records of it."""

import logging
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager

import dagster as dg
from rich.console import Console
from rich.progress_bar import ProgressBar
from rich.status import Status
from rich.table import Table
from rich.text import Text

from pipelines.command_line.text import hanging
from pipelines.ingest.assets import DOCUMENT_LOG, READING_LOG
from pipelines.run_records import step_stage


class Progress:
    """Prints a line for each stage when it ends: what it made, and how long it took.

    Stages take turns: staging is validated before facts are built, and facts after.
    """

    def __init__(
        self, console: Console, status: Status, stages: Mapping[str, str]
    ) -> None:
        """Take the stage of each step, by the step's name."""
        self._console = console
        self._status = status
        self._stages = stages
        self._stage: str | None = None
        self._started = 0.0
        self._tables = 0
        self._checks = 0
        self.warnings: list[str] = []

    def see(self, event: dg.DagsterEvent) -> None:
        """Take note of an event of the run."""
        if event.is_step_start and event.step_key:
            self._enter(step_stage(event.step_key, self._stages))
        elif event.is_step_materialization:
            self._tables += 1
        elif event.event_type is dg.DagsterEventType.ASSET_CHECK_EVALUATION:
            self._checks += 1

    def see_document(self, done: int, total: int, name: str) -> None:
        """Take note that a document was read, and show how far the reading is."""
        shown = Table.grid(padding=(0, 1))
        bar = ProgressBar(total=total, completed=done, width=30)
        stage = self._stage or "reading"
        shown.add_row(stage, bar, f"{done:,} of {total:,}", Text(hanging(name, 2)))
        self._status.update(shown)

    def finish(self) -> None:
        """Print the line of the last stage."""
        self._enter(None)

    def _enter(self, stage: str | None) -> None:
        if stage == self._stage:
            return
        now = time.monotonic()
        if self._stage:
            counts = {"table": self._tables, "check": self._checks}
            made = ", ".join(
                f"{count} {what}{'s' * (count > 1)}"
                for what, count in counts.items()
                if count
            )
            took = now - self._started
            self._console.print(f"{self._stage:<10}{made:<24}{took:6.1f} s")
        self._status.update(stage or "finishing")
        self._stage, self._started, self._tables, self._checks = stage, now, 0, 0


class _Watcher(logging.Handler):
    """Hands what a run logs on to its progress."""

    def __init__(self, progress: Progress) -> None:
        super().__init__()
        self._progress = progress

    def emit(self, record: logging.LogRecord) -> None:
        """Hand on events and warnings; what else is logged is in the UI."""
        told = getattr(record, "dagster_meta", {})
        event = told.get("dagster_event")
        if event is not None:
            self._progress.see(event)
        elif record.levelno == logging.WARNING:
            self._progress.warnings.append(told.get("orig_message", ""))


class _ReadingWatcher(logging.Handler):
    """Hands on which documents were read."""

    def __init__(self, progress: Progress) -> None:
        super().__init__()
        self._progress = progress

    def emit(self, record: logging.LogRecord) -> None:
        """Hand on one document."""
        told = vars(record)
        self._progress.see_document(told["done"], told["total"], told["document"])


@contextmanager
def reading_shown(progress: Progress, *others: logging.Handler) -> Iterator[None]:
    """Show the reading of documents, and tell others what became of each of them."""
    with ExitStack() as attached:
        attached.enter_context(_attached(READING_LOG, _ReadingWatcher(progress)))
        for handler in others:
            attached.enter_context(_attached(DOCUMENT_LOG, handler))
        yield


@contextmanager
def _attached(name: str, handler: logging.Handler) -> Iterator[None]:
    log = logging.getLogger(name)
    level = log.level
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    try:
        yield
    finally:
        log.removeHandler(handler)
        log.setLevel(level)


def progress_logger(
    progress: Progress, *others: logging.Handler
) -> dg.LoggerDefinition:
    """Make the logger that takes the place of Dagster's own on the console."""

    @dg.logger({}, description="Shows the stages of a run on the command line.")
    def stages(_context: dg.InitLoggerContext) -> logging.Logger:
        logger = logging.Logger("stages", logging.DEBUG)
        for handler in (_Watcher(progress), *others):
            logger.addHandler(handler)
        return logger

    return stages
