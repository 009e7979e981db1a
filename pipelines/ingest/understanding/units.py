"""Finds units of measure in printed words: 'thousand t CO2e', 'CO2e (tonnes)', 'MWh'.

Which unit an ambiguous spelling ('MT', 'Mt') means is decided later, from all figures
of a document; here it stays as printed.
"""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from pipelines.ingest.understanding.mentions import vocabulary_rows

_KINDS = ("mass", "energy", "power", "volume", "gallons", "distance")
# Symbols of one or two letters are units beside a number or CO2, or in brackets; in
# running words they are anything.
_SHORT = 2
_AMBIGUOUS = frozenset({"MT", "Mt", "mt"})
_PER_YEAR = re.compile(
    r"\s*(?:/|per|pro|all'|a)\s*(?:year|yr|annum|a|jahr|anno|y|fiscal year)\b", re.I
)
_TIMES_BEHIND = re.compile(
    r"\)?,?\s*\(?\s*(?:in\s+)?('000s?|(?<=\()000s?|thousands|millions|billions"
    r"|millionen|tausend)(?![a-z0-9])\)?",
    re.IGNORECASE,
)
_DENOMINATOR = re.compile(
    r"\)?\s*(?:/\s*|per\s+|pro\s+|je\s+|por\s+|par\s+|每)\s*(?=[^\W\d_]|[$€£¥₹`'㎡(1])",
    re.IGNORECASE,
)


class UnitMention(NamedTuple):
    """A unit in a text.

    ``term`` is a spelling that the warehouse's reference knows. ``quantity`` is
    'mass_co2e', 'mass', 'energy', 'power', 'volume', 'share', 'distance' (which no
    measure is counted in), or 'intensity' where something is printed under the line
    ('t CO2e per employee').
    """

    start: int
    end: int
    text: str
    term: str
    quantity: str


@lru_cache(maxsize=16_384)
def find_units(text: str) -> list[UnitMention]:
    """Find the units in a text that has been made plain, from left to right."""
    found: list[UnitMention] = []
    for match in _pattern().finditer(text):
        mention = _mention(text, match)
        if mention and not (found and mention.start < found[-1].end):
            found.append(mention)
    return found


def unit_of(text: str) -> UnitMention | None:
    """Return the unit that a text says most exactly, if any: of CO2 before of mass."""
    mentions = [each for each in find_units(text) if each.quantity != "share"]
    ranked = sorted(mentions, key=lambda each: each.quantity != "mass_co2e")
    return ranked[0] if ranked else None


def _mention(text: str, match: re.Match[str]) -> UnitMention | None:
    kind = next(name for name in (*_KINDS, "share") if match[name])
    if kind == "share":
        return UnitMention(match.start(), match.end(), match[0], "%", "share")
    words = match[kind]
    gas = match["gas"] if kind == "mass" else None
    if len(words) <= _SHORT and not gas and not _stands_as_symbol(text, match):
        return None
    start, end = match.span()
    after_year = _PER_YEAR.match(text, end)
    if after_year:
        end = after_year.end()
    times_behind = _TIMES_BEHIND.match(text, end)
    if times_behind:
        end = times_behind.end()
    quantity = "mass_co2e" if gas else {"gallons": "volume"}.get(kind, kind)
    if not after_year and (under := _DENOMINATOR.match(text, end)):
        end, quantity = _end_of_divisor(text, under.end()), "intensity"
    times = times_behind[1] if times_behind else None
    return UnitMention(start, end, text[start:end], _term(match, kind, times), quantity)


def _end_of_divisor(text: str, start: int) -> int:
    """Take in the unit under the line, as the tonne of 'kg CO2e per tonne'."""
    divisor = _pattern().match(text, start)
    return divisor.end() if divisor else start


def _stands_as_symbol(text: str, match: re.Match[str]) -> bool:
    """Tell a symbol from a letter: '(t)', '12 t' and a cell with 't' alone."""
    before, after = text[: match.start()].rstrip(), text[match.end() :].lstrip()
    if not before or before[-1] in "([,;/0123456789":
        return not after or not after[0].isalpha()
    return before.endswith((" in", "(in", "[in")) and not after[:1].isalpha()


def _term(match: re.Match[str], kind: str, times_behind: str | None) -> str:
    unit = _meaning(match[kind])
    times = match["times"] if kind == "mass" else match["times_other"]
    times = times or times_behind
    if not times:
        return f"{unit} CO2e" if kind == "mass" and match["gas"] else unit
    if unit in _AMBIGUOUS:
        unit = "metric tons"
    spelled = f"{_meaning(times.rstrip())} {unit}"
    return f"{spelled} CO2e" if kind == "mass" and match["gas"] else spelled


@cache
def _meanings() -> dict[str, str]:
    exact = {row["words"]: row["meaning"] for row in vocabulary_rows("units")}
    folded = {words.casefold(): meaning for words, meaning in exact.items()}
    return folded | exact


def _meaning(words: str) -> str:
    plain_words = " ".join(words.split())
    known = _meanings()
    if plain_words in known:
        return known[plain_words]
    return known[plain_words.casefold()]


@cache
def _pattern() -> re.Pattern[str]:
    """Multiplier, mass and gas in either order, energy, volume and percent."""
    times = rf"(?:{_alternatives('multiplier')})\s*(?:of\s+)?"
    join = r"(?:\s*[-–]\s*|\s+(?:of|in|di|de|von|d')?\s*|\s*\(\s*|)"
    gas = rf"{join}(?P<gas>{_alternatives('gas')})"
    others = "|".join(
        f"(?P<{kind}>{_alternatives(kind)})(?![A-Za-z])" for kind in _KINDS[1:]
    )
    return re.compile(
        rf"(?<![A-Za-z])(?:(?P<times>{times})?(?P<mass>{_alternatives('mass')})"
        rf"(?:\s*\([a-zA-Z]{{1,3}}\))?(?:{gas}|(?![A-Za-z0-9]))(?:\s*(?:equivalents?|eq\b))?"
        rf"|(?P<times_other>(?:{_alternatives('multiplier')})\s*)?(?:{others})"
        rf")|(?P<share>%|\bper\s?cent\b|\bpercent\b|\bpercentage\b)"
    )


def _alternatives(kind: str) -> str:
    """List the spellings of a kind; those of up to three letters keep their case."""
    words = [row["words"] for row in vocabulary_rows("units") if row["kind"] == kind]
    longest_first = sorted(words, key=len, reverse=True)
    return "|".join(map(_spelling, longest_first))


def _spelling(words: str) -> str:
    body = r"[\s-]+".join(map(re.escape, words.split()))
    return body if len(words) <= 3 or not words.isascii() else f"(?i:{body})"
