"""Reads targets: 'carbon neutral by 2030', 'halve emissions by 2030 against 2020'.

A target has the year by which it is to be reached, and a sentence that plans. What a
country or another company has set itself is left out.
"""

from decimal import Decimal
from typing import NamedTuple

from pipelines.ingest.numbers import ReadNumber
from pipelines.ingest.understanding.actors import Actor
from pipelines.ingest.understanding.claims import read_change
from pipelines.ingest.understanding.clues import Clues
from pipelines.ingest.understanding.hedges import find_spoken_shares
from pipelines.ingest.understanding.levels import NO_SCOPE
from pipelines.ingest.understanding.measures import OF_EMISSIONS
from pipelines.ingest.understanding.mentions import Mention
from pipelines.ingest.understanding.number_spans import Quantity
from pipelines.ingest.understanding.periods import fiscal_year
from pipelines.ingest.understanding.sentence_periods import is_basis
from pipelines.ingest.understanding.sentence_scopes import SCOPE_3_PLUS
from pipelines.ingest.understanding.signals import find_signals, is_only

_KINDS = {"neutral": "target_carbon_neutrality", "net_zero": "target_net_zero"}
_YEAR_BEHIND, _YEAR_BEFORE = 70, 90
_BEFORE_YEAR = 34
_NEAR_SCOPE = 45
_SURE = Decimal("0.90")
_SPOKEN = Decimal("0.75")
_ANY_SHARE = Decimal(100)


class Target(NamedTuple):
    """A target; ``base`` is the year against which it is set, where one is named."""

    start: int
    end: int
    measure: str
    scope: Mention | None
    year: Mention
    number: ReadNumber
    value_text: str
    unit: str
    base: str | None
    sureness: Decimal
    actor: Actor | None


def read_targets(clues: Clues) -> list[Target]:
    """Return the targets that a sentence sets for its company or a part of it."""
    years = [each for each in clues.periods if _is_by(clues, each)]
    if not years:
        return []
    found = _neutralities(clues, years)
    if _plans(clues):
        found += _shares(clues, years) + _spoken(clues, years)
    return [each for each in found if not _is_foreign(each.actor)]


def _plans(clues: Clues) -> bool:
    return bool(find_signals("modality", clues.text, "plan"))


def _is_foreign(actor: Actor | None) -> bool:
    return actor is not None and actor.kind == "foreign"


def _is_by(clues: Clues, period: Mention) -> bool:
    """Tell 'by 2030' and 'by the end of 2030' from other years."""
    before = clues.text[max(0, period.start - _BEFORE_YEAR) : period.start]
    words = find_signals("by_year", before)
    if words and words[-1].term == "weak_by" and not _plans(clues):
        return False
    return (
        bool(words)
        and is_only(before[words[-1].end :], "article", "of")
        and not (is_basis(clues, period))
    )


def _neutralities(clues: Clues, years: list[Mention]) -> list[Target]:
    """Read one target for each year and kind that stand together."""
    found: dict[tuple[str, str], Target] = {}
    for each in find_signals("neutrality", clues.text):
        year = _nearest_year(clues, each.start, each.end, years)
        if year is None or not (_plans(clues) or each.end <= year.start):
            continue
        clause_start, _ = clues.clause(each.start)
        if find_signals("modality", clues.text[clause_start : each.start], "condition"):
            continue
        measure = _KINDS[each.term]
        found.setdefault(
            (measure, year.term),
            _target(
                clues,
                each.start,
                each.end,
                measure,
                year,
                _exact(_digits(year)),
                _digits(year),
                "year",
                _SURE,
            ),
        )
    return list(found.values())


def _exact(digits: str) -> ReadNumber:
    """Read a year, which no rounding made."""
    year = Decimal(digits)
    return ReadNumber(kind="number", value=year, low=year, high=year)


def _digits(year: Mention) -> str:
    return str(fiscal_year(year.term))


