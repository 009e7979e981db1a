"""Finds the rows and columns of a table that hold a company's revenue, and its unit.

Every word of the label must be accounted for: 'Net sales (EUR million)' is the revenue,
'Revenue from services' a part of it, and emissions per revenue an intensity. Revenue
without a currency is no figure, and without emissions or energy of no use here.
"""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cache, lru_cache
from typing import NamedTuple

from pipelines.ingest.content import Cell, Row
from pipelines.ingest.printed import PrintedFigure
from pipelines.ingest.understanding.labels import read_label
from pipelines.ingest.understanding.mentions import (
    phrases_pattern,
    plain,
    vocabulary_rows,
)
from pipelines.ingest.understanding.money import NO_MONEY, Money, find_money, money_of
from pipelines.ingest.understanding.periods import find_periods
from pipelines.ingest.understanding.phrase_index import PhraseIndex
from pipelines.ingest.understanding.reference import reference_rows
from pipelines.ingest.understanding.runs import PartedRow, Run, part_row
from pipelines.ingest.understanding.units import UnitMention, find_units

REVENUE = "revenue"

_OF_CLIMATE = ("fact_emissions", "fact_energy", "fact_intensity")
_SURE = Decimal("0.5")
_LONGEST_LABEL = 90
_LONGEST_HEADING = 220
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_][^\W\d_'’]+|[\u3400-\u9fff]")


class RevenueColumn(NamedTuple):
    """A column that is headed by words for revenue."""

    text: str
    left: float
    right: float


class RevenueUnit(NamedTuple):
    """The unit of a row's revenue: printed with it, or else above it."""

    own: UnitMention | None
    above: UnitMention | None


def names_revenue(text: str) -> bool:
    """Tell cheaply whether a text can hold revenue."""
    return _names().is_in(text)


@lru_cache(maxsize=4096)
def is_revenue(label: str) -> bool:
    """Tell whether a label that has been made plain is of revenue and nothing else."""
    if len(label) > _LONGEST_LABEL or not names_revenue(label):
        return False
    if read_label(label).spoilers:
        return False
    text = _blanked(label, find_money(label))
    if find_units(text):
        return False
    text = _blanked(text, find_periods(text))
    others = _pattern("revenue", "turnover").sub(" ", text)
    return others != text and not _WORD.search(_pattern("beside").sub(" ", others))


def with_units_joined(rows: list[Row]) -> list[Row]:
    """Join a line of revenue to the next one, which holds its unit and its numbers."""
    kept: list[Row] = []
    for row in rows:
        last = kept[-1] if kept else None
        if last and last.table == row.table and _goes_on_in_money(last, row):
            words = f"{last.cells[0].text.rstrip()} {row.cells[0].text.lstrip()}"
            kept[-1] = last._replace(cells=(Cell(words, 0.0, float(len(words))),))
        else:
            kept.append(row)
    return kept


def _goes_on_in_money(above: Row, below: Row) -> bool:
    if len(above.cells) != 1 or len(below.cells) != 1:
        return False
    label = plain(above.cells[0].text)
    if _DIGIT.search(label) or not is_revenue(label.strip()):
        return False
    text = plain(below.cells[0].text)
    found = find_money(text)
    return bool(found and _DIGIT.search(text)) and not _WORD.search(
        _blanked(text, found)
    )


def part_revenue_row(row: Row) -> PartedRow | None:
    """Part a row of revenue, where units of money are no labels; else None."""
    if not any(names_revenue(cell.text) for cell in row.cells):
        return None
    parted = part_row(row, find_money)
    return parted if parted.runs and is_row_of_revenue(parted.runs[0], parted) else None


def is_row_of_revenue(run: Run, row: PartedRow) -> bool:
    """Tell whether the numbers of a row are of revenue; its words begin the row."""
    return run is row.runs[0] and bool(run.values) and is_revenue(run.label)


def revenue_columns(row: Row) -> tuple[RevenueColumn, ...]:
    """Return the columns of revenue that a row heads."""
    return tuple(
        RevenueColumn(text, cell.left, cell.right)
        for cell in row.cells
        if is_revenue(text := plain(cell.text))
    )


def revenue_unit(own: str, headings: Sequence[str]) -> RevenueUnit | None:
    """Return the unit that is printed beside revenue, completed from what is above.

    None where no currency is printed, or several are. Staff turns over as well, so
    'turnover' is revenue only where the currency stands beside it.
    """
    money = money_of(own)
    if money is None or not (money.currency or _pattern("revenue").search(own)):
        return None
    if money.currency and money.times:
        return RevenueUnit(money.unit, None)
    whole = money.below(_above(headings)).unit
    if whole is None:
        return None
    is_own = bool(money.currency)
    return RevenueUnit(whole if is_own else None, None if is_own else whole)


def beside_climate(
    figures: Sequence[PrintedFigure], others: Iterable[PrintedFigure] = ()
) -> list[PrintedFigure]:
    """Leave revenue out where neither these nor other figures can be set against it."""
    if any(
        each.row.measure_term in _measures_of_climate()
        and each.number.confidence >= _SURE
        for each in (*figures, *others)
    ):
        return list(figures)
    return [each for each in figures if each.row.measure_term != REVENUE]


def _above(headings: Sequence[str]) -> Money | None:
    """Return the unit of the nearest heading that names money, if it is one."""
    for text in reversed(headings):
        if len(text) <= _LONGEST_HEADING and find_money(text):
            reading = read_label(text)
            if not reading.is_sentence and "intensity" not in reading.spoilers:
                return money_of(text)
    return NO_MONEY


def _blanked(text: str, found: Iterable[tuple[int, int, *tuple[object, ...]]]) -> str:
    for start, end, *_ in found:
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    return text


@cache
def _names() -> PhraseIndex[None]:
    return PhraseIndex(
        (row["words"], None)
        for row in vocabulary_rows(REVENUE)
        if row["meaning"] != "beside"
    )


@cache
def _pattern(*meanings: str) -> re.Pattern[str]:
    rows = vocabulary_rows(REVENUE)
    return phrases_pattern(
        tuple(row["words"] for row in rows if row["meaning"] in meanings)
    )


@cache
def _measures_of_climate() -> frozenset[str | None]:
    return frozenset(
        row["measure"]
        for row in reference_rows("measure")
        if row["fact_table"] in _OF_CLIMATE
    )
