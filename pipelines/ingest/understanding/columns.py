"""Finds the column of each number of a row: by its place, or without layout by count.

Without layout a row may have fewer numbers than the header has years, as a company
began to measure late; the numbers then belong to the latest years.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from pipelines.ingest.understanding.headers import Column, Header
from pipelines.ingest.understanding.mentions import words_of
from pipelines.ingest.understanding.periods import fiscal_year
from pipelines.ingest.understanding.runs import Value

_SHARE_OF_SPACING = 0.6
_LARGEST_NOTE = 2
_FEWEST_PARTS = 3
_ROUNDING = 0.005
_LIKE_SIZES = 100
_LOOSELY = 1.6
_DECIMALS = re.compile(r"[.,](\d{1,2})$")
# Digits of changes in percent, beside levels of four digits and more.
_LARGEST_CHANGE, _LEVEL = 1000, 1000


class Aligned(NamedTuple):
    """The year of a number, or that its column holds something else."""

    term: str | None
    is_other: bool = False
    confidence: float = 1.0
    reason: str = ""


_NO_COLUMN = Aligned(None)
_UNHEADED = Aligned(None, False, 0.5, "several numbers without headings")
_OTHER = Aligned(None, is_other=True)


def align(
    values: Sequence[Value], header: Header | None, is_laid_out: bool
) -> list[Aligned]:
    """Return the column of each value, in their order."""
    if header is None:
        return [_NO_COLUMN if len(values) == 1 else _UNHEADED] * len(values)
    for read in (_by_groups, _by_named_groups, _by_blocks):
        if found := read(values, header):
            return found
    if is_laid_out and _begins_with_note(values, header.columns):
        return [_OTHER, *align(values[1:], header, is_laid_out)]
    is_full = len(values) == len(header.columns) and _are_near(values, header.columns)
    if is_laid_out and not is_full and (placed := _by_place(values, header.columns)):
        return placed
    return _by_count(values, header)


def _by_groups(values: Sequence[Value], header: Header) -> list[Aligned] | None:
    """Where each year has columns for parts and their sum, take the sums."""
    years = header.years
    levels = [number for number, value in enumerate(values) if not value.is_percent]
    size = len(levels) // max(len(years), 1)
    if not years or size < _FEWEST_PARTS or len(levels) != size * len(years):
        return None
    amounts = [_amount(values[each]) for each in levels]
    groups = [amounts[start : start + size] for start in range(0, len(levels), size)]
    for place in (size - 1, 0):
        if all(_is_sum(group, place) for group in groups):
            sums = [levels[number * size + place] for number in range(len(years))]
            reason = "the sum of the columns under its year"
            return _spread(len(values), sums, years, 0.92, reason)
    return None


def _by_blocks(values: Sequence[Value], header: Header) -> list[Aligned] | None:
    """Where the years are printed again for each part, take the block of the sums.

    Blocks of like amounts without a sum are parts of who knows what; the first of them
    is doubted. Blocks of other sizes are other measures, as intensities.
    """
    terms = [each.term for each in header.columns if each.term]
    levels = [number for number, value in enumerate(values) if not value.is_percent]
    years = [column for column in header.columns if column.term][: len(set(terms))]
    count = len(terms) // max(len(years), 1)
    if count <= 1 or len(levels) != len(terms) or len(terms) != count * len(years):
        return None
    amounts = [_amount(values[each]) for each in levels]
    blocks = [
        amounts[start : start + len(years)]
        for start in range(0, len(amounts), len(years))
    ]
    for place in (count - 1, 0):
        others = [block for number, block in enumerate(blocks) if number != place]
        sums = [sum(parts) for parts in zip(*others, strict=True)]
        if count > 2 and all(map(_is_near, blocks[place], sums)):
            chosen = levels[place * len(years) : (place + 1) * len(years)]
            columns = [each._replace(kind="value") for each in years]
            reason = "the block of columns that is the sum of the others"
            return _spread(len(values), chosen, columns, 0.92, reason)
    if named := _place_of_whole(header.above, count):
        chosen = levels[(named - 1) * len(years) : named * len(years)]
        columns = [each._replace(kind="value") for each in years]
        reason = "the block of columns that is headed by the group"
        return _spread(len(values), chosen, columns, 0.85, reason)
    return None if not _are_alike(blocks) else _doubted(values, levels, header)


def _place_of_whole(words: str, count: int) -> int | None:
    """Tell which of several headings in a row names the whole: the first or last."""
    text = words.strip()
    found = [
        (match.start() + match.end()) / 2
        for match in words_of("labels", "whole").finditer(text)
    ]
    if not found:
        return None
    share = len(text) / count
    places = {int(centre // share) + 1 for centre in found}
    return places.pop() if len(places) == 1 else None


def _by_named_groups(values: Sequence[Value], header: Header) -> list[Aligned] | None:
    """Where the columns of each year are named below it, take that of the group."""
    years = header.years
    words = header.below.split()
    levels = [number for number, value in enumerate(values) if not value.is_percent]
    size = len(levels) // max(len(years), 1)
    if size <= 1 or len(levels) != size * len(years) or len(words) % len(years):
        return None
    named = words[: len(words) // len(years)]
    if len(years) < 2 or words != named * len(years):
        return None
    place = _place_of_whole(" ".join(named), size)
    if place is None:
        return None
    chosen = [levels[number * size + place - 1] for number in range(len(years))]
    reason = "the column of the group under its year"
    return _spread(len(values), chosen, years, 0.85, reason)


def _is_near(one: float, two: float) -> bool:
    return abs(one - two) <= _ROUNDING * max(one, two)


def _are_alike(blocks: Sequence[Sequence[float]]) -> bool:
    """Tell amounts of one measure from those of others: they are of one size."""
    sizes = [max(block) for block in blocks]
    return min(sizes) > 0 and max(sizes) / min(sizes) < _LIKE_SIZES


def _doubted(
    values: Sequence[Value], levels: Sequence[int], header: Header
) -> list[Aligned] | None:
    """Doubt the years of blocks whose headings do not tell the group's."""
    kept = [column for column in header.columns if column.term]
    if any(column.kind == "other" for column in kept[: len(header.years)]):
        return None
    reason = "the first of several blocks of columns"
    chosen = list(levels)[: len(header.years)]
    return _spread(len(values), chosen, header.years, 0.45, reason)


