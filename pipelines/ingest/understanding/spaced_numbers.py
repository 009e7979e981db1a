"""Joins the groups of numbers that are parted by spaces: '12 345 11 890'.

Without layout the same row may hold two numbers or four. The header tells how many
there are, and of the ways to make as many that one is meant whose numbers are most
alike.
"""

import math
import re
from collections.abc import Iterator, Sequence

from pipelines.ingest.understanding.runs import Value

_NUMBER = re.compile(r"\d{1,3}(?:[.,]\d+)?")
_DIGITS = re.compile(r"\d{1,3}")
_NEXT_GROUP = re.compile(r"\d{3}(?:[.,]\d+)?")
_SHORT_GROUP = re.compile(r"\d{1,2}")
_MOST_GROUPS = 24
_MOST_UNLIKE = 1.5


def with_groups_joined(
    values: Sequence[Value], years: int, columns: int, *, is_spaced: bool = False
) -> list[Value]:
    """Return a number for each year, or for each column, or the values as they are.

    ``columns`` counts those of changes too, which need not be like the others;
    ``is_spaced`` tells that other numbers of the page are written so.
    """
    levels = [each for each in values if not each.is_percent]
    if not years or not years < len(levels) <= _MOST_GROUPS or columns == len(levels):
        return list(values)
    if any(each.is_none or each.unit for each in levels):
        return list(values)
    texts = [each.text for each in levels]
    # '812 840 866' are three numbers, until a group is shorter than a thousand's.
    is_even = is_spaced and len(texts) % years == 0
    if not is_even and not any(_SHORT_GROUP.fullmatch(text) for text in texts):
        return list(values)
    for wanted in sorted({years, columns}):
        ways = list(_ways(texts, wanted))
        if ways:
            best = min(ways, key=lambda way: _unlikeness(way[:years]))
            if _unlikeness(best[:years]) > _MOST_UNLIKE:
                continue
            shares = [each for each in values if each.is_percent]
            return [*_joined(levels, best), *shares]
    return list(values)


def _joined(levels: Sequence[Value], way: Sequence[Sequence[str]]) -> list[Value]:
    joined, place = [], 0
    for number in way:
        group = levels[place : place + len(number)]
        joined.append(group[0]._replace(text="".join(number), right=group[-1].right))
        place += len(number)
    return joined


def _ways(groups: list[str], wanted: int) -> Iterator[list[list[str]]]:
    """Pass on the ways to make so many numbers of the groups."""
    if wanted == 0:
        if not groups:
            yield []
        return
    if not groups or not _NUMBER.fullmatch(groups[0]):
        return
    for count in range(1, len(groups) - wanted + 2):
        is_open = count == 1 or _DIGITS.fullmatch(groups[count - 2])
        if count > 1 and not (is_open and _NEXT_GROUP.fullmatch(groups[count - 1])):
            return
        for rest in _ways(groups[count:], wanted - 1):
            yield [groups[:count], *rest]


def _unlikeness(way: Sequence[Sequence[str]]) -> float:
    sizes = [
        math.log10(float(re.sub(r"\D", "", "".join(number))) or 1) for number in way
    ]
    return max(sizes) - min(sizes)
