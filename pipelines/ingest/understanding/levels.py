"""Reads what an amount in a sentence is of: its measure and its scope.

An amount is a level where joining words ('amounted to', 'of') tie it to the words for a
measure or a scope. The looser the tie, the less sure the figure.
"""

import re
from decimal import Decimal
from typing import NamedTuple

from pipelines.ingest.understanding.claims import NOUNS, find_last
from pipelines.ingest.understanding.clues import Clues
from pipelines.ingest.understanding.measures import (
    AVOIDED,
    GROSS,
    OF_EMISSIONS,
    OFFSETS,
    REDUCTIONS,
    measures_quantity,
)
from pipelines.ingest.understanding.mentions import Mention, overlaps
from pipelines.ingest.understanding.number_spans import Quantity
from pipelines.ingest.understanding.scopes import find_categories
from pipelines.ingest.understanding.sentence_scopes import (
    SCOPE_3_PLUS,
    scope_behind,
    scope_of,
)
from pipelines.ingest.understanding.signals import (
    count_other_words,
    find_signals,
    is_only,
)

UNSPECIFIED = "scope_unspecified"
NO_SCOPE = "not_applicable"

_BEHIND = 48
_WORD = re.compile(r"[^\W\d_]+")
_TIES = {0: Decimal("1.00"), 1: Decimal("0.90"), 2: Decimal("0.85"), 3: Decimal("0.60")}
_LOOSE = Decimal("0.35")
# 'The emissions that A let into the air amounted to': the verb ties what is farther.
_BY_VERB, _NEAR_ENOUGH, _SHORTEST_VERB = Decimal("0.75"), 6, 5


class Level(NamedTuple):
    """What an amount is of. ``scope`` is None where the sentence names none."""

    measure: str
    measure_text: str
    scope: str | None
    scope_text: str | None
    sureness: Decimal
    reasons: tuple[str, ...]


def read_level(clues: Clues, quantity: Quantity) -> Level | None:
    """Return what an amount is of; None where nothing measured is near it."""
    named = _measure(clues, quantity)
    if named is None or (quantity.quantity == "mass" and is_other_gas(clues, quantity)):
        return None
    tie = _tie(clues, quantity, named)
    if tie is None:
        return None
    measure = _refined(clues, quantity, named)
    if measure not in OF_EMISSIONS:
        return Level(measure, named.text, NO_SCOPE, None, *tie)
    scope = scope_of(clues, quantity)
    if scope and scope.term == SCOPE_3_PLUS:
        measure = AVOIDED
    if scope is None and find_signals("prose", clues.text, "respectively"):
        return None
    return Level(
        measure,
        named.text,
        scope.term if scope else None,
        scope.text if scope else None,
        *tie,
    )


def is_other_gas(clues: Clues, quantity: Quantity) -> bool:
    """Tell emissions of dust or nitrogen oxides from those of greenhouse gases."""
    start, _ = clues.clause(quantity.number_start)
    around = clues.text[start : quantity.end + _BEHIND]
    return bool(find_signals("other_gases", around))


def _measure(clues: Clues, quantity: Quantity) -> Mention | None:
    """Return the measure named nearest to an amount that can be of it."""
    named = [
        each
        for each in [*clues.measures, *_verbs(clues)]
        if _suits(each.term, quantity)
    ]
    clause_start, clause_end = clues.clause(quantity.number_start)
    if quantity.quantity in ("mass", "mass_co2e") and not any(
        clause_start <= each.start < quantity.start for each in named
    ):
        named += [
            each._replace(term=GROSS)
            for each in (*clues.scopes, *find_categories(clues.text))
            if each.end <= quantity.start
        ]
    behind = [
        each
        for each in named
        if quantity.number_end <= each.start <= min(clause_end, quantity.end + _BEHIND)
        and _adjoins(clues.text[quantity.end : each.start])
    ]
    before = [each for each in named if each.end <= quantity.start]
    inside = [each for each in before if each.start >= clause_start]
    if behind and not _ends_with_level(clues, quantity, inside):
        return min(behind)
    ranked = sorted(inside or before, key=lambda each: (each.end, each.start))
    nearest = ranked[-1] if ranked else None
    if nearest is None or nearest.term == GROSS:
        return _by_scope_behind(clues, quantity) or nearest
    return nearest


def _by_scope_behind(clues: Clues, quantity: Quantity) -> Mention | None:
    """Take '30 tonnes were direct (Scope 1)' for emissions by their scope alone."""
    if quantity.quantity not in ("mass", "mass_co2e"):
        return None
    scope = scope_behind(clues, quantity)
    return scope._replace(term=GROSS) if scope else None


def _suits(measure: str, quantity: Quantity) -> bool:
    if measure in ("pue", "wue"):
        return quantity.quantity == "count" and measure == "pue"
    if quantity.quantity in ("share", "count"):
        return False
    return measures_quantity(measure, quantity.quantity)


