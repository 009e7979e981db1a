"""Reads tables whose columns a text layer has written one after another.

All numbers of a year come first, then the year: '6,100 2,100 4,000 … 2016'. The labels
stand above, in their order or upwards. What is the total follows from the arithmetic:
it is the number that others add up to, in every year.
"""

import math
import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from pipelines.ingest.content import Cell, Row
from pipelines.ingest.understanding.labels import LabelReading, read_label
from pipelines.ingest.understanding.measures import GROSS
from pipelines.ingest.understanding.periods import fiscal_year
from pipelines.ingest.understanding.runs import PartedRow, Value, part_row
from pipelines.ingest.understanding.subjects import Subject
from pipelines.ingest.understanding.tables import TablePart
from pipelines.ingest.understanding.units import UnitMention, find_units

_FEWEST = 3
_LINES_ABOVE = 14
_MOST_UNEVEN = 1.5
_PROVEN, _LIKELY, _GUESSED = 0.8, 0.7, 0.4
_WORDS = re.compile(r"[^\W\d_]{2}")
_TOTAL_OF_SCOPE = re.compile(
    r"total\s+scope\s*[123](?:\s*[&+,]\s*[123])*(?:\s+emissions)?(?:\s*\([^()]*\))?",
    re.IGNORECASE,
)


class _Group(NamedTuple):
    """Numbers that stand together, and the years behind them."""

    values: tuple[Value, ...]
    years: tuple[str, ...]
    row: int


def read_column_lists(text: str) -> Iterator[TablePart]:
    """Read columns that are written as lists, where arithmetic proves the reading."""
    if not _TOTAL_OF_SCOPE.search(text):
        return
    rows = [
        part_row(Row((Cell(line, 0.0, float(len(line))),), f"line {number}"))
        for number, line in enumerate(text.splitlines(), start=1)
        if line.strip()
    ]
    are_upwards = False
    for region in _regions(rows):
        above = _words_above(rows, region[0].row)
        units = [each for each in find_units(above) if each.quantity == "mass_co2e"]
        labels = _totals_named(above)
        if not units or not labels:
            continue
        if len(region) >= _FEWEST and all(len(each.years) == 1 for each in region):
            place = _place_of_total(region)
            if place is not None and len({each.scope for each in labels}) == 1:
                are_upwards = place == 0
                for group in region:
                    value, year = group.values[place], group.years[0]
                    yield _part(value, year, labels[0], units[-1], group, _PROVEN, rows)
        elif len(region) == 1:
            ordered = labels[::-1] if are_upwards else labels
            sureness = _LIKELY if are_upwards or len(labels) == 1 else _GUESSED
            yield from _rows_of(region[0], ordered, units[-1], sureness, rows)


def _regions(rows: Sequence[PartedRow]) -> Iterator[list[_Group]]:
    """Pass on the stretches of rows that hold numbers and years, and no words."""
    stretch: list[tuple[int, Value | str]] = []
    for number, row in enumerate(rows):
        for what in _tokens(row):
            if what is not None:
                stretch.append((number, what))
            elif region := _groups(stretch):
                yield region
                stretch = []
            else:
                stretch = []
    if region := _groups(stretch):
        yield region


def _groups(stretch: Sequence[tuple[int, Value | str]]) -> list[_Group]:
    """Part numbers and years into groups: numbers first, then their years."""
    groups: list[_Group] = []
    for are_years, tokens in groupby(stretch, lambda token: isinstance(token[1], str)):
        numbered = list(tokens)
        if are_years and groups:
            years = tuple(str(what) for _, what in numbered)
            groups[-1] = groups[-1]._replace(years=years)
        elif not are_years:
            values = tuple(what for _, what in numbered if isinstance(what, Value))
            groups.append(_Group(values, (), numbered[0][0]))
    return [group for group in groups if group.years]


