"""Makes one figure of what a document states several times, and numbers the rows.

A figure that is printed on several pages keeps all its places. A rounded statement of
it ('approximately 9,100 tonnes' beside 9,154 in the table) is the same figure, less
precisely said.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from pipelines.ingest.numbers import ReadNumber
from pipelines.ingest.printed import PrintedFigure, PrintedRow, StatedChange
from pipelines.ingest.understanding.prose import Statement

_LONGEST_LOCATOR = 300
_MULTIPLIERS = {
    "thousand": Decimal(1_000),
    "ten thousand": Decimal(10_000),
    "hundred thousand": Decimal(100_000),
    "million": Decimal(1_000_000),
    "ten million": Decimal(10_000_000),
    "hundred million": Decimal(100_000_000),
    "billion": Decimal(1_000_000_000),
    "trillion": Decimal(1_000_000_000_000),
}
_GAS = re.compile(
    r"\s*(?:of\s+)?(?:CO2e?|carbon dioxide)(?:\s*equivalents?)?", re.IGNORECASE
)
_TONNES = re.compile(r"\b(?:metric\s+)?(?:tonnes?|tons?)\b")


class _Entry(NamedTuple):
    figure: PrintedFigure | None
    change: StatedChange | None


def merge_figures(
    tabled: Iterable[PrintedFigure], stated: Iterable[Statement]
) -> tuple[list[PrintedFigure], list[StatedChange]]:
    """Join what is said twice; return figures and claims with their ordinals."""
    entries: list[_Entry] = []
    places: dict[tuple[str | None, ...], list[int]] = {}
    for figure in tabled:
        _take(_Entry(figure, None), entries, places)
    for statement in stated:
        _take(_Entry(statement.figure, statement.change), entries, places)
    entries.sort(key=_page_order)
    return _numbered(entries)


def _take(
    entry: _Entry,
    entries: list[_Entry],
    places: dict[tuple[str | None, ...], list[int]],
) -> None:
    """Add an entry, or its place and its change to the figure that it repeats."""
    if entry.figure is None:
        entries.append(entry)
        return
    key = _key(entry.figure)
    for number in places.get(key, ()):
        known = entries[number]
        if known.figure and _is_same(known.figure, entry.figure):
            entries[number] = _Entry(
                _joined(known.figure, entry.figure), known.change or entry.change
            )
            if entry.change and known.change:
                entries.append(_Entry(None, entry.change))
            return
    places.setdefault(key, []).append(len(entries))
    entries.append(entry)


def _key(figure: PrintedFigure) -> tuple[str | None, ...]:
    row = figure.row
    return (
        row.company_text,
        row.org_unit_term,
        row.measure_term,
        row.scope_term,
        row.boundary_text,
        row.period_term,
        # A level is the same whatever year it is compared with; a target is not.
        row.basis_text if _is_target(row) else None,
        _unit_key(figure.unit_term),
    )


def _is_target(row: PrintedRow) -> bool:
    return bool(row.measure_term and row.measure_term.startswith("target_"))


def _unit_key(unit: str | None) -> str | None:
    """Take spellings of one unit together: 't CO2e', 'tonnes of CO2', 'metric tons'."""
    if unit is None:
        return None
    for words in _MULTIPLIERS:
        unit = unit.removeprefix(f"{words} ")
    plain_unit = _GAS.sub("", unit).strip().casefold()
    return _TONNES.sub("t", plain_unit)


def _is_same(one: PrintedFigure, two: PrintedFigure) -> bool:
    """Two statements of one figure: equal, or one a rounding of the other."""
    first, second = _scaled(one), _scaled(two)
    if first.value is None or second.value is None:
        return first.kind == second.kind
    if first.value == second.value:
        return True
    return _holds(first, second.value) or _holds(second, first.value)


def _scaled(figure: PrintedFigure) -> ReadNumber:
    """Return the number without the multiplier in its unit, to compare it."""
    number, factor = figure.number, factor_of(figure.unit_term)
    if factor == 1 or number.value is None:
        return number
    return replace(
        number,
        value=number.value * factor,
        low=None if number.low is None else number.low * factor,
        high=None if number.high is None else number.high * factor,
    )


def factor_of(unit: str | None) -> Decimal:
    """Return the multiplier that a unit begins with: a thousand of 'thousand t'."""
    for words, factor in _MULTIPLIERS.items():
        if unit and unit.startswith(f"{words} "):
            return factor
    return Decimal(1)


def _holds(number: ReadNumber, value: Decimal) -> bool:
    if number.low is None or number.high is None:
        return False
    return number.low <= value <= number.high


def _joined(known: PrintedFigure, again: PrintedFigure) -> PrintedFigure:
    """Keep the more precise statement, with both places."""
    precise = again if _width(again) < _width(known) else known
    confidence = max(known.number.confidence, again.number.confidence)
    return precise._replace(
        row=precise.row._replace(
            page=known.row.page, locator=_locators(known.row, again.row)
        ),
        number=replace(precise.number, confidence=confidence),
    )


def _width(figure: PrintedFigure) -> Decimal:
    number = _scaled(figure)
    if number.low is None or number.high is None:
        return Decimal(0)
    return number.high - number.low


def _locators(first: PrintedRow, second: PrintedRow) -> str:
    place = second.locator or ""
    if second.page and second.page != first.page:
        place = f"page {second.page}, {place}"
    known = first.locator or ""
    if place in known.split("; ") or len(known) > _LONGEST_LOCATOR:
        return known
    return f"{known}; {place}" if known else place


def _page_order(entry: _Entry) -> tuple[int, str]:
    stated = entry.figure or entry.change
    page = (stated.row.page if stated else None) or ""
    return (int(page), "") if page.isdigit() else (0, page)


def _numbered(
    entries: list[_Entry],
) -> tuple[list[PrintedFigure], list[StatedChange]]:
    figures, claims = [], []
    for ordinal, (figure, change) in enumerate(entries, start=1):
        if figure:
            figures.append(figure._replace(row=figure.row._replace(ordinal=ordinal)))
        if change:
            row = change.row._replace(ordinal=ordinal)
            claims.append(change._replace(row=row, has_figure=figure is not None))
    return figures, claims