def _verbs(clues: Clues) -> list[Mention]:
    """Find words such as 'emitted' and 'offset', which name a measure by themselves."""
    emitted = find_signals("prose", clues.text, "emit")
    offset = find_signals("prose", clues.text, "offset")
    return [
        *(
            each._replace(term=GROSS)
            for each in emitted
            if not overlaps(each.start, each.end, clues.measures)
        ),
        *(each._replace(term=OFFSETS) for each in offset),
    ]


def _adjoins(between: str) -> bool:
    return not re.search(r"[,;.(]", between) and is_only(
        between, "of", "article", "level", "from", "in"
    )


def _ends_with_level(clues: Clues, quantity: Quantity, before: list[Mention]) -> bool:
    if not before:
        return False
    gap = clues.text[max(each.end for each in before) : quantity.start]
    return bool(gap.strip()) and is_only(gap, "level", "of", "article")


def _tie(
    clues: Clues, quantity: Quantity, named: Mention
) -> tuple[Decimal, tuple[str, ...]] | None:
    """Weigh the words between an amount and what it is of."""
    if named.start >= quantity.number_end:
        return Decimal("0.98"), ("measure named right behind the number",)
    ends = [each.end for each in clues.actors]
    ends += [each.end for each in clues.quantities]
    ends += [
        each.end
        for each in (
            *clues.scopes,
            *clues.measures,
            *clues.periods,
            *clues.relatives,
            *_verbs(clues),
            *clues.changes,
            *find_categories(clues.text),
            *find_signals("scopes", clues.text, "location", "market"),
        )
    ]
    anchors = [end for end in ends if named.end <= end <= quantity.start]
    numbers = [each.end for each in clues.quantities if each.end <= quantity.start]
    whole = clues.text[max(named.end, *numbers, 0) : quantity.start]
    between = clues.text[max(anchors, default=named.end) : quantity.start]
    if _of_source(clues, whole):
        return None
    if clues.bracket(quantity.number_start):
        noun, _, between = between.rpartition("(")
        if count_other_words(noun, *_JOINTS, "in"):
            return None
    loose = count_other_words(between, *_JOINTS)
    if _NEAR_ENOUGH >= loose > 2 and _ends_in_verb(between):
        return _BY_VERB, (f"measure named as '{named.text}', before the verb",)
    if loose and any(
        named.end <= each.start < quantity.start for each in clues.quantities
    ):
        return _LOOSE, (f"'{named.text}' may not be of the second number",)
    sureness = _TIES.get(loose, _LOOSE)
    return sureness, (f"measure named as '{named.text}'",)


_JOINTS = (
    "level",
    "of",
    "article",
    "by",
    "to",
    "from",
    "respectively",
    "listing",
    "basis",
    "by_method",
    "mainly",
    "kind_of_emissions",
)


def _ends_in_verb(between: str) -> bool:
    """Tell 'amounted to' before an amount from a bare 'of' or 'at'."""
    words = find_signals("prose", between, "level")
    return (
        bool(words)
        and len(words[-1].text) >= _SHORTEST_VERB
        and is_only(between[words[-1].end :], "article")
    )


def _of_source(clues: Clues, between: str) -> bool:
    """Tell 'emissions from diesel were' from 'emissions from its operations were'."""
    sources = find_signals("prose", between, "emitter")
    if not sources:
        return False
    rest = between[sources[0].end :]
    if find_signals("prose", rest, "own", "operations") or find_categories(rest):
        return False
    first = _WORD.findall(rest)
    has_scope = any(each.text in rest for each in clues.scopes)
    has_year = any(
        each.text in rest[:14] for each in [*clues.periods, *clues.relatives]
    )
    return (
        bool(first) and not has_scope and not has_year and not is_only(rest, *_JOINTS)
    )


def _refined(clues: Clues, quantity: Quantity, named: Mention) -> str:
    """Tell a reduction of emissions from emissions."""
    if named.term != GROSS:
        return named.term
    before = [each for each in clues.changes if each.end <= quantity.start]
    for word in reversed(before):
        gap = clues.text[word.end : quantity.start]
        if any(word.end <= each.start < quantity.start for each in clues.quantities):
            break
        if word.term == "avoid" and count_other_words(gap, *_JOINTS) == 0:
            return AVOIDED
        if word.term == "cut" and (find_last(gap, "by") or is_only(gap, "article")):
            return REDUCTIONS
        if word.term in NOUNS and (find_last(gap, "of") or find_last(gap, "by")):
            return REDUCTIONS
    behind = clues.text[quantity.end : quantity.end + _BEHIND]
    saved = find_signals("changes", behind, "cut", "reduction")
    if saved and not re.search(r"[,;]", behind[: saved[0].start]):
        return REDUCTIONS
    return GROSS
