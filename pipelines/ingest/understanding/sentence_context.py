"""Says of whom and when a finding of a sentence is, by what stands around it."""

from dataclasses import dataclass
from decimal import Decimal

from pipelines.ingest.understanding.actors import Actor
from pipelines.ingest.understanding.clues import Clues
from pipelines.ingest.understanding.findings import Finding
from pipelines.ingest.understanding.measures import OFFSETS
from pipelines.ingest.understanding.number_spans import Quantity
from pipelines.ingest.understanding.org_units import is_known_unit
from pipelines.ingest.understanding.periods import fiscal_year
from pipelines.ingest.understanding.relative_periods import LATEST_YEAR, YEAR_BEFORE
from pipelines.ingest.understanding.sentence_periods import (
    Period,
    period_of,
)
from pipelines.ingest.understanding.signals import find_signals, is_only

_FAR_BEHIND = 90


@dataclass(frozen=True, slots=True)
class Before:
    """What the sentences before said: the part spoken of, and the last period."""

    unit: Actor | None = None
    period: Period | None = None


def give_unit(
    clues: Clues, start: int, end: int, finding: Finding, before: Before
) -> None:
    """Say which part of the company a finding is of."""
    if finding.is_count:
        named = _doer(clues, start) or _known_behind(clues, end)
    else:
        named = _place_behind(clues, end) or clues.actor_of(start)
        if named and named.kind == "pronoun":
            named = before.unit
    if named is None or named.kind == "company":
        named = _place_before(clues, start) or named
    if named and named.kind in ("unit", "place") and finding.measure != OFFSETS:
        finding.org_unit = named.term
        finding.org_unit_text = named.term
        finding.reasons.append(f"of '{named.term}'")


def _place_before(clues: Clues, start: int) -> Actor | None:
    """Return the place that a clause begins with: 'In Brazil, our emissions were'."""
    clause_start, _ = clues.clause(start)
    return next(
        (
            each
            for each in clues.actors
            if each.kind == "place" and clause_start <= each.start < start
        ),
        None,
    )


def _doer(clues: Clues, start: int) -> Actor | None:
    """Return the first one named in a clause: who did what is counted."""
    clause_start, _ = clues.clause(start)
    named = [
        each
        for each in clues.actors
        if clause_start <= each.start < start and each.kind in ("unit", "company")
    ]
    return named[0] if named else None


def _known_behind(clues: Clues, end: int) -> Actor | None:
    """Return the known part named behind a number: 'used on its platform Name'."""
    _, clause_end = clues.clause(end)
    return next(
        (
            each
            for each in clues.actors
            if end <= each.start < clause_end
            and each.kind == "unit"
            and is_known_unit(each.term, clues.issuer)
        ),
        None,
    )


def _place_behind(clues: Clues, end: int) -> Actor | None:
    """Return the part named right behind a number: '4.2 Mt at its Wuhan plant'."""
    _, segment_end = clues.segment(end)
    behind = [
        each
        for each in clues.actors
        if each.kind in ("unit", "place")
        and end <= each.start < min(segment_end, end + _FAR_BEHIND)
    ]
    if behind and not any(
        end <= each.start < behind[0].start for each in clues.quantities
    ):
        return behind[0]
    return None


def give_period(
    clues: Clues, quantity: Quantity, finding: Finding, before: Before
) -> None:
    """Say which period a finding is of, and how sure that is."""
    period = period_of(clues, quantity) or from_to(clues, quantity)
    if period is None and before.period:
        period = before.period._replace(
            sureness=before.period.sureness * Decimal("0.85"), reason=""
        )
        finding.reasons.append("year of the sentence before")
    elif period is None:
        period = Period(None, LATEST_YEAR, Decimal("0.75"), "")
        finding.reasons.append("no year beside it: the document's latest")
    else:
        finding.reasons.append(period.reason)
        period = _dated(period, before)
    finding.period = period
    finding.sureness *= period.sureness


def _dated(period: Period, before: Before) -> Period:
    """Date 'the year before' by the year that the sentences before are about."""
    year = fiscal_year(before.period.term) if before.period else None
    if period.term != YEAR_BEFORE or year is None:
        return period
    return period._replace(term=f"FY{year - 1}")


def from_to(clues: Clues, quantity: Quantity) -> Period | None:
    """Take 'from 5.1' for the year before, where 'to 4.4' follows it."""
    head = clues.text[max(0, quantity.start - 8) : quantity.start]
    words = find_signals("prose", head, "from")
    following = [each for each in clues.quantities if each.start >= quantity.end]
    if words and is_only(head[words[-1].end :], "article") and following:
        between = clues.text[quantity.end : following[0].start]
        if is_only(between, "to", "article"):
            return Period(None, YEAR_BEFORE, Decimal("0.70"), "'from' before it")
    preceding = [each for each in clues.quantities if each.end <= quantity.start]
    if words and preceding:
        between = clues.text[preceding[-1].end : quantity.start]
        if is_only(between, "from", "article"):
            return Period(None, YEAR_BEFORE, Decimal("0.70"), "'from' before it")
    return None