def _is_sum(amounts: Sequence[float], place: int) -> bool:
    whole = amounts[place]
    others = sum(amounts) - whole
    return whole > 0 and abs(whole - others) <= _ROUNDING * whole


def _amount(value: Value) -> float:
    """Return an amount that compares with those of its row, as written alike."""
    decimals = _DECIMALS.search(value.text)
    digits = float(re.sub(r"\D", "", value.text) or 0)
    return digits / 10 ** len(decimals[1]) if decimals else digits


def _by_place(
    values: Sequence[Value], columns: Sequence[Column]
) -> list[Aligned] | None:
    """Match centres of numbers and headings, each heading once."""
    reach = _reach(columns)
    placed: list[Aligned] = []
    taken: set[int] = set()
    for value in values:
        number = min(
            range(len(columns)), key=lambda each: _distance(value, columns[each])
        )
        column = columns[number]
        if _distance(value, column) > max(reach, _width(value) * 0.75):
            placed.append(_OTHER)
            continue
        if number in taken:
            return None
        taken.add(number)
        placed.append(_aligned(column, 1.0, "year from the heading of the column"))
    return placed if taken else None


def _begins_with_note(values: Sequence[Value], columns: Sequence[Column]) -> bool:
    """Tell the number of a note, which stands left of all that is headed."""
    first, *others = values
    is_apart = _distance(first, columns[0]) > _reach(columns)
    return (
        bool(others) and is_apart and _is_note(first) and first.right < columns[0].left
    )


