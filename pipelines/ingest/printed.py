"""What a reader hands over: the figures and stated changes of one document.

Rows hold words as printed next to the number read from them. A reader that understands
its document also hands over terms: the warehouse's own words for what it read from the
place of a figure. Where there is no term, the printed words speak for themselves. Which
unit is meant, and which company, is worked out later, in SQL.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

from pipelines.ingest.numbers import ReadNumber


class PrintedRow(NamedTuple):
    """Where a figure or a claim stands, and the words that say what it is of.

    ``ordinal`` numbers the rows of a document; identifiers are made from it, so a
    reader that numbers them in another way needs a new version.
    """

    ordinal: int
    page: str | None = None
    locator: str | None = None
    context: str | None = None
    company_text: str | None = None
    org_unit_text: str | None = None
    measure_text: str | None = None
    scope_text: str | None = None
    boundary_text: str | None = None
    period_text: str | None = None
    period_start_text: str | None = None
    period_end_text: str | None = None
    basis_text: str | None = None
    note: str | None = None
    reading_problem: str | None = None
    org_unit_term: str | None = None
    measure_term: str | None = None
    scope_term: str | None = None
    period_term: str | None = None


class PrintedFigure(NamedTuple):
    """One number as printed. ``number`` is also there where none could be read.

    The confidence and reasons of ``number`` are those of the figure as a whole.
    """

    row: PrintedRow
    number: ReadNumber
    value_text: str | None = None
    unit_text: str | None = None
    series_break_text: str | None = None
    unit_term: str | None = None


class StatedChange(NamedTuple):
    """One change as stated; ``has_figure`` where the same row prints the figure too."""

    row: PrintedRow
    change: ReadNumber
    change_text: str | None = None
    change_unit_text: str | None = None
    has_figure: bool = False


@dataclass(slots=True)
class ReadDocument:
    """All that a reader found in one document, and what the run should warn of.

    ``issuer_text`` is the company that the document speaks of by its own words, and
    ``dated_text`` its own date (YYYY, YYYY-MM or YYYY-MM-DD), where it tells them.
    """

    figures: list[PrintedFigure] = field(default_factory=list)
    claims: list[StatedChange] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    issuer_text: str | None = None
    dated_text: str | None = None
    page_count: int | None = None
