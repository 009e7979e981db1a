"""Finds the scopes of the GHG Protocol in printed words: numbers, methods, categories.

'Scopes 1 & 2 (market-based)' is one mention of scope_1_2_market. A footnote mark that
is glued to the number ('Scope 24') is taken off, as there is no Scope 24.
"""

import re
from functools import cache, lru_cache

from pipelines.ingest.understanding.mentions import (
    Mention,
    vocabulary_rows,
    words_of,
)
from pipelines.ingest.understanding.phrase_index import PhraseIndex

_DIGITS = dict(zip("一二三ⅠⅡⅢ①②③", "123123123", strict=True))
_SPELLED = {"one": "1", "two": "2", "three": "3", "iii": "3", "ii": "2", "i": "1"}
_NEAR = 40

UNSPECIFIED = "scope_unspecified"


@lru_cache(maxsize=16_384)
def find_scopes(text: str) -> list[Mention]:
    """Find the scopes that a text names, each with its method where that is near."""
    found = _numbered(text)
    if not found:
        found = _described(text)
    return found


def find_numbered_scopes(text: str) -> list[Mention]:
    """Find the scopes that are named by their numbers, and not by words alone."""
    return _numbered(text)


@lru_cache(maxsize=16_384)
def find_categories(text: str) -> list[Mention]:
    """Find the categories of Scope 3 that a text names by their words."""
    return [Mention(*found) for found in _category_index().find(text)]


def find_method(text: str) -> str | None:
    """Tell whether a text is about 'location' or 'market'; None for neither or both."""
    methods = {
        method
        for method in ("location", "market")
        if words_of("scopes", method).search(text)
    }
    return methods.pop() if len(methods) == 1 else None


def with_method(scope: str, method: str | None) -> str:
    """Give a scope that has methods the one that is known."""
    return scope.replace("unspecified", method) if method else scope


def _numbered(text: str) -> list[Mention]:
    matches = list(_number_pattern().finditer(text))
    found = []
    for place, match in enumerate(matches):
        following = matches[place + 1].start() if place + 1 < len(matches) else None
        digits = _scope_digits(match["numbers"])
        scope = _scope_of(digits, match)
        method = find_method(text[match.end() : following][:_NEAR])
        if method is None and place == 0:
            method = find_method(text[max(0, match.start() - _NEAR) : match.start()])
        found.append(
            Mention(match.start(), match.end(), match[0], with_method(scope, method))
        )
    return found


def _scope_of(digits: tuple[str, ...], match: re.Match[str]) -> str:
    if digits == ("3",):
        if match["category"]:
            return f"scope_3_category_{int(match['category'])}"
        return "scope_3_plus" if match["plus"] else "scope_3"
    if digits == ("1",):
        return "scope_1"
    if digits == ("2",):
        return "scope_2_unspecified"
    return {
        ("1", "2"): "scope_1_2_unspecified",
        ("1", "2", "3"): "scope_1_2_3_unspecified",
        ("1", "3"): "scope_1_2_3_unspecified",
    }.get(digits, UNSPECIFIED)


def _scope_digits(numbers: str) -> tuple[str, ...]:
    folded = numbers.casefold()
    for word, digit in _SPELLED.items():
        folded = re.sub(rf"\b{word}\b", digit, folded)
    for sign, digit in _DIGITS.items():
        folded = folded.replace(sign, digit)
    digits = re.findall(r"[123]", folded)
    if re.search(r"1\s?[-–]\s?3|1 to 3", folded):
        return ("1", "2", "3")
    return tuple(sorted(set(digits)))


def _described(text: str) -> list[Mention]:
    """Find scopes named in words alone: 'direct emissions', 'other indirect'."""
    for number in ("3", "2", "1"):
        if match := words_of("scopes", number).search(text):
            scope = "scope_2_unspecified" if number == "2" else f"scope_{number}"
            scope = with_method(scope, find_method(text))
            return [Mention(match.start(), match.end(), match[0], scope)]
    return []


@cache
def _number_pattern() -> re.Pattern[str]:
    words = _listed("scope")
    joints = _listed("and")
    # 'Scope 2021' is a heading before a year.
    number = (
        r"(?:[123](?!\d*[.,]\d|[09]\d\d(?!\d))|[一二三ⅠⅡⅢ①②③]"
        r"|\b(?:one|two|three|iii|ii|i)\b)"
    )
    joint = (
        rf"\s*(?:{joints}|,|/|-|–|\bto\b)(?:\s*(?:{joints}))?"
        rf"\s*(?:(?:{words})\s*)?"
    )
    return re.compile(
        rf"(?:{words})\s*[-–:]?\s*"
        rf"(?P<numbers>{number}(?:{joint}{number})*)"
        r"(?P<plus>\s?\+(?!\s*(?:scope|\d)))?"
        r"(?:\s*[-–,:(]*\s*(?:category|categoria|kategorie|cat\.|类别)\s*"
        r"(?P<category>1[0-5]|[1-9])(?!\d))?",
        re.IGNORECASE,
    )


def _listed(meaning: str) -> str:
    words = [
        row["words"] for row in vocabulary_rows("scopes") if row["meaning"] == meaning
    ]
    longest_first = sorted(words, key=len, reverse=True)
    return "|".join(map(_spelled, longest_first))


def _spelled(word: str) -> str:
    escaped = r"\s+".join(map(re.escape, word.split()))
    return (
        rf"{escaped}\b"
        if word.isascii() and len(word) <= 3 and word.isalpha()
        else (escaped)
    )


@cache
def _category_index() -> PhraseIndex[str]:
    return PhraseIndex(
        [
            (row["words"], row["meaning"])
            for row in vocabulary_rows("scope_3_categories")
        ]
    )
