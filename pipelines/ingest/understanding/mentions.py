"""Where in a text a term of the warehouse is mentioned, and how texts are made plain.

Vocabularies are CSV files in ``vocabulary/`` with the columns words, meaning and
language, so that a language is added without touching code.
"""

import csv
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

VOCABULARY_FOLDER = Path(__file__).parents[1] / "vocabulary"

_SAME_CHARACTERS = str.maketrans(
    dict.fromkeys("₀", "0")
    | dict(zip("₁₂₃₄₅₆₇₈₉", "123456789", strict=True))
    | dict(zip("０１２３４５６７８９", "0123456789", strict=True))
    | dict.fromkeys("’‘ʼ´′", "'")
    | dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad", "")
    | {"\ufffe": "-", "\x02": "-"}
    | {"（": "(", "）": ")", "：": ":", "％": "%", "－": "-", "＜": "<", "＞": ">"}
    | {"ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl"}
)
_CARBON_DIOXIDE = re.compile(
    r"\b(m?t|[kKMG]t|MT|kg|g)?(?:C[O0]\s?[2²]|CO\s?2)(?=\s?-?e\b|\s?-?eq|[^\d.,]|$)",
)
_EQUIVALENT = re.compile(r"CO2[\s-]*(?:e(?=\b|\d)|eqv?\.?\b|eq\b)")
# Letters of scripts without spaces may stand beside a word: '平均PUE为'.
_NOT_BEHIND_LETTER = r"(?<![A-Za-zÀ-ɏ])"
_NOT_BEFORE_LETTER = r"(?![A-Za-zÀ-ɏ])"
_LOOSE_LIGATURE = re.compile(r"(?<=\w)(fi|fl|ff|ffi)\s{2}(?=[a-z])")


class Mention(NamedTuple):
    """A stretch of a text, and the warehouse's own word for what it says."""

    start: int
    end: int
    text: str
    term: str


def plain(text: str) -> str:
    """Write letters, digits and CO2 in one way. Tabs stay: they may part thousands."""
    words = text.translate(_SAME_CHARACTERS)
    if "C" not in words:
        return words
    words = _LOOSE_LIGATURE.sub(r"\1", words)
    words = _CARBON_DIOXIDE.sub(lambda found: f"{found[1] or ''}CO2", words)
    return _EQUIVALENT.sub("CO2e", words)


def overlaps(start: int, end: int, mentions: list[Mention]) -> bool:
    """Tell whether a stretch shares a character with one of the mentions."""
    return any(start < each.end and each.start < end for each in mentions)


@cache
def vocabulary(name: str) -> dict[str, str]:
    """Return the meanings of a vocabulary by its words, folded."""
    return {row["words"].casefold(): row["meaning"] for row in vocabulary_rows(name)}


@cache
def vocabulary_rows(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of a vocabulary as they stand in their file."""
    with (VOCABULARY_FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def words_of(name: str, meaning: str) -> re.Pattern[str]:
    """Return a pattern of all words that a vocabulary has for a meaning."""
    return phrases_pattern(
        tuple(
            row["words"] for row in vocabulary_rows(name) if row["meaning"] == meaning
        )
    )


def phrases_pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Match any of the phrases as whole words, the longest first.

    A space in a phrase stands for any spaces or a hyphen; an asterisk at its end lets
    the last word go on. Scripts without spaces between words match anywhere.
    """
    longest_first = sorted(phrases, key=len, reverse=True)
    return re.compile("|".join(map(_phrase, longest_first)) or r"(?!)", re.IGNORECASE)


def _phrase(phrase: str) -> str:
    stem = phrase.removesuffix("*")
    body = r"[\s-]+".join(map(re.escape, stem.split()))
    first = _NOT_BEHIND_LETTER if stem[:1].isascii() and stem[:1].isalpha() else ""
    if stem != phrase:
        return f"{first}{body}\\w*"
    last = _NOT_BEFORE_LETTER if stem[-1:].isascii() and stem[-1:].isalpha() else ""
    return f"{first}{body}{last}"