def _nearest_year(
    clues: Clues, start: int, end: int, years: list[Mention]
) -> Mention | None:
    """Return the year behind a goal, or before it where none is behind."""
    behind = [
        each
        for each in years
        if end <= each.start <= end + _YEAR_BEHIND
        and not find_signals("neutrality", clues.text[end : each.start])
    ]
    before = [each for each in years if start - _YEAR_BEFORE <= each.end <= start]
    return behind[0] if behind else (before[-1] if before else None)


def _falls(clues: Clues, quantity: Quantity) -> bool:
    """Tell 'reduce by 30 %' and 'a 30 % cut' from '30 % of the reduction'."""
    change = read_change(clues, quantity)
    return change is not None and change.direction < 0


def _shares(clues: Clues, years: list[Mention]) -> list[Target]:
    found = []
    for quantity in clues.quantities:
        if quantity.quantity == "share":
            target = _share(
                clues,
                quantity.start,
                quantity.end,
                years,
                quantity.value_text,
                clues.number(quantity.value_text),
                _SURE,
                falls=_falls(clues, quantity),
            )
            found += [target] if target else []
    return found


def _spoken(clues: Clues, years: list[Mention]) -> list[Target]:
    found = []
    for each in find_spoken_shares(clues.text):
        target = _share(
            clues,
            each.start,
            each.end,
            years,
            each.text,
            each.number,
            _SPOKEN,
            falls=each.kind == "fall",
        )
        found += [target] if target else []
    return found


def _share(
    clues: Clues,
    start: int,
    end: int,
    years: list[Mention],
    value_text: str,
    number: ReadNumber,
    sureness: Decimal,
    *,
    falls: bool,
) -> Target | None:
    if number.value is None or not 0 < number.value <= _ANY_SHARE:
        return None
    if find_signals("modality", clues.text, "condition", "threshold"):
        return None
    year = _nearest_year(clues, start, end, years)
    measure = _measure(clues, start, end, falls=falls)
    if year is None or measure is None:
        return None
    return _target(clues, start, end, measure, year, number, value_text, "%", sureness)


def _measure(clues: Clues, start: int, end: int, *, falls: bool) -> str | None:
    """Tell a fall of emissions, or of their intensity, from a share of electricity."""
    clause_start, clause_end = clues.clause(start)
    around = clues.text[clause_start:clause_end]
    is_of_emissions = bool(clues.scopes) or any(
        each.term in OF_EMISSIONS and clause_start <= each.start < clause_end
        for each in clues.measures
    )
    if falls:
        if not is_of_emissions:
            return None
        per_unit = find_signals("actors", around, "per_unit", "intensity")
        return "target_intensity_reduction" if per_unit else "target_emission_reduction"
    close = clues.text[max(clause_start, start - 60) : min(clause_end, end + 60)]
    is_clean = find_signals("prose", close, "clean") and find_signals(
        "prose", close, "electricity"
    )
    return "target_clean_electricity_share" if is_clean else None


def _target(
    clues: Clues,
    start: int,
    end: int,
    measure: str,
    year: Mention,
    number: ReadNumber,
    value_text: str,
    unit: str,
    sureness: Decimal,
) -> Target:
    return Target(
        start,
        end,
        measure,
        _scope(clues, start, measure),
        year,
        number,
        value_text,
        unit,
        _base(clues, year) if unit == "%" else None,
        sureness,
        clues.actor_of(start),
    )


def _scope(clues: Clues, start: int, measure: str) -> Mention | None:
    if measure == "target_clean_electricity_share":
        return Mention(start, start, "", NO_SCOPE)
    clause_start, clause_end = clues.clause(start)
    inside = [
        each
        for each in clues.scopes
        if clause_start <= each.start < clause_end
        and each.term != SCOPE_3_PLUS
        and (measure not in _KINDS.values() or abs(each.end - start) < _NEAR_SCOPE)
    ]
    before = [each for each in inside if each.end <= start]
    return before[-1] if before else (inside[0] if inside else None)


def _base(clues: Clues, year: Mention) -> str | None:
    for each in clues.periods:
        base, target = fiscal_year(each.term), fiscal_year(year.term)
        if base and target and base < target and is_basis(clues, each):
            return f"since {base}"
    return None
