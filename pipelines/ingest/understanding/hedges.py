"""Reads shares told in words: 'more than half', 'a third', 'halved'.

Such words say roughly how much. They are kept as printed, as wide as they are, and
never as sure as digits.
"""

from decimal import Decimal
from functools import cache
from typing import NamedTuple

from pipelines.ingest.numbers import ReadNumber
from pipelines.ingest.understanding.mentions import vocabulary_rows
from pipelines.ingest.understanding.signals import find_signals

UNSURE, HALVED = Decimal("0.30"), Decimal("0.85")
_ALL = Decimal(100)
_ABOUT = Decimal(5)
_BEFORE = 20


class SpokenShare(NamedTuple):
    """A share told in words, and whether it is a share, a fall or a rise."""

    start: int
    end: int
    text: str
    number: ReadNumber
    kind: str


def find_spoken_shares(text: str) -> list[SpokenShare]:
    """Find the shares that a text tells in words, each with its hedge."""
    found = []
    for each in find_signals("number_words", text):
        hedges = find_signals("bounds", text[max(0, each.start - _BEFORE) : each.start])
        hedge = hedges[-1] if hedges else None
        offset = max(0, each.start - _BEFORE)
        adjoins = hedge and not text[offset + hedge.end : each.start].strip()
        start = offset + hedge.start if hedge and adjoins else each.start
        bound = hedge.term if hedge and adjoins else "about"
        found.append(
            SpokenShare(
                start,
                each.end,
                text[start : each.end],
                _number(_value(each.text), bound, text[start : each.end], each.term),
                each.term,
            )
        )
    return found


def _number(value: Decimal, bound: str, words: str, kind: str) -> ReadNumber:
    low, high = value - _ABOUT, value + _ABOUT
    if bound == "lower":
        low, high = value, max(_ALL, value)
    elif bound == "upper":
        low, high = Decimal(0), value
    return ReadNumber(
        kind="number",
        value=value,
        low=low,
        high=high,
        confidence=UNSURE if kind == "share" else HALVED,
        reasons=(f"told in words: '{words}'",),
    )


def _value(words: str) -> Decimal:
    return _values()[" ".join(words.casefold().split())]


@cache
def _values() -> dict[str, Decimal]:
    return {
        row["words"].casefold(): Decimal(row["value"])
        for row in vocabulary_rows("number_words")
    }
