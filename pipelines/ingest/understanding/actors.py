"""Finds whom a sentence speaks of: the company, a part of it, or somebody else.

A figure is of the last one named before it. Asides that only describe someone ('China's
largest provider') are passed over.
"""

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from pipelines.ingest.understanding.mentions import Mention
from pipelines.ingest.understanding.org_units import find_companies, find_org_units
from pipelines.ingest.understanding.signals import find_signals

ActorKind = Literal["company", "unit", "place", "foreign", "pronoun"]

_ASIDE = re.compile(
    r"\s*,\s*(?:(?:which|who|whose|die|der|das|che|il quale)\b|"
    r"(?:[A-Z][\w.]*['’]s|the|a|an|one of|part of|ein|eine|einer|il|la|una|un|uno)\s)"
    r"[^,;\d]{3,160},"
)
_POSSESSIVE = re.compile(r"['’]s?\s")
_LIMITED_TO = re.compile(
    r"\b(?:in|across|within|im|nel|nella|negli)\s(?:the\s)?$", re.IGNORECASE
)
_IN_A_NAME = re.compile(r"[A-Z]\w*\s$")
_NAME_GOES_ON = re.compile(r"\s[A-Z][a-z]")
_DESCRIBES = 30
_SHORT_WORD = 7


class Actor(NamedTuple):
    """Someone whom a sentence names.

    ``term`` names a part or the place where it is, and is empty for others.
    """

    start: int
    end: int
    kind: ActorKind
    term: str


@lru_cache(maxsize=8_192)
def find_actors(text: str, issuer: str | None) -> tuple[Actor, ...]:
    """Find all whom a text names, from left to right, without those in asides."""
    found = _units(text, issuer) + _companies(text, issuer)
    _add_free(found, _countries(text))
    _add_free(found, _words(text))
    asides = [
        (aside.start(), aside.end())
        for each in found
        if (aside := _ASIDE.match(text, each.end))
    ]
    return tuple(
        sorted(
            each
            for each in found
            if not any(start <= each.start < end for start, end in asides)
            and not _describes(text, each)
        )
    )


def _units(text: str, issuer: str | None) -> list[Actor]:
    return [
        Actor(each.start, each.end, "unit", each.term)
        for each in find_org_units(text, issuer)
    ]


def _companies(text: str, issuer: str | None) -> list[Actor]:
    units = find_org_units(text, issuer)
    return [
        Actor(
            each.start,
            each.end,
            "company" if issuer in (None, each.term) else "foreign",
            "",
        )
        for each in find_companies(text)
        if not any(unit.start < each.end and each.start < unit.end for unit in units)
    ]


def _countries(text: str) -> list[Actor]:
    """Take 'in China' for a part, and China's own doings for somebody else's."""
    found = []
    for each in find_signals("countries", text):
        is_written_so = each.text[0].isupper() or not each.text.isascii()
        in_a_name = _IN_A_NAME.search(text[: each.start]) and _NAME_GOES_ON.match(
            text, each.end
        )
        if is_written_so and not in_a_name:
            is_part = _LIMITED_TO.search(text[: each.start])
            kind: ActorKind = "place" if is_part else "foreign"
            found.append(
                Actor(each.start, each.end, kind, each.text if is_part else "")
            )
    return found


def _words(text: str) -> list[Actor]:
    kinds: dict[str, ActorKind] = {
        "company": "company",
        "foreign": "foreign",
        "pronoun": "pronoun",
    }
    found = [
        Actor(each.start, each.end, kinds[each.term], "")
        for each in find_signals("actors", text, *kinds)
        if not _is_helped(text, each)
    ]
    return found + [
        Actor(each.start, each.end, _kind_by_name(text, each), "")
        for each in find_signals("actors", text, "trade")
    ]


def _is_helped(text: str, other: Mention) -> bool:
    """'It helped its customers to avoid' is a doing of the company, not of theirs."""
    before = text[max(0, other.start - _DESCRIBES) : other.start]
    words = find_signals("actors", before, "helps")
    return bool(words) and len(before) - words[-1].end <= _SHORT_WORD


def _kind_by_name(text: str, trade: Mention) -> ActorKind:
    """Tell 'the retailer' from 'the retailer Name', which no list of ours knows."""
    return "foreign" if _NAME_GOES_ON.match(text, trade.end) else "company"


def _add_free(found: list[Actor], others: list[Actor]) -> None:
    """Add those that share no word with the ones already there."""
    for other in others:
        if not any(each.start < other.end and other.start < each.end for each in found):
            found.append(other)


def _describes(text: str, actor: Actor) -> bool:
    """Tell the country of 'China's largest provider' from one that does something."""
    following = text[actor.end : actor.end + _DESCRIBES]
    return actor.kind == "foreign" and bool(
        _POSSESSIVE.match(following)
        and find_signals("actors", following, "superlative")
    )
