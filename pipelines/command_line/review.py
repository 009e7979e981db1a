"""Lists what was read unsurely, and writes down what people decide about it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from getpass import getuser
from pathlib import Path
from typing import Any

import duckdb
import typer

from pipelines.command_line.output_format import OutputFormat
from pipelines.command_line.queries import ask, query_text
from pipelines.command_line.rows import print_rows
from pipelines.errors import ReviewError
from pipelines.ingest.reviews import Review, add_reviews
from pipelines.publish.snapshot import open_snapshot
from pipelines.settings import Settings

#: What a figure or claim is called by in a review.
SUBJECT = ("document", "page", "locator", "measure", "scope", "period", "value")


def print_waiting(
    warehouse_folder: Path, output_format: OutputFormat, limit: int
) -> None:
    """Print the figures and claims of the current release that need review.

    Raises:
        ReviewError: the release is of a version that knew no reviews.
    """
    with _open_reviewed(warehouse_folder) as snapshot:
        answer = snapshot.execute(query_text("review_list"))
        print_rows(answer, output_format, limit)


def decide(
    settings: Settings,
    ids: Sequence[str],
    decision: str,
    reviewer: str | None,
    note: str | None,
) -> None:
    """Add a decision on each of some figures and claims to reports/reviews.csv.

    Raises:
        ReviewError: the current release has no figure or claim of one of the ids.
    """
    subjects = _find_subjects(settings.warehouse_folder, ids)
    said = (reviewer or getuser(), datetime.now(UTC).date().isoformat(), note)
    path = settings.reports / "reviews.csv"
    add_reviews(path, [Review._make((*each, decision, *said)) for each in subjects])
    count = f"{len(subjects)} decision{'s' * (len(subjects) != 1)}"
    typer.echo(f"{count} written to {path}; the next run takes them up.")


@contextmanager
def _open_reviewed(warehouse_folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with open_snapshot(warehouse_folder) as snapshot:
        try:
            yield snapshot
        except duckdb.CatalogException as error:
            message = (
                f"{warehouse_folder}: the current release was made by a version that "
                "knew no reviews. Make a new one with `scopebook run`."
            )
            raise ReviewError(message) from error


def _find_subjects(warehouse_folder: Path, ids: Sequence[str]) -> list[Any]:
    """Return what the ids are called in a review, in the order of the ids."""
    with _open_reviewed(warehouse_folder) as snapshot:
        rows = ask(snapshot, "review_subjects", {"ids": list(ids)})
    subjects = {
        row["statement_id"]: tuple(row[column] for column in SUBJECT) for row in rows
    }
    unknown = [each for each in ids if each not in subjects]
    if unknown:
        message = (
            f"{', '.join(unknown)}: the current release has no figure or claim of this "
            "id, and nothing was written. `scopebook review` lists what waits."
        )
        raise ReviewError(message)
    unnamed = [each for each, subject in subjects.items() if not subject[-1]]
    if unnamed:
        message = (
            f"{', '.join(unnamed)}: prints no number by which a review could name it, "
            "and nothing was written. Leave it out."
        )
        raise ReviewError(message)
    return [subjects[each] for each in dict.fromkeys(ids)]
