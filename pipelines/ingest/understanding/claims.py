"""Reads stated changes: 'down 5 percent from the previous year', '+2.1 points'.

What belongs here is by how much and which way something changed, and against when. Of
which figure a change speaks is worked out where the sentence's figures are known.
"""

import re
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from pipelines.ingest.numbers import ReadNumber, read_number
from pipelines.ingest.understanding.clues import Clues
from pipelines.ingest.understanding.mentions import Mention
from pipelines.ingest.understanding.number_spans import POINTS, Quantity
from pipelines.ingest.understanding.signals import find_signals, is_only

FALLS = frozenset({"cut", "fall", "reduction", "fall_noun"})
RISES = frozenset({"rise", "rise_noun"})
NOUNS = frozenset({"reduction", "fall_noun", "rise_noun", "better"})
BETTER = "better"

_SIGNS = {"-": -1, "−": -1, "–": -1, "+": 1}
_FARTHEST_VERB = 130
_FARTHEST_AFTER = 34
_ADJECTIVES = re.compile(r"\s*-?(?:[^\W\d]+(?:-[^\W\d]+)*\s+){0,2}")
_PARTED = re.compile(r"[,;:()]")


class Change(NamedTuple):
    """A stated change; ``direction`` is 1, -1, or 0 for 'better' either way.

    ``start`` and ``end`` enclose the words that state it. ``word`` is the meaning of
    its word of change, None for a bare sign.
    """

    start: int
    end: int
    quantity: Quantity
    direction: int
    word: str | None
    text: str
    unit_text: str


def read_change(clues: Clues, quantity: Quantity) -> Change | None:
    """Return the change that a share, points or an amount states; None for a level."""
    if quantity.quantity in ("share", POINTS):
        word = _word_before(clues, quantity) or _word_after(clues, quantity)
        if word:
            return _change(clues, quantity, word)
        return _signed(clues, quantity)
    word = _word_before(clues, quantity)
    if word and word.term in ("fall", "fall_noun", "rise", "rise_noun"):
        return _change(clues, quantity, word)
    return None


def change_number(change: Change, direction: int) -> ReadNumber:
    """Read by how much it changed, with the sign of its direction."""
    number = read_number(change.quantity.value_text.lstrip("+-−– "))
    if number.value is None or direction >= 0:
        return number
    return replace(
        number,
        value=-number.value,
        low=_negative(number.high),
        high=_negative(number.low),
        alternative_value=_negative(number.alternative_value),
        alternative_low=_negative(number.alternative_high),
        alternative_high=_negative(number.alternative_low),
    )


def leads_to(clues: Clues, change: Change, following: Quantity) -> bool:
    """Tell '… by 12 % to 4.2 Mt': the figure that a change arrives at."""
    between = clues.text[change.quantity.end : following.start]
    joined = re.sub(r"\s+", " ", between).strip()
    return 0 < len(joined) < _FARTHEST_VERB and bool(
        is_only(between, "to", "article")
        or (not _PARTED.search(between) and find_last(between, "to"))
    )


def find_last(text: str, *meanings: str) -> bool:
    """Tell whether a text ends with a joining word of one of the meanings."""
    joints = find_signals("prose", text, *meanings)
    return bool(joints) and is_only(text[joints[-1].end :], "article")


def _negative(amount: Decimal | None) -> Decimal | None:
    return None if amount is None else -amount


def _change(clues: Clues, quantity: Quantity, word: Mention) -> Change:
    start, end = min(word.start, quantity.start), max(word.end, quantity.end)
    direction = 0 if word.term == BETTER else (-1 if word.term in FALLS else 1)
    sign = _SIGNS.get(quantity.value_text[:1])
    if sign == -1 and word.term in RISES:
        direction = -1
    return _made(clues, quantity, start, end, direction, word.term)


def _made(
    clues: Clues,
    quantity: Quantity,
    start: int,
    end: int,
    direction: int,
    word: str | None,
) -> Change:
    unit = quantity.unit.term if quantity.unit else "%"
    return Change(start, end, quantity, direction, word, clues.text[start:end], unit)


def _word_before(clues: Clues, quantity: Quantity) -> Mention | None:
    """Find 'reduced its emissions by' or 'an increase of' before a number."""
    before = [each for each in clues.changes if each.end <= quantity.start]
    for word in reversed(before[-3:]):
        gap = clues.text[word.end : quantity.start]
        if any(word.end <= each.start < quantity.start for each in clues.quantities):
            return None
        if is_only(gap, "by", "of", "article") and not find_last(gap, "to"):
            return word
        ends_so = find_last(gap, "by") or (word.term in NOUNS and find_last(gap, "of"))
        if ends_so and len(gap) < _FARTHEST_VERB and not _PARTED.search(gap):
            return word
    return None


def _word_after(clues: Clues, quantity: Quantity) -> Mention | None:
    """Find 'improvement' or 'lower' behind a number, or 'gesenkt' behind 'um 5 %'."""
    after = [each for each in clues.changes if each.start >= quantity.end]
    if not after:
        return None
    word = after[0]
    gap = clues.text[quantity.end : word.start]
    if (
        find_last(clues.text[: quantity.start][-12:], "by")
        and len(gap) < _FARTHEST_VERB // 2
    ):
        return word if not _PARTED.search(gap) else None
    is_noun = word.term in NOUNS or find_signals("prose", word.text, "comparative")
    close = len(gap) <= _FARTHEST_AFTER and _ADJECTIVES.fullmatch(gap)
    has_of = find_signals("prose", gap, "of")
    return word if is_noun and close and not has_of else None


def _signed(clues: Clues, quantity: Quantity) -> Change | None:
    """Read '(-5 %)' and ', +2.1 points' behind a figure."""
    sign = _SIGNS.get(quantity.value_text[:1])
    before = clues.text[: quantity.start].rstrip()
    if sign is None or not before.endswith(("(", ",", ":", "（")):
        return None
    return _made(clues, quantity, quantity.start, quantity.end, sign, None)
