"""Reads what the label of a row, a column or a table says of its numbers.

A label is cut down to what is left when units, scopes and the field's own words are
taken away: 'Direct (Scope 1) GHG emissions' leaves nothing and is the whole scope,
'Scope 1 Ground fuel' leaves 'ground fuel' and is a part of it.
"""

import re
from collections import Counter
from functools import cache, lru_cache
from typing import NamedTuple

from pipelines.ingest.understanding.measures import (
    AVOIDED,
    GROSS,
    NET,
    OF_EMISSIONS,
    OFFSETS,
    REDUCTIONS,
    find_measures,
)
from pipelines.ingest.understanding.mentions import (
    Mention,
    vocabulary_rows,
    words_of,
)
from pipelines.ingest.understanding.periods import find_periods
from pipelines.ingest.understanding.phrase_index import PhraseIndex
from pipelines.ingest.understanding.scopes import (
    UNSPECIFIED,
    find_categories,
    find_method,
    find_numbered_scopes,
    find_scopes,
    with_method,
)
from pipelines.ingest.understanding.units import UnitMention, find_units, unit_of

_WORD = re.compile(r"[^\W\d_][^\W\d_']*")
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_GLUED_MARK = re.compile(r"(?<=[^\W\d_]{4})(?=\d)")
_MOST_WORDS_WITH_VERB = 8
_A_LIST = 3
_FEW_WORDS = 2
_RAISED_MARK = re.compile(r"(?<=[^\W\d_]{3})[⁰¹²³⁴⁵⁶⁷⁸⁹]+|(?<=[)\]])[⁰¹²³⁴⁵⁶⁷⁸⁹*†‡]+")
_LISTED = re.compile(r"[^\W\d_],\s*[^\W\d_]")
_EQUIVALENT = frozenset(
    {"eq", "eqv", "equiv", "equivalent", "equivalente", "equivalenti"}
)
_CLIMATE_CHANGE = re.compile(
    r"climate change|cambiamento climatico|klimawandel", re.IGNORECASE
)
_DIVIDED = re.compile(
    r"(?:emission\w*|emissioni|ghg|CO2e?|thg|排放量?)\s*/\s*(?!CO2|GHG|yr|year|anno|jahr|a\b)[^\W\d]",
    re.IGNORECASE,
)
# Where one of these is said, a number is not the level of a company's emissions.
_OTHER_THINGS = (
    "intensity",
    "target",
    "other_gas",
    "share",
    "earlier",
    "peer",
    "change",
    "document",
)


class LabelReading(NamedTuple):
    """What a label says.

    ``rest`` are the words that nothing explains, ``spoilers`` the meanings that make
    its numbers something else than a level of emissions.
    """

    text: str
    scope: str | None
    has_scope_words: bool
    category: str | None
    category_count: int
    measure: str | None
    unit: UnitMention | None
    is_total: bool
    is_part: bool
    is_sentence: bool
    is_wordless: bool
    word_count: int
    rest: tuple[str, ...]
    spoilers: frozenset[str]
    method: str | None


@lru_cache(maxsize=8192)
def read_label(text: str) -> LabelReading:
    """Read a label that has been made plain; raised marks of notes say nothing."""
    text = _RAISED_MARK.sub("", text)
    scopes = find_scopes(text)
    categories = find_categories(text)
    unit = unit_of(text)
    method = find_method(text)
    scope = _scope(scopes, method)
    named = {each.term for each in categories}
    words = _words_beside_units(text)
    rest = () if len(named) > 1 else _rest(text, scopes, categories)
    meanings = _meanings(_CLIMATE_CHANGE.sub("", text))
    is_whole = meanings["whole"] > 0 and not rest and len(words) <= _FEW_WORDS
    spoilers = {name for name in _OTHER_THINGS if meanings[name]}
    if meanings["other_gas"] >= _A_LIST or find_numbered_scopes(text):
        # 'into CO2, CH4, N2O' says which gases are counted; refrigerants are a source.
        spoilers.discard("other_gas")
    if (unit and unit.quantity == "intensity") or _DIVIDED.search(text):
        spoilers.add("intensity")
    return LabelReading(
        text=text,
        scope=scope,
        has_scope_words=bool(find_numbered_scopes(text)),
        category=_category(text, scope, categories),
        category_count=len(named),
        measure=_measure(text, scope, meanings),
        unit=unit,
        is_total=meanings["total"] > 0 or is_whole,
        is_part=meanings["part"] > 0,
        is_sentence=_is_sentence(text, meanings["verb"]),
        is_wordless=not any(len(word) > 1 for word in words),
        word_count=len(words),
        # 'Scope 3: business travel, waste' lists what the whole of it holds.
        rest=rest,
        spoilers=frozenset(spoilers),
        method=method,
    )


