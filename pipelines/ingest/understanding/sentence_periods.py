"""Reads which period a number of a sentence is of, and which it is compared with."""

import re
from decimal import Decimal
from typing import NamedTuple

from pipelines.ingest.understanding.clues import Clues
from pipelines.ingest.understanding.mentions import Mention
from pipelines.ingest.understanding.number_spans import Quantity
from pipelines.ingest.understanding.periods import fiscal_year
from pipelines.ingest.understanding.relative_periods import (
    LATEST_YEAR,
    YEAR_BEFORE,
    YEAR_ON_YEAR,
)
from pipelines.ingest.understanding.signals import find_signals, is_only

_NEAR_BEFORE = 28
_AFTER_NUMBER = 34
_FAR_YEAR = 2030
_SAME_PLACE = re.compile(
    r"[\s(\[]*(?:CO2e?|eq\w*|of|emissions)?[\s(\[]*"
    r"(?:in|for|during|im|für|nel|nell'|per il)?\s*(?:the|il|das|dem|den|"
    r"(?:financial|fiscal|calendar|reporting)?\s*years?|jahre?|anno)?\s*$",
    re.IGNORECASE,
)


class Period(NamedTuple):
    """The period of a figure: as printed, as understood, how sure and why."""

    text: str | None
    term: str
    sureness: Decimal
    reason: str


def period_of(clues: Clues, quantity: Quantity) -> Period | None:
    """Return the period that a sentence gives a number; None where it gives none."""
    near = (
        _behind(clues, quantity)
        or _in_bracket(clues, quantity)
        or _before_bracket(clues, quantity)
    )
    if near and near.term == YEAR_BEFORE and (year := _only_year(clues)):
        return Period(near.text, f"FY{year - 1}", Decimal("0.95"), "the year before")
    if near:
        return _period(near, "1.00", "year beside the number")
    outside = [
        each
        for each in _mentioned(clues)
        if not is_basis(clues, each)
        and clues.bracket(each.start) is None
        and (fiscal_year(each.term) or 0) < _FAR_YEAR
    ]
    if told := _told_when(clues, quantity) or _base_year(clues, quantity):
        return _period(told, "0.98", "year told before it")
    outside = [
        each
        for each in outside
        if not _is_of_number_before(clues, each, quantity)
        and not _is_of_compared(clues, each, quantity)
    ]
    before = [each for each in outside if each.end <= quantity.start]
    if before:
        return _period(before[-1], "0.98", "year named before it in the sentence")
    if len({each.term for each in outside}) == 1 and outside[0].term != YEAR_BEFORE:
        return _period(outside[0], "0.95", "year named in the sentence")
    return None


def _base_year(clues: Clues, quantity: Quantity) -> Mention | None:
    """Return the year of 'from a 2019 baseline of 1.57 million tonnes'."""
    before = [each for each in clues.periods if each.end <= quantity.start]
    if not before:
        return None
    between = clues.text[before[-1].end : quantity.start]
    says_base = any(
        "bas" in each.text.casefold() for each in find_signals("basis", between)
    )
    is_beside = is_only(between, "of", "level", "basis", "article")
    return before[-1] if says_base and is_beside else None


def _is_of_number_before(clues: Clues, period: Mention, quantity: Quantity) -> bool:
    """Tell the year of 'from 6.09 in 2021 to 6.08', which is not that of 6.08."""
    preceding = [each for each in clues.quantities if each.end <= period.start]
    if not preceding or period.end > quantity.start:
        return False
    between = clues.text[period.end : quantity.start]
    is_to = bool(between.strip()) and is_only(between, "to", "article")
    return is_to and "," not in between and _behind(clues, preceding[-1]) == period


def _is_of_compared(clues: Clues, period: Mention, quantity: Quantity) -> bool:
    """Tell the year of 'down from 4.1 in 2019', which only dates what is compared."""
    return any(
        each != quantity
        and each.end <= period.start
        and _is_compared(clues, each)
        and _behind(clues, each) == period
        for each in clues.quantities
    )


def _is_compared(clues: Clues, quantity: Quantity) -> bool:
    """Tell 'compared with 4.1' and 'to 3.2, from 4.1' from 'of the 4.1' in front."""
    near = clues.text[max(0, quantity.start - _NEAR_BEFORE) : quantity.start]
    words = find_signals("basis", near)
    if not words or not is_only(near[words[-1].end :], "article", "of"):
        return False
    is_bare = bool(find_signals("prose", words[-1].text, "from"))
    return not is_bare or clues.quantities[0].start < quantity.start