def _tokens(row: PartedRow) -> Iterator[Value | str | None]:
    """Pass on the numbers and years of a row by place; None where words stand."""
    tokens: list[tuple[float, Value | str]] = [
        (head.left, head.term) for head in row.heads
    ]
    tokens += [(value.left, value) for run in row.runs for value in run.values]
    tokens.sort(key=lambda token: token[0])
    words = _WORDS.search(row.text)
    if words and read_label(row.text.strip()).is_sentence:
        yield None
        return
    edge = words.start() if words else math.inf
    yield from (what for left, what in tokens if left < edge)
    if words:
        yield None
        # Numbers behind the words begin the next stretch.
        yield from (what for left, what in tokens if left >= edge)


def _words_above(rows: Sequence[PartedRow], row: int) -> str:
    """Return the words above a stretch, from the end of the stretch before it."""
    lines: list[str] = []
    for above in reversed(rows[max(0, row - _LINES_ABOVE) : row + 1]):
        if not _WORDS.search(above.text):
            if lines:
                break
            continue
        lines.append(above.text)
    return " ".join(reversed(lines))


def _totals_named(above: str) -> list[LabelReading]:
    readings = [read_label(found[0]) for found in _TOTAL_OF_SCOPE.finditer(above)]
    return [each for each in readings if each.scope]


def _place_of_total(region: Sequence[_Group]) -> int | None:
    """Find the number that the next or the previous ones add up to, in every year."""
    lengths = [len(group.values) for group in region]
    if max(lengths) > _MOST_UNEVEN * min(lengths):
        return None
    for place in (0, -1):
        if all(_is_sum(group.values, place) for group in region):
            return place
    return None


def _is_sum(values: Sequence[Value], place: int) -> bool:
    amounts = [_amount(each) for each in values]
    if len(amounts) < _FEWEST or not amounts[place]:
        return False
    others = amounts[1:] if place == 0 else amounts[-2::-1]
    return math.isclose(others[0] + others[1], amounts[place]) or math.isclose(
        sum(others), amounts[place]
    )


def _amount(value: Value) -> float:
    digits = re.sub(r"\D", "", value.text)
    return float(digits) if digits else 0.0


def _rows_of(
    group: _Group,
    labels: Sequence[LabelReading],
    unit: UnitMention,
    sureness: float,
    rows: Sequence[PartedRow],
) -> Iterator[TablePart]:
    """Spread the numbers of several labels over the years behind them."""
    count, years = len(labels), group.years
    if len(group.values) != count * len(years) or not _are_in_order(years):
        return
    if len({each.scope for each in labels}) != count or not _are_methods(labels):
        return
    by_year = [group.values[place::count] for place in range(count)]
    by_label = [
        group.values[place * len(years) : (place + 1) * len(years)]
        for place in range(count)
    ]
    spread = min((by_year, by_label), key=_distance)
    for label, values in zip(labels, spread, strict=True):
        for value, year in zip(values, years, strict=True):
            yield _part(value, year, label, unit, group, sureness, rows)


def _are_in_order(years: Sequence[str]) -> bool:
    numbers = [fiscal_year(year) or 0 for year in years]
    return numbers in (sorted(set(numbers)), sorted(set(numbers), reverse=True))


def _are_methods(labels: Sequence[LabelReading]) -> bool:
    """The methods of Scope 2 give like amounts, which tells how they are written."""
    return len(labels) == 1 or all(
        str(each.scope).startswith("scope_2_") for each in labels
    )


def _distance(series: Sequence[Sequence[Value]]) -> float:
    """Return how far the numbers of each year lie apart."""
    logs = [[math.log(_amount(each) or 1) for each in values] for values in series]
    return sum(max(year) - min(year) for year in zip(*logs, strict=True))


def _part(
    value: Value,
    year: str,
    label: LabelReading,
    unit: UnitMention,
    group: _Group,
    sureness: float,
    rows: Sequence[PartedRow],
) -> TablePart:
    return TablePart(
        value=value,
        subject=Subject(GROSS, str(label.scope), reasons=("a column as a list",)),
        period=year,
        unit=unit,
        label=label,
        row=group.row,
        place=rows[group.row].row.place,
        context=f"{label.text}: {value.text} ({year})",
        confidence=sureness,
        reasons=("scope from the label of the total", "total by its sum"),
        section=-1,
        table=rows[group.row].row.table,
    )
