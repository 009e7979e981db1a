"""The corrections: what people put right, with who, when, why and by which source.

``reports/corrections.csv`` has one row per mistake. It names document, place, field and
the words that stand there, wrongly; so it is found again by every version of a reader,
and no longer when the document was mended. It may be missing. A row that cannot be
used is kept with its problem and corrects nothing.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from pipelines.ingest.listing import Cells, read_listing
from pipelines.ingest.numbers import ReadNumber, read_number
from pipelines.ingest.raw_store import AMOUNT, in_billionths

#: What is read as a number, and what must be a day.
NUMBERS = ("value", "change")
DAYS = ("period_start", "period_end")
#: Value and unit are of figures, change and change_unit of stated changes.
FIELDS = (
    *NUMBERS,
    "unit",
    "change_unit",
    "company",
    "org_unit",
    "measure",
    "scope",
    "boundary",
    "period",
    *DAYS,
    "basis",
)
#: Without these a row says nothing, or nothing that anybody could check.
NEEDED = (
    "document",
    "field",
    "corrected",
    "corrected_by",
    "corrected_on",
    "reason",
    "source",
)
COLUMNS = (
    "document",
    "page",
    "locator",
    "measure",
    "period",
    "value",
    "field",
    "printed",
    *NEEDED[2:],
)
TABLE_COLUMNS = {
    "line": "integer",
    **dict.fromkeys(COLUMNS, "varchar"),
    "corrected_value": AMOUNT,
    "corrected_low": AMOUNT,
    "corrected_high": AMOUNT,
    "corrected_kind": "varchar",
    "problem": "varchar",
}


class Correction(NamedTuple):
    """One row: its cells, the number that is right, and why it cannot be used, if so.

    Amounts are in billionths, as the raw store takes them.
    """

    cells: Cells
    number: ReadNumber | None = None
    problem: str | None = None

    def row(self, line: int) -> tuple[object, ...]:
        """Return the row of raw_correction."""
        read = self.number
        amounts = (read.value, read.low, read.high) if read else (None, None, None)
        return (
            line,
            *(self.cells.get(column) for column in COLUMNS),
            *map(in_billionths, amounts),
            read.kind if read else None,
            self.problem,
        )


@dataclass(slots=True)
class Corrections:
    """All rows by the line that they end on, and what is odd about them."""

    lines: dict[int, Correction] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)

    def rows(self) -> list[tuple[object, ...]]:
        """Return the rows of raw_correction."""
        return [correction.row(line) for line, correction in self.lines.items()]


def read_corrections(path: Path) -> Corrections:
    """Read the corrections, if there are any.

    Raises:
        ReportsFolderError: the file is there and cannot be read.
    """
    corrections = Corrections()
    if not path.exists():
        return corrections
    for line, cells in read_listing(path, COLUMNS, NEEDED):
        correction = corrections.lines[line] = _read(cells)
        if correction.problem:
            corrections.warnings.append(
                f"corrections.csv line {line}: {correction.problem}"
            )
    return corrections


def _read(cells: Cells) -> Correction:
    missing = [column for column in NEEDED if column not in cells]
    if missing:
        problem = f"names no {' and no '.join(missing)}, and corrects nothing. "
        return Correction(cells, problem=f"{problem}Fill it in.")
    cells = cells | {"field": cells["field"].casefold()}
    unusable = _problem(cells)
    if unusable or cells["field"] not in NUMBERS:
        return Correction(cells, problem=unusable)
    number = read_number(cells["corrected"])
    return Correction(cells, number, _problem_of_number(cells, number))


def _problem(cells: Cells) -> str | None:
    """Say what is wrong with a row, and what to do about it."""
    told, name = cells["corrected"], cells["field"]
    if name not in FIELDS:
        return (
            f"'{name}' is no field, and the line corrects nothing. "
            f"Write one of {', '.join(FIELDS)}."
        )
    if told == cells.get("printed"):
        return f"'{told}' is what is printed, and the line corrects nothing. Remove it."
    if name in DAYS and not _is_day(told):
        return f"'{told}' is no day, and the line corrects nothing. Write YYYY-MM-DD."
    if not _is_day(cells["corrected_on"]):
        return (
            f"'{cells['corrected_on']}' is no day on which it was corrected, and the "
            "line corrects nothing. Write YYYY-MM-DD."
        )
    return None


def _problem_of_number(cells: Cells, number: ReadNumber) -> str | None:
    """Say why a number cannot be taken: who corrects must not leave it in doubt."""
    told = cells["corrected"]
    is_none = number.kind == "unreadable"
    # A value may be not disclosed; a change that is not is none.
    if is_none or (cells["field"] == "change" and number.value is None):
        return f"'{told}' is no number, and the line corrects nothing. Write digits."
    if number.alternative_value is not None:
        return (
            f"'{told}' can be read as {_plain(number.value)} and as "
            f"{_plain(number.alternative_value)}, and the line corrects nothing. "
            "Write it without marks between thousands."
        )
    return None


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _plain(amount: Decimal | None) -> str:
    text = format(amount or Decimal(0), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
