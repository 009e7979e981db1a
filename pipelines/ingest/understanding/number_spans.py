"""Finds the quantities of a sentence: a number, the words that scale it, its unit.

'approximately 2.32 million tons' is one quantity. What the number means is read by
``numbers``, what it is of by the reading of the sentence.
"""

import re
from functools import cache
from typing import NamedTuple

from pipelines.ingest.understanding.mentions import (
    Mention,
    overlaps,
    phrases_pattern,
    vocabulary_rows,
)
from pipelines.ingest.understanding.relative_periods import find_relative_periods
from pipelines.ingest.understanding.signals import find_signals
from pipelines.ingest.understanding.units import UnitMention, find_units

_LONGEST_UNIT = 70
_NEAR = 30
# Italian says 'per l'anno 2017' for a year, which is no unit under the line.
_FOR_A_YEAR = re.compile(r"\sper (?:l['’](?:anno|esercizio)|il (?:19|20)\d\d)")
_SIGNS = "+−–-"
_GROUPED = r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d+)?(?!\d)"
_PLAIN = r"\d+(?:[.,'’]\d+)*"
_NOT_GLUED = r"(?<![A-Za-zÀ-ÿ0-9_.,/°#$€£¥₹])(?<![A-Za-z\d]-)(?<!\d[–−])"
_BRACKET = re.compile(r"\([^()]*\)")
_HEADED = re.compile(r":\s*$")
POINTS = "points"
AMOUNTS = frozenset({"mass", "mass_co2e", "energy", "volume", "power"})
_BEFORE_UNIT = re.compile(r"[\s\u00a0-]*(?:(?:di|de|of|an)\s)?", re.IGNORECASE)


class Quantity(NamedTuple):
    """A number with its unit. ``value_text`` is as printed, with hedge and scale.

    ``quantity`` is that of the unit, 'points' for percentage points, or 'count' where
    no unit follows. ``start`` is before the hedge, ``number_start`` behind it.
    """

    start: int
    end: int
    number_start: int
    number_end: int
    value_text: str
    unit: UnitMention | None
    quantity: str


def find_quantities(text: str, taken: list[Mention]) -> list[Quantity]:
    """Find the quantities in a text that has been made plain.

    ``taken`` are mentions whose digits are no quantities: scopes and periods.
    """
    found: list[Quantity] = []
    for match in _number().finditer(text):
        if overlaps(match.start("digits"), match.end("digits"), taken):
            continue
        quantity = _quantity(text, match)
        if not (found and quantity.start < found[-1].end):
            found.append(quantity)
    return _share_units(text, found)


def _quantity(text: str, match: re.Match[str]) -> Quantity:
    end = match.end()
    unit = _share_after(text, end) or _unit_after(text, end)
    return Quantity(
        start=_hedge_start(text, match.start()),
        end=unit.end if unit else end,
        number_start=match.start(),
        number_end=end,
        value_text=text[_hedge_start(text, match.start()) : end].strip(),
        unit=unit,
        quantity=unit.quantity if unit else "count",
    )


def _share_after(text: str, end: int) -> UnitMention | None:
    """Read 'percentage points' and the words for percent of other languages."""
    words = find_signals("share_words", text[end : end + _LONGEST_UNIT])
    if not words or text[end : end + words[0].start].strip():
        return None
    word = words[0]
    term = "percentage points" if word.term == POINTS else "%"
    return UnitMention(end + word.start, end + word.end, word.text, term, word.term)


def _unit_after(text: str, end: int) -> UnitMention | None:
    following = _FOR_A_YEAR.split(text[end : end + _LONGEST_UNIT])[0]
    joint = _BEFORE_UNIT.match(following)
    skipped = joint.end() if joint else 0
    units = find_units(following[skipped:])
    if not units or units[0].start > 0:
        return None
    unit = units[0]._replace(start=end + skipped, end=end + skipped + units[0].end)
    return _without_period(text, unit)


