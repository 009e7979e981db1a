"""Gives each change that a sentence states to its figure, or states it alone."""

from decimal import Decimal
from functools import cache

from pipelines.ingest.understanding.claims import (
    Change,
    leads_to,
)
from pipelines.ingest.understanding.clues import Clues
from pipelines.ingest.understanding.findings import Finding
from pipelines.ingest.understanding.levels import (
    NO_SCOPE,
    is_other_gas,
)
from pipelines.ingest.understanding.measures import AVOIDED, GROSS, REDUCTIONS
from pipelines.ingest.understanding.mentions import Mention
from pipelines.ingest.understanding.negation import (
    is_of_part,
    is_per_unit,
    why_not_fact,
)
from pipelines.ingest.understanding.number_spans import AMOUNTS, Quantity
from pipelines.ingest.understanding.periods import fiscal_year
from pipelines.ingest.understanding.reference import reference_rows
from pipelines.ingest.understanding.sentence_context import (
    Before,
    give_period,
    give_unit,
)
from pipelines.ingest.understanding.sentence_periods import (
    basis_of,
)
from pipelines.ingest.understanding.sentences import Sentence

_LONGEST_ASIDE = 70


def state_changes(
    clues: Clues,
    sentence: Sentence,
    changes: list[Change],
    levels: list[Finding],
    found: list[Finding],
    before: Before,
) -> None:
    """Give each change to the figure it speaks of, or state it alone."""
    for change in changes:
        if why_not_fact(clues, change.quantity):
            continue
        clause_start, clause_end = clues.clause(change.start)
        basis = basis_of(clues, change.start, clause_end) or basis_of(
            clues, clause_start, change.start
        )
        figure = _figure_of(clues, change, levels)
        if figure:
            figure.change = change
            figure.basis = basis or _bracketed_basis(clues, figure, change)
            figure.direction = _direction(change, figure.measure)
        elif alone := _lone_change(clues, sentence, change, basis, before):
            found.append(alone)


def _bracketed_basis(clues: Clues, figure: Finding, change: Change) -> str | None:
    """Take '(2019: 4,215 t)' behind a figure for what it changed from."""
    for each in clues.periods:
        is_between = figure.end <= each.start < change.start
        if is_between and clues.bracket(each.start) and not clues.bracket(figure.start):
            return f"since {fiscal_year(each.term)}"
    return None


def _figure_of(clues: Clues, change: Change, levels: list[Finding]) -> Finding | None:
    free = [each for each in levels if each.change is None]
    for each in free:
        following = _quantity_at(clues, each.start)
        if each.start >= change.end and leads_to(clues, change, following):
            return each
    before = [each for each in free if each.end <= change.start]
    outside = [each for each in before if not clues.bracket(each.start)] or before
    if not outside or change.quantity.quantity in AMOUNTS:
        return None
    figure = outside[-1]
    return figure if _speaks_of(clues, change, figure) else None


def _quantity_at(clues: Clues, start: int) -> Quantity:
    return next(each for each in clues.quantities if each.start == start)


def _speaks_of(clues: Clues, change: Change, figure: Finding) -> bool:
    """Tell whether nothing else comes between a figure and the change behind it."""
    between = clues.text[figure.end : change.start]
    if len(between) > _LONGEST_ASIDE or ";" in between:
        return False
    measures = [
        each
        for each in (*clues.measures, *clues.scopes)
        if figure.end + 30 < each.start < change.end
    ]
    others = [
        each
        for each in clues.quantities
        if figure.end <= each.start < change.quantity.start
        and not clues.bracket(each.start)
    ]
    is_of_emissions_now = figure.measure == REDUCTIONS and change.word == "reduction"
    return not measures and not others and not is_of_emissions_now


def _direction(change: Change, measure: str) -> int:
    if change.direction:
        return change.direction
    return 1 if _is_wanted(measure) else -1


def _is_wanted(measure: str) -> bool:
    """Tell whether more of a measure is better."""
    return measure in _wanted()


@cache
def _wanted() -> frozenset[str]:
    return frozenset(
        row["measure"]
        for row in reference_rows("measure")
        if row["direction"] == "higher_is_better"
    )


def _lone_change(
    clues: Clues, sentence: Sentence, change: Change, basis: str | None, before: Before
) -> Finding | None:
    """State a change without its level: 'clean electricity rose by 53.9 percent'."""
    if is_per_unit(clues, change.quantity) or is_of_part(clues, change.quantity):
        return None
    named = _changed_measure(clues, change)
    if named is None or named.term == "employees":
        return None
    if is_other_gas(clues, change.quantity):
        return None
    is_emissions = named.term in (GROSS, REDUCTIONS, AVOIDED)
    scope = _changed_scope(clues, change) if is_emissions else None
    measure = named.term
    if change.word in ("cut", "reduction") and measure == REDUCTIONS:
        measure = GROSS
    finding = Finding(
        sentence=sentence,
        start=change.start,
        end=change.end,
        measure=measure,
        measure_text=named.text,
        scope=scope.term if scope else (None if is_emissions else NO_SCOPE),
        scope_text=scope.text if scope else None,
        change=change,
        direction=_direction(change, measure),
        basis=basis,
        sureness=Decimal("0.90"),
        reasons=[f"change of '{named.text}' without a level"],
    )
    give_unit(clues, change.start, change.end, finding, before)
    give_period(clues, change.quantity, finding, before)
    if basis is None:
        finding.doubt("against what is not said", "0.70")
    return finding


def _changed_measure(clues: Clues, change: Change) -> Mention | None:
    clause_start, clause_end = clues.clause(change.start)
    before = [
        each
        for each in [*clues.measures, *_as_measures(clues)]
        if clause_start <= each.start and each.end <= change.quantity.start
    ]
    if before:
        named = max(before, key=lambda each: (each.end, -each.start))
        between = clues.text[named.end : change.start]
        is_beside = change.word or not between.strip(" (:,")
        return named if is_beside else None
    behind = [
        each
        for each in clues.measures
        if change.end <= each.start < min(clause_end, change.end + 50)
        and "," not in clues.text[change.end : each.start]
    ]
    return behind[0] if behind else None


def _as_measures(clues: Clues) -> list[Mention]:
    return [each._replace(term=GROSS) for each in clues.scopes]


def _changed_scope(clues: Clues, change: Change) -> Mention | None:
    clause_start, clause_end = clues.clause(change.start)
    before = [
        each
        for each in clues.scopes
        if clause_start <= each.start and each.end <= change.quantity.start
    ]
    behind = [each for each in clues.scopes if change.end <= each.start < clause_end]
    return before[-1] if before else (behind[0] if behind else None)