def _before_bracket(clues: Clues, quantity: Quantity) -> Mention | None:
    """Return the year of 'compared with 2019 (1.4 million tonnes)'."""
    bracket = clues.bracket(quantity.number_start)
    if bracket is None or clues.text[bracket[0] + 1 : quantity.start].strip():
        return None
    return next(
        (
            each
            for each in clues.periods
            if each.end <= bracket[0] and not clues.text[each.end : bracket[0]].strip()
        ),
        None,
    )


def named_period(clues: Clues) -> Period | None:
    """Return the latest year that a sentence speaks of, for those that follow it."""
    outside = [
        each
        for each in clues.periods
        if not is_basis(clues, each)
        and clues.bracket(each.start) is None
        and (fiscal_year(each.term) or 0) < _FAR_YEAR
    ]
    latest = max(outside, key=lambda each: fiscal_year(each.term) or 0, default=None)
    return _period(latest, "1.00", "") if latest else None


def _only_year(clues: Clues) -> int | None:
    """Return the year that a sentence is about, where it names no other."""
    years = {
        fiscal_year(each.term) for each in clues.periods if not is_basis(clues, each)
    }
    return years.pop() if len(years) == 1 else None


def _told_when(clues: Clues, quantity: Quantity) -> Mention | None:
    """Return the year of '…from 2022, when it emitted 70 million tonnes'."""
    for each in reversed(_mentioned(clues)):
        if each.end <= quantity.start:
            between = clues.text[each.end : quantity.start]
            words = find_signals("prose", between, "when")
            return each if words and words[0].start <= 2 else None
    return None


def is_basis(clues: Clues, period: Mention) -> bool:
    """Tell a period that something is compared with from the one it is of."""
    if period.term == YEAR_ON_YEAR:
        return True
    start = max(0, period.start - _NEAR_BEFORE)
    before = clues.text[start : period.start]
    words = find_signals("basis", before)
    if words and is_only(before[words[-1].end :], "article", "of"):
        return not _is_span_start(clues, period)
    return any(
        word.start <= 1
        for word in find_signals("basis", clues.text[period.end :][:20])
        if "base" in word.text.casefold()
    )


def _is_span_start(clues: Clues, period: Mention) -> bool:
    return bool(
        re.match(r"\s*(?:to|until|through)\s+(?:19|20)\d\d", clues.text[period.end :])
    )


def basis_of(clues: Clues, start: int, end: int) -> str | None:
    """Return what a change in a stretch is measured against, in plain words."""
    for period in sorted(_mentioned(clues, with_comparisons=True)):
        if not (start <= period.start <= end and is_basis(clues, period)):
            continue
        if period.term in (YEAR_ON_YEAR, YEAR_BEFORE, LATEST_YEAR):
            return "year on year"
        return f"since {period.term.removeprefix('FY').removeprefix('CY')}"
    return None


def _mentioned(clues: Clues, *, with_comparisons: bool = False) -> list[Mention]:
    relatives = [
        each
        for each in clues.relatives
        if with_comparisons or each.term != YEAR_ON_YEAR
    ]
    return sorted([*clues.periods, *relatives])


def _in_bracket(clues: Clues, quantity: Quantity) -> Mention | None:
    bracket = clues.bracket(quantity.number_start)
    if bracket is None:
        return None
    inside = [
        each for each in _mentioned(clues) if bracket[0] < each.start < bracket[1]
    ]
    before = [each for each in inside if each.end <= quantity.start]
    return before[-1] if before else (inside[0] if len(inside) == 1 else None)


def _behind(clues: Clues, quantity: Quantity) -> Mention | None:
    """Return the period right behind a number: '4.2 million tonnes in 2020'."""
    limit = quantity.end + _AFTER_NUMBER
    for each in _mentioned(clues):
        if quantity.end <= each.start <= limit:
            between = clues.text[quantity.end : each.start]
            if _heads_bracket(clues, quantity, each):
                return None
            return each if _SAME_PLACE.fullmatch(between) else None
    return None


def _heads_bracket(clues: Clues, quantity: Quantity, period: Mention) -> bool:
    """Tell '(2019: 170 tonnes)' behind a number, which holds another one."""
    bracket = clues.bracket(period.start)
    if bracket is None or clues.bracket(quantity.number_start) == bracket:
        return False
    return any(
        period.end <= each.start < bracket[1]
        for each in clues.quantities
        if each.start != quantity.start
    )


def _period(mention: Mention, sureness: str, reason: str) -> Period:
    known = Decimal(sureness)
    if mention.term in (LATEST_YEAR, YEAR_BEFORE):
        return Period(
            mention.text, mention.term, known * Decimal("0.95"), f"'{mention.text}'"
        )
    return Period(mention.text, mention.term, known, reason)
