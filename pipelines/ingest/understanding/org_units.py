"""Finds the companies and their parts that a text names.

Known names stand in the reference lists; a part that they do not know keeps its printed
name. Which of the parts a figure is of is read from its sentence.
"""

import re
from collections import Counter
from functools import cache, lru_cache
from typing import NamedTuple

from pipelines.ingest.understanding.mentions import Mention, vocabulary_rows
from pipelines.ingest.understanding.phrase_index import PhraseIndex
from pipelines.ingest.understanding.reference import reference_rows

_ANY_COMPANY = "*"
_START_OF_TEXT = 600
_OFTEN = 3
_LEGAL_FORM = re.compile(
    r"((?:[A-Z][\w&.'’-]*\s){1,4}?)"
    r"(?:Group|Holdings?|AG|SE|plc|PLC|Inc\.?|Ltd\.?|Limited|Corporation|Corp\.|S\.p\.A\.|"
    r"SpA|N\.V\.|NV|S\.A\.|SA|Oyj|ASA|AB|GmbH|KGaA|Gruppo)(?![a-z])"
)
_CAPITALISED = r"[A-ZÀ-ÖØ-Þ][\w&.-]*"
_WHOSE = (
    r"(?:\b(?i:its|our|their|the company's|the group's|seine[nrs]?|unsere[nrms]?|"
    r"ihre[nrs]?|nostr[oaei]|suo[i]?|sua|sue|each|all)\s|[A-Z][\w&.-]*['’]s\s)"
)
_ARTICLE = (
    r"\b(?i:the|il|la|lo|del|della|dello|dell['’]|nel|nella|im|am|das|der|des|dem)\s"
)


class Company(NamedTuple):
    """A company of the reference lists."""

    company_id: str
    name: str


@lru_cache(maxsize=4_096)
def find_companies(text: str) -> list[Mention]:
    """Find the companies of the reference lists; the term is the company's name."""
    return [Mention(*found) for found in _company_index().find(text)]


def find_issuer(text: str) -> str | None:
    """Return the company that a text speaks of most, if it speaks of any.

    A known company wins that is named often or at the start; else the first name with
    a legal form behind it that comes more than once.
    """
    companies = find_companies(text)
    counted = Counter(each.term for each in companies)
    at_start = {each.term for each in companies if each.start < _START_OF_TEXT}
    for name, count in counted.most_common():
        if count >= _OFTEN or name in at_start:
            return name
    named = Counter(
        {match[0]: text.count(match[0]) for match in _LEGAL_FORM.finditer(text)}
    )
    return next((name for name, count in named.most_common(1) if count > 1), None)


@lru_cache(maxsize=16_384)
def find_org_units(text: str, issuer: str | None = None) -> list[Mention]:
    """Find the parts of a company that a text names.

    The term is the name in the reference lists, or the printed one where they have
    none. Without an issuer, names that tell their own company are found alone.
    """
    found = _known_units(text, issuer)
    for pattern in _part_patterns():
        for match in pattern.finditer(text):
            if not any(
                match.start("name") < each.end and each.start < match.end("name")
                for each in found
            ):
                found.append(_unit_mention(match, issuer))
    return sorted(found)


def is_known_unit(name: str, issuer: str | None) -> bool:
    """Tell whether the reference lists have a part of this name."""
    return name in _unit_names(issuer).values()


def _known_units(text: str, issuer: str | None) -> list[Mention]:
    return [Mention(*found) for found in _unit_index(issuer).find(text)]


def _unit_mention(match: re.Match[str], issuer: str | None) -> Mention:
    printed = " ".join(match["name"].split())
    return Mention(
        match.start("name"), match.end("name"), match[0], _known(printed, issuer)
    )


def _known(printed: str, issuer: str | None) -> str:
    """Return the name that the reference has for 'data centers' or 'cloud arm'."""
    names = _unit_names(issuer)
    aliases = [
        alias for alias, company in _company_names().items() if company.name == issuer
    ]
    for full in (printed, *(f"{alias} {printed}" for alias in aliases)):
        if _spelled(full) in names:
            return names[_spelled(full)]
    words = _spelled(printed).split()
    for word in words[:-1]:
        like = {name for name in names.values() if word in _spelled(name).split()}
        shortest = min(like, key=len, default=None)
        if shortest and words[-1] in _words("arm"):
            return shortest
    return printed