def _meanings(text: str) -> Counter[str]:
    """Count the words of each meaning in a label; a mark may be glued to a word."""
    text = _GLUED_MARK.sub(" ", text)
    return Counter(
        meaning for found in _index().find(text) for meaning in found.meaning
    )


@cache
def _index() -> PhraseIndex[frozenset[str]]:
    meanings: dict[str, set[str]] = {}
    for row in vocabulary_rows("labels"):
        if row["meaning"] not in ("neutral", "preposition"):
            meanings.setdefault(row["words"], set()).add(row["meaning"])
    return PhraseIndex([(words, frozenset(known)) for words, known in meanings.items()])


def _words_beside_units(text: str) -> list[str]:
    for unit in reversed(find_units(text)):
        text = f"{text[: unit.start]} {text[unit.end :]}"
    words = (word for word in _WORD.findall(text) if word.casefold() not in _EQUIVALENT)
    return list(words)


def _is_sentence(text: str, verbs: int) -> bool:
    """Tell running words: two verbs, one in many words, or a preposition at the end."""
    words = _WORD.findall(text)
    if verbs >= 2 or (verbs and len(words) > _MOST_WORDS_WITH_VERB):
        return True
    last, stripped = words[-1] if words else "", text.rstrip()
    is_open = last.casefold() in _prepositions() and stripped.endswith(f" {last}")
    return is_open or stripped.endswith((",", ";"))


@cache
def _prepositions() -> frozenset[str]:
    return frozenset(
        row["words"]
        for row in vocabulary_rows("labels")
        if row["meaning"] == "preposition"
    )


def _scope(scopes: list[Mention], method: str | None) -> str | None:
    """Join the scopes of a label: 'Scope 1 + Scope 2 market-based + Scope 3'."""
    terms = {each.term for each in scopes}
    if not terms:
        return None
    if "scope_3_plus" in terms:
        return "scope_3_plus"
    if len(terms) == 1:
        return with_method(terms.pop(), method)
    numbers = set(re.findall(r"(?<!category)_([123])(?![0-9])", " ".join(terms)))
    joined = {
        ("1",): "scope_1",
        ("2",): "scope_2_unspecified",
        ("3",): "scope_3",
        ("1", "2"): "scope_1_2_unspecified",
        ("1", "2", "3"): "scope_1_2_3_unspecified",
    }.get(tuple(sorted(numbers)), UNSPECIFIED)
    return with_method(joined, method)


def _category(text: str, scope: str | None, categories: list[Mention]) -> str | None:
    """Several categories beside 'Scope 3' say what the whole of it holds."""
    if scope and scope.startswith("scope_3_category"):
        return scope
    terms = {each.term for each in categories}
    if scope == "scope_3" and _LISTED.search(text):
        return None
    return terms.pop() if len(terms) == 1 and scope in (None, "scope_3") else None


def _measure(text: str, scope: str | None, meanings: Counter[str]) -> str | None:
    found = [each.term for each in find_measures(text)]
    if scope == "scope_3_plus":
        return AVOIDED
    if meanings["reduction"]:
        return AVOIDED if AVOIDED in found else REDUCTIONS
    if meanings["offset"]:
        return NET if NET in found else OFFSETS
    if NET in found:
        return NET
    specific = [measure for measure in found if measure not in OF_EMISSIONS]
    if scope and not specific:
        return GROSS
    # 'Energy indirect (Scope 2) GHG emissions' is of emissions.
    return GROSS if GROSS in found or scope else next(iter(specific), None)


def _rest(
    text: str, scopes: list[Mention], categories: list[Mention]
) -> tuple[str, ...]:
    """Return the words that are neither units, scopes nor the field's own."""
    mentions = [*scopes, *categories, *find_periods(text)]
    if not scopes:
        # Beside a scope, 'waste' is a source of emissions and not what is measured.
        mentions += find_measures(text)
    spans = [(each.start, each.end) for each in mentions]
    spans += [(each.start, each.end) for each in find_units(text)]
    for start, end in spans:
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    for meaning in ("total", "location", "market"):
        source = "labels" if meaning == "total" else "scopes"
        text = words_of(source, meaning).sub(" ", text)
    if _CHINESE.search(text):
        text = _neutral_signs().sub(" ", text)
    neutral = _neutral_words()
    return tuple(
        word
        for word in (found.casefold() for found in _WORD.findall(text))
        if (len(word) > 2 or _CHINESE.search(word)) and word not in neutral
    )


@cache
def _neutral_signs() -> re.Pattern[str]:
    """Match neutral words of a script without spaces, inside longer runs of it."""
    words = [
        row["words"] for row in vocabulary_rows("labels") if row["meaning"] == "neutral"
    ]
    chinese = sorted(filter(_CHINESE.search, words), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, chinese)))


@cache
def _neutral_words() -> frozenset[str]:
    return frozenset(
        word.casefold()
        for row in vocabulary_rows("labels")
        if row["meaning"] == "neutral"
        for word in row["words"].split()
    )