def _without_period(text: str, unit: UnitMention) -> UnitMention:
    """Part '4 tonnes a year earlier' before 'a year', which says when."""
    for period in find_relative_periods(text[unit.start : unit.end + _LONGEST_UNIT]):
        if 0 < period.start < unit.end - unit.start < period.end:
            printed = unit.text[: period.start].rstrip()
            return unit._replace(end=unit.start + len(printed), text=printed)
    return unit


def _share_units(text: str, found: list[Quantity]) -> list[Quantity]:
    """Give '5.1 and 4.4 million tonnes', and 'from 4.4 million', the unit beside."""
    shared = list(found)
    for place in range(len(shared) - 2, -1, -1):
        here, following = shared[place], shared[place + 1]
        gap = text[here.end : following.start].strip().casefold()
        is_listed = gap == "," or gap in _listing_words()
        if here.unit is None and following.unit and is_listed:
            shared[place] = here._replace(
                unit=following.unit, quantity=following.quantity
            )
    for place in range(1, len(shared)):
        before, here = shared[place - 1], shared[place]
        gap = text[before.end : here.start]
        is_scaled = here.unit is None and here.value_text[-1:].isalpha()
        is_compared = len(gap) < _NEAR and find_signals("basis", gap)
        if is_scaled and before.unit and is_compared:
            shared[place] = here._replace(unit=before.unit, quantity=before.quantity)
    return _bracketed_units(text, shared)


def _bracketed_units(text: str, found: list[Quantity]) -> list[Quantity]:
    """Give '4 tonnes (2019: 5)' and '4 (2019: 5) tonnes' one unit for all of them."""
    shared = list(found)
    for bracket in _BRACKET.finditer(text):
        inside = [
            place
            for place, each in enumerate(shared)
            if bracket.start() < each.number_start < bracket.end()
        ]
        first = inside[0] if inside else 0
        if first == 0 or any(shared[place].unit for place in inside):
            continue
        before = shared[first - 1]
        unit = before.unit or _unit_after(text, bracket.end())
        if unit is None or unit.quantity not in AMOUNTS:
            continue
        if before.unit is None and before.end == len(text[: bracket.start()].rstrip()):
            shared[first - 1] = before._replace(unit=unit, quantity=unit.quantity)
        for place in inside:
            if _HEADED.search(text[bracket.start() : shared[place].start]):
                shared[place] = shared[place]._replace(
                    unit=unit, quantity=unit.quantity
                )
    return shared


@cache
def _listing_words() -> frozenset[str]:
    listing = ("by", "to", "from", "listing")
    return frozenset(
        row["words"].casefold()
        for row in vocabulary_rows("prose")
        if row["meaning"] in listing
    )


def _hedge_start(text: str, start: int) -> int:
    """Take in the hedge before a number, which stays with it as printed."""
    before = text[max(0, start - 24) : start]
    hedge = _hedge_before().search(before)
    return start - (len(before) - hedge.start()) if hedge else start


@cache
def _hedge_before() -> re.Pattern[str]:
    hedges = tuple(
        row["word"] for row in vocabulary_rows("words") if row["meaning"] == "hedge"
    )
    return re.compile(rf"(?:{phrases_pattern(hedges).pattern})\s*$", re.IGNORECASE)


@cache
def _number() -> re.Pattern[str]:
    words = sorted(
        (row["word"] for row in vocabulary_rows("multipliers")), key=len, reverse=True
    )
    spaced = "|".join(
        rf"{re.escape(word)}\.?(?![A-Za-z])" if word.isascii() else re.escape(word)
        for word in words
    )
    return re.compile(
        rf"{_NOT_GLUED}(?P<sign>(?<![A-Za-z0-9])[{_SIGNS}]\s?(?=\d))?"
        rf"(?P<digits>{_GROUPED}|{_PLAIN})(?P<times>(?:\s?-?)(?:{spaced}))?",
        re.IGNORECASE,
    )