@cache
def _company_names() -> dict[str, Company]:
    companies = {
        row["company_id"]: Company(row["company_id"], row["name"])
        for row in reference_rows("company")
    }
    spelled = {_spelled(each.name): each for each in companies.values()}
    for row in reference_rows("company_alias"):
        spelled[_spelled(row["alias"])] = companies[row["company_id"]]
    ordinary = _words("ordinary")
    return {name: each for name, each in spelled.items() if name not in ordinary}


@cache
def _company_index() -> PhraseIndex[str]:
    printed = [row["name"] for row in reference_rows("company")]
    printed += [row["alias"] for row in reference_rows("company_alias")]
    names = _company_names()
    known = [
        (name, names[_spelled(name)].name)
        for name in printed
        if _spelled(name) in names
    ]
    return PhraseIndex(
        known, {name: _name_pattern(name) for name, _ in known}, keeps_case=True
    )


@cache
def _unit_names(issuer: str | None) -> dict[str, str]:
    """Return the parts of a company by their spellings; of all where none is given."""
    company = next(
        (each for each in _company_names().values() if each.name == issuer), None
    )
    units = {
        (row["company_id"], row["org_unit_id"]): row["name"]
        for row in reference_rows("org_unit")
        if company is None or row["company_id"] == company.company_id
    }
    spelled = {_spelled(name): name for name in units.values()}
    for row in reference_rows("org_unit_alias"):
        name = units.get((row["company_id"], row["org_unit_id"]))
        if name and row["company_id"] != _ANY_COMPANY:
            spelled[_spelled(row["alias"])] = name
    if company is None:
        spelled = {words: name for words, name in spelled.items() if name.istitle()}
    return spelled


@cache
def _unit_index(issuer: str | None) -> PhraseIndex[str]:
    names = _unit_names(issuer)
    return PhraseIndex(names.items(), {name: _name_pattern(name) for name in names})


def _name_pattern(name: str) -> str:
    """Match a name as whole words, also with an apostrophe s between the words."""
    body = r"(?:['’]s)?[\s-]+".join(
        re.escape(word.removesuffix("'s")) for word in re.split(r"[\s-]+", name)
    )
    return rf"(?<![A-Za-z]){body}(?![A-Za-z])" if body[:1].isascii() else body


@cache
def _part_patterns() -> tuple[re.Pattern[str], ...]:
    """Match 'its German plants', 'the Wuhan site' and 'our platform Name'."""
    sites = "|".join(_alternatives("site"))
    arms = "|".join(_alternatives("arm"))
    named = rf"{_CAPITALISED}(?:\s{_CAPITALISED})?"
    return (
        re.compile(rf"{_WHOSE}(?P<name>(?:[\w&.-]+\s){{0,3}}?(?:{sites}))(?!\w)"),
        re.compile(
            rf"{_ARTICLE}(?P<name>(?:{_CAPITALISED}\s){{1,3}}(?:{sites}))(?!\w)"
        ),
        re.compile(
            rf"(?<![.!?]\s)(?<!^)(?P<name>(?:{_CAPITALISED}\s){{1,3}}(?:{sites}))(?!\w)"
        ),
        re.compile(
            rf"(?:{_WHOSE}|{_ARTICLE})(?:[\w&.-]+\s){{0,6}}?(?:{arms})\s"
            rf"(?P<name>{named})(?!\w)"
        ),
        re.compile(rf"{_WHOSE}(?P<name>(?:[\w&-]+\s){{1,3}}?(?:{arms}))(?!\w)"),
        re.compile(
            rf"{_ARTICLE}(?P<name>(?:{sites})\s(?:of|in|at|di|von)\s{_CAPITALISED})"
        ),
        re.compile(rf"{_ARTICLE}(?P<name>(?:{_CAPITALISED}\s){{1,3}}(?:{arms}))(?!\w)"),
    )


def _alternatives(meaning: str) -> list[str]:
    words = [
        row["words"]
        for row in vocabulary_rows("org_unit_words")
        if row["meaning"] == meaning
    ]
    return [
        r"\s+".join(map(re.escape, each.split()))
        for each in sorted(words, key=len, reverse=True)
    ]


@cache
def _words(meaning: str) -> frozenset[str]:
    return frozenset(
        _spelled(row["words"])
        for row in vocabulary_rows("org_unit_words")
        if row["meaning"] == meaning
    )


def _spelled(name: str) -> str:
    folded = re.sub(r"['’]s(?=\s|$)", "", name.casefold())
    return re.sub(r"[\s-]+", " ", folded).strip()
