"""Tells facts from what is planned, assumed, denied, an example, or somebody else's."""

import re

from pipelines.ingest.understanding.clues import Clues
from pipelines.ingest.understanding.number_spans import Quantity
from pipelines.ingest.understanding.periods import fiscal_year
from pipelines.ingest.understanding.sentence_scopes import scope_behind
from pipelines.ingest.understanding.signals import find_signals

_FAR_YEAR, _PLANNED_FROM = 2030, 2020
_AROUND = 60
# ', and to stay': what was planned before goes on.
_JOINT = 10
_SOURCE_NAME = 12
_ASIDE = re.compile(r"\([^()]*\)")


def why_not_fact(clues: Clues, quantity: Quantity) -> str | None:
    """Return why a number of a sentence states nothing that was measured, if so."""
    start, end = clues.segment(quantity.number_start)
    segment = clues.text[start:end]
    if _is_planned(clues, quantity, start):
        return "planned"
    if find_signals("modality", segment, "threshold") or _is_conditional(
        clues, start, end
    ):
        return "an example, a condition or a threshold"
    if find_signals("modality", segment[: quantity.number_start - start], "negation"):
        return "denied"
    if _is_future(clues, quantity):
        return "of a year to come"
    clause_start, _ = clues.clause(quantity.number_start)
    if _is_conditional(clues, clause_start, quantity.number_start):
        return "an example or a condition"
    return "somebody else's" if _is_foreign(clues, quantity, clause_start) else None


def _is_conditional(clues: Clues, start: int, end: int) -> bool:
    """Tell conditions and examples from what a scope is made of ('such as travel')."""
    words = clues.text[start:end]
    of_scope = [
        each
        for each in find_signals("prose", words, "mainly")
        if any(scope.end <= start + each.start for scope in clues.scopes)
    ]
    return any(
        not any(one.start <= each.start < one.end for one in of_scope)
        for each in find_signals("modality", words, "condition")
    )


def _is_planned(clues: Clues, quantity: Quantity, start: int) -> bool:
    """Tell plans from 'by the other method, emissions would have been'."""
    before = clues.text[start : quantity.number_start]
    joint = find_signals("prose", before[:_JOINT], "listing")
    if joint and find_signals("prose", before[joint[0].end : _JOINT], "to"):
        before = clues.text[clues.clause(start)[0] : quantity.number_start]
    plans = find_signals("modality", before, "plan")
    if not plans or not find_signals("scopes", clues.text, "location", "market"):
        return bool(plans)
    other_methods = find_signals("modality", before, "recalculated")
    return any(
        not any(one.start <= plan.start < one.end for one in other_methods)
        for plan in plans
    )


def _is_foreign(clues: Clues, quantity: Quantity, clause_start: int) -> bool:
    actor = clues.actor_of(quantity.number_start, with_places=False)
    if actor and actor.kind == "foreign" and actor.start >= clause_start:
        return True
    sources = find_signals("prose", clues.text, "source")
    return any(
        each.kind == "foreign" and 0 <= each.start - source.end < _SOURCE_NAME
        for source in sources
        for each in clues.actors
    )


def is_of_part(clues: Clues, quantity: Quantity) -> bool:
    """Tell a number of a project, a product or a measure taken from a total."""
    start, _ = clues.segment(quantity.number_start)
    parts = find_signals("actors", clues.text[start : quantity.start], "of_which")
    if parts and not any(start + parts[-1].end <= each.start for each in clues.scopes):
        return True
    _, end = clues.clause(quantity.number_start)
    behind = _ASIDE.sub("", clues.text[quantity.end : end])[:_AROUND]
    if scope_behind(clues, quantity):
        behind = ""
    segment = clues.text[start : quantity.end] + " " + behind.partition(",")[0]
    return bool(find_signals("actors", segment, "part"))


def is_per_unit(clues: Clues, quantity: Quantity) -> bool:
    """Tell a number per something from an amount."""
    if quantity.quantity == "intensity":
        return True
    clause_start, _ = clues.clause(quantity.number_start)
    segment_start, _ = clues.segment(quantity.number_start)
    # Whole words only: 'per' is not to be cut out of 'percent'.
    end = clues.text.rfind(" ", 0, quantity.end + _AROUND // 3)
    return bool(
        find_signals("actors", clues.text[clause_start:end], "per_unit")
        or find_signals("actors", clues.text[segment_start:end], "intensity")
    )


def _is_future(clues: Clues, quantity: Quantity) -> bool:
    if _is_headed_by_plan(clues):
        return True
    start, end = clues.segment(quantity.number_start)
    years = [
        fiscal_year(each.term) or 0
        for each in clues.periods
        if start <= each.start < end
    ]
    return any(year >= _FAR_YEAR for year in years)


def _is_headed_by_plan(clues: Clues) -> bool:
    """Tell a headline such as 'By 2025: 30,000 tonnes'."""
    if not clues.periods or (fiscal_year(clues.periods[0].term) or 0) < _PLANNED_FROM:
        return False
    head = clues.text[: clues.periods[0].start]
    words = find_signals("by_year", head, "by_year")
    return bool(words) and words[0].text == head.strip()
