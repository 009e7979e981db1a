"""Reads documents for a command, and shows on a terminal how far it has come."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from pipelines.ingest.printed import ReadDocument
from pipelines.ingest.readers import readable_suffixes, reader_for, reader_named
from pipelines.ingest.workers import Job, Limits
from pipelines.ingest.workers import read_documents as read_in_workers


class Outcome(NamedTuple):
    """What became of one file: a document, or why there is none and what to do."""

    path: Path
    reader: str = ""
    version: str = ""
    document: ReadDocument | None = None
    problem: str | None = None


def read_documents(paths: Sequence[Path], limits: Limits) -> list[Outcome]:
    """Read files in parallel; the outcomes are in the order of the paths."""
    outcomes = {path: _unread(path) for path in paths}
    jobs = [Job(path, each.reader) for path, each in outcomes.items() if each.reader]
    with _progress_bar() as bar:
        task = bar.add_task("reading", total=len(jobs), name="")

        def show(done: int, total: int, name: str) -> None:
            bar.update(task, completed=done, total=total, name=name)

        for place, answer in read_in_workers(jobs, limits, show):
            path, reader = jobs[place]
            version = reader_named(reader).version
            outcomes[path] = Outcome(
                path, reader, version, answer.document, answer.problem
            )
    return list(outcomes.values())


def _progress_bar() -> Progress:
    console = Console(stderr=True)
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[name]}", markup=False),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )


def _unread(path: Path) -> Outcome:
    """Name the reader of a file, or say why there is none."""
    if not path.is_file():
        return Outcome(path, problem="There is no such file. Correct the path.")
    reader = reader_for(path)
    if reader is None:
        kind = path.suffix or "without an ending"
        problem = (
            f"There is no reader for files {kind}, only for {readable_suffixes()}."
        )
        return Outcome(path, problem=problem)
    return Outcome(path, reader.name)
