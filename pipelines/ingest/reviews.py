"""The reviews: what people decided about figures and claims that were read unsurely.

``reports/reviews.csv`` has one row per decision. It names document, place, meaning and
printed number, and no identifier, because those change with the reader. It may be
missing; a row that says nothing usable is left out, with a warning.
"""

import csv
import io
import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from pipelines.durable_files import UNFINISHED, sync
from pipelines.ingest.listing import Cells, read_listing

DECISIONS = ("accept", "reject")
NEEDED = ("document", "value", "decision")


class Review(NamedTuple):
    """One decision. ``page`` to ``period`` may be missing, as they may in a figure."""

    document: str
    page: str | None
    locator: str | None
    measure: str | None
    scope: str | None
    period: str | None
    value: str
    decision: str
    reviewer: str | None = None
    reviewed_on: str | None = None
    note: str | None = None


COLUMNS = Review._fields
TABLE_COLUMNS = {"line": "integer", **dict.fromkeys(COLUMNS, "varchar")}


@dataclass(slots=True)
class Reviews:
    """All decisions by the line that they end on, and what is odd about the file."""

    lines: dict[int, Review] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)

    def rows(self) -> list[tuple[object, ...]]:
        """Return the rows of raw_review."""
        return [(line, *review) for line, review in self.lines.items()]


def read_reviews(path: Path) -> Reviews:
    """Read the reviews, if there are any.

    Raises:
        ReportsFolderError: the file is there and cannot be read.
    """
    reviews = Reviews()
    if not path.exists():
        return reviews
    for line, cells in read_listing(path, COLUMNS, NEEDED):
        problem = _problem(cells)
        if problem:
            reviews.warnings.append(f"reviews.csv line {line}: {problem}")
        else:
            known = {column: cells.get(column) for column in COLUMNS}
            known["decision"] = cells["decision"].casefold()
            reviews.lines[line] = Review(**known)  # type: ignore[arg-type]
    return reviews


def add_reviews(path: Path, reviews: Iterable[Review]) -> None:
    """Append decisions to the file, at one stroke; what it holds already stays as is.

    Raises:
        ReportsFolderError: the file is there and cannot be read.
    """
    header: list[str] = list(COLUMNS)
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    if path.exists():
        read_listing(path, COLUMNS, NEEDED)
        content = path.read_bytes().decode("utf-8-sig")
        header = [
            cell.strip().casefold()
            for cell in next(csv.reader(io.StringIO(content, newline="")), [])
        ]
        text.write(content if content.endswith("\n") else f"{content}\n")
    else:
        writer.writerow(header)
    for review in reviews:
        cells = review._asdict()
        writer.writerow([cells.get(column) or "" for column in header])
    _replace(path, text.getvalue())


def _problem(cells: Cells) -> str | None:
    """Say what is wrong with a row, and what to do about it."""
    missing = [column for column in NEEDED if column not in cells]
    if missing:
        return f"names no {' and no '.join(missing)}, and is left out. Fill it in."
    if cells["decision"].casefold() not in DECISIONS:
        return (
            f"'{cells['decision']}' is no decision, and the row is left out. "
            f"Write {' or '.join(DECISIONS)}."
        )
    return None


def _replace(path: Path, text: str) -> None:
    aside = path.with_name(f".{path.name}.{os.getpid()}{UNFINISHED}")
    aside.write_text(text, encoding="utf-8", newline="")
    sync(aside)
    aside.replace(path)
    sync(path.parent)