def _are_near(values: Sequence[Value], columns: Sequence[Column]) -> bool:
    """Tell whether numbers stand about where their headings do, taken in order."""
    reach = _reach(columns) * _LOOSELY
    pairs = zip(values, columns, strict=True)
    return all(_distance(value, column) <= reach for value, column in pairs)


def _reach(columns: Sequence[Column]) -> float:
    centres = sorted((each.left + each.right) / 2 for each in columns)
    gaps = [two - one for one, two in pairwise(centres) if two > one]
    if gaps:
        return min(gaps) * _SHARE_OF_SPACING
    return max(each.right - each.left for each in columns) * 1.5


def _distance(value: Value, column: Column) -> float:
    """Numbers may be set flush with either edge of their heading, or centred."""
    return min(
        abs(value.right - column.right),
        abs(value.left - column.left),
        abs((value.left + value.right - column.left - column.right) / 2),
    )


def _width(value: Value) -> float:
    return value.right - value.left


def _by_count(values: Sequence[Value], header: Header) -> list[Aligned]:
    """Match numbers and headings in their order."""
    reason = "year from the heading, by the order of the columns"
    if len(values) == len(header.columns):
        return [_aligned(each, 0.97, reason) for each in header.columns]
    years = header.years
    levels = [number for number, value in enumerate(values) if not value.is_percent]
    if len(levels) > len(years):
        levels = _without_notes(values, levels, len(years))
    if len(levels) > len(years):
        levels = _without_changes(values, levels, header)
    if len(levels) == len(years):
        return _spread(len(values), levels, years, 0.95, reason)
    if len(levels) < len(years) and levels:
        latest = _latest(years, len(levels))
        doubt = "fewer numbers than years: taken for the latest"
        return _spread(len(values), levels, latest, 0.62, doubt)
    doubt = "more numbers than years in the heading"
    return _spread(len(values), levels[: len(years)], years, 0.45, doubt)


def _spread(
    count: int,
    levels: Sequence[int],
    years: Sequence[Column],
    confidence: float,
    reason: str,
) -> list[Aligned]:
    found = {
        number: _aligned(column, confidence, reason)
        for number, column in zip(levels, years, strict=False)
    }
    return [found.get(number, _OTHER) for number in range(count)]


def _aligned(column: Column, confidence: float, reason: str) -> Aligned:
    if column.kind == "other":
        return _OTHER
    return Aligned(column.term, False, confidence, reason)


def _without_notes(
    values: Sequence[Value], levels: list[int], wanted: int
) -> list[int]:
    """Leave out the numbers of notes, and a dash before the first number."""
    kept = list(levels)
    if values[kept[0]].is_none:
        kept = kept[1:]
    while len(kept) > wanted and _is_note(values[kept[-1]]):
        kept.pop()
    while len(kept) > wanted and _is_note(values[kept[0]]):
        kept.pop(0)
    return kept


def _without_changes(
    values: Sequence[Value], levels: list[int], header: Header
) -> list[int]:
    """Leave out changes behind the years: headed so, or known by their amount."""
    wanted = len(header.years)
    named = len(header.columns) - wanted
    if named and len(levels) - wanted <= named + 1:
        return levels[:wanted]
    amounts = [_amount(values[each]) for each in levels]
    differences = {
        abs(one - two) for one in amounts[:wanted] for two in amounts[:wanted]
    }
    if wanted > 1 and all(each in differences for each in amounts[wanted:]):
        return levels[:wanted]
    if max(amounts[wanted:]) < _LARGEST_CHANGE and min(amounts[:wanted]) >= _LEVEL:
        return levels[:wanted]
    return levels


def _is_note(value: Value) -> bool:
    return value.text.isdigit() and len(value.text) <= _LARGEST_NOTE


def _latest(years: Sequence[Column], count: int) -> Sequence[Column]:
    first, last = (fiscal_year(each.term or "") or 0 for each in (years[0], years[-1]))
    return years[:count] if first > last else years[-count:]
