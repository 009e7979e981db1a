"""Reads one sentence: which of its numbers are figures, changes and targets.

A number that no rule understands yields nothing; one that is understood half is a
finding of little confidence.
"""

from decimal import Decimal

from pipelines.ingest.numbers import read_number
from pipelines.ingest.understanding.actors import Actor
from pipelines.ingest.understanding.claims import (
    Change,
    read_change,
)
from pipelines.ingest.understanding.clues import Clues
from pipelines.ingest.understanding.counted_things import read_counted_thing
from pipelines.ingest.understanding.findings import Finding
from pipelines.ingest.understanding.hedges import find_spoken_shares
from pipelines.ingest.understanding.levels import (
    NO_SCOPE,
    Level,
    read_level,
)
from pipelines.ingest.understanding.mentions import Mention
from pipelines.ingest.understanding.negation import (
    is_of_part,
    is_per_unit,
    why_not_fact,
)
from pipelines.ingest.understanding.number_spans import AMOUNTS, Quantity
from pipelines.ingest.understanding.number_style import NumberStyle
from pipelines.ingest.understanding.periods import fiscal_year
from pipelines.ingest.understanding.sentence_changes import state_changes
from pipelines.ingest.understanding.sentence_context import (
    Before,
    from_to,
    give_period,
    give_unit,
)
from pipelines.ingest.understanding.sentence_periods import (
    Period,
    named_period,
    period_of,
)
from pipelines.ingest.understanding.sentences import Sentence
from pipelines.ingest.understanding.shares import read_share
from pipelines.ingest.understanding.signals import find_signals, is_only
from pipelines.ingest.understanding.targets import Target, read_targets

_DOUBTED_BELOW = Decimal("0.20")
_PART = "0.40"
_HEAD_OF_SENTENCE = 12
_PUE_RANGE = (Decimal(1), Decimal(3))


def read_sentence(
    sentence: Sentence,
    issuer: str | None,
    before: Before,
    style: NumberStyle | None = None,
) -> tuple[list[Finding], Before]:
    """Return what a sentence states, and what the next one builds on."""
    clues = Clues(sentence.text, issuer, style)
    targets = read_targets(clues)
    found = [_target_finding(sentence, each) for each in targets]
    taken = [(each.start, each.end) for each in targets]
    changes, levels = _parted(clues, sentence, taken, before)
    found += levels
    state_changes(clues, sentence, changes, levels, found, before)
    found += _spoken_findings(clues, sentence, taken, before)
    return found, _after(clues, before)


def carried_on(sentence: Sentence, before: Before) -> Before:
    """Return what the next sentence builds on, behind one that states nothing."""
    return Before(before.unit, _period_in_force(Clues(sentence.text, None), before))


def _after(clues: Clues, before: Before) -> Before:
    named = [each for each in clues.actors if each.kind in ("unit", "company")]
    unit = named[-1] if named else before.unit
    return Before(unit, _period_in_force(clues, before))


def _period_in_force(clues: Clues, before: Before) -> Period | None:
    """Return the period of the next sentence: an earlier year must head its own."""
    named = named_period(clues)
    if named is None or before.period is None:
        return named or before.period
    year, known = fiscal_year(named.term), fiscal_year(before.period.term)
    is_aside = year and known and year < known
    head = clues.text[:_HEAD_OF_SENTENCE].partition(named.text or "")[0]
    is_head = bool(find_signals("prose", head, "in")) and is_only(head, "in", "article")
    return before.period if is_aside and not is_head else named


def _parted(
    clues: Clues, sentence: Sentence, taken: list[tuple[int, int]], before: Before
) -> tuple[list[Change], list[Finding]]:
    changes: list[Change] = []
    levels: list[Finding] = []
    for quantity in clues.quantities:
        if any(start < quantity.end and quantity.start < end for start, end in taken):
            continue
        if change := read_change(clues, quantity):
            changes.append(change)
        elif finding := _level_finding(clues, sentence, quantity, before):
            levels.append(finding)
    return changes, levels


def _level_finding(
    clues: Clues, sentence: Sentence, quantity: Quantity, before: Before
) -> Finding | None:
    if why_not_fact(clues, quantity):
        return None
    finding = (
        _counted(clues, sentence, quantity)
        or _amount(clues, sentence, quantity)
        or _clean_share(clues, sentence, quantity)
    )
    if finding is None:
        return None
    is_relative = finding.unit_term == "ratio" or quantity.quantity == "share"
    if not is_relative and is_per_unit(clues, quantity):
        return None
    finding.value_text = quantity.value_text.lstrip("+-−– ")
    finding.number = clues.number(finding.value_text, quantity.unit)
    if quantity.unit and finding.unit_term is None:
        finding.unit_text = quantity.unit.text
        finding.unit_term = quantity.unit.term
    if finding.number.value is None:
        return None
    give_unit(clues, quantity.start, quantity.end, finding, before)
    give_period(clues, quantity, finding, before)
    return finding if finding.sureness >= _DOUBTED_BELOW else None


def _amount(clues: Clues, sentence: Sentence, quantity: Quantity) -> Finding | None:
    is_ratio = quantity.quantity == "count"
    if not (is_ratio or quantity.quantity in AMOUNTS):
        return None
    level = None if _is_left_behind(clues, quantity) else read_level(clues, quantity)
    if level is None or (is_ratio and not _is_ratio(quantity)):
        return None
    finding = _of_level(sentence, quantity, level)
    if is_ratio:
        finding.unit_text, finding.unit_term = None, "ratio"
    elif is_of_part(clues, quantity):
        finding.doubt("told of a part or a project", _PART)
    return finding


def _is_left_behind(clues: Clues, quantity: Quantity) -> bool:
    """Tell 'fell from 71' where neither a year nor what it fell to follows."""
    head = clues.text[max(0, quantity.start - 8) : quantity.start]
    words = find_signals("prose", head, "from")
    return (
        bool(words)
        and is_only(head[words[-1].end :], "article")
        and any(each.end <= quantity.start for each in clues.changes)
        and period_of(clues, quantity) is None
        and from_to(clues, quantity) is None
    )


def _is_ratio(quantity: Quantity) -> bool:
    value = read_number(quantity.value_text).value
    return value is not None and _PUE_RANGE[0] <= value <= _PUE_RANGE[1]


def _of_level(sentence: Sentence, quantity: Quantity, level: Level) -> Finding:
    return Finding(
        sentence=sentence,
        start=quantity.start,
        end=quantity.end,
        measure=level.measure,
        measure_text=level.measure_text,
        scope=level.scope,
        scope_text=level.scope_text,
        sureness=level.sureness,
        reasons=list(level.reasons),
    )


def _counted(clues: Clues, sentence: Sentence, quantity: Quantity) -> Finding | None:
    thing = read_counted_thing(clues, quantity)
    if thing is None:
        return None
    finding = Finding(
        sentence=sentence,
        start=quantity.start,
        end=quantity.end,
        measure=thing.measure,
        measure_text=thing.thing,
        scope=NO_SCOPE,
        sureness=Decimal("0.90"),
        reasons=[f"counts '{thing.thing}'"],
        is_count=True,
    )
    if thing.quantity == "count":
        finding.unit_text, finding.unit_term = thing.thing, "items"
    return finding


def _clean_share(
    clues: Clues, sentence: Sentence, quantity: Quantity
) -> Finding | None:
    if quantity.quantity != "share":
        return None
    share = read_share(clues, quantity.start, quantity.end)
    if share is None:
        return None
    return Finding(
        sentence=sentence,
        start=quantity.start,
        end=quantity.end,
        measure=share.measure,
        measure_text=share.measure.replace("_", " "),
        scope=NO_SCOPE,
        sureness=share.sureness,
        reasons=[share.reason],
    )


def _spoken_findings(
    clues: Clues, sentence: Sentence, taken: list[tuple[int, int]], before: Before
) -> list[Finding]:
    """Read 'more than half of its electricity is renewable'."""
    found = []
    for each in find_spoken_shares(clues.text):
        as_quantity = Quantity(
            each.start, each.end, each.start, each.end, each.text, None, "share"
        )
        if (
            each.kind != "share"
            or any(start < each.end and each.start < end for start, end in taken)
            or why_not_fact(clues, as_quantity)
        ):
            continue
        finding = _clean_share(clues, sentence, as_quantity)
        if finding:
            finding.number, finding.value_text = each.number, each.text
            finding.unit_term, finding.is_spoken = "%", True
            give_unit(clues, each.start, each.end, finding, before)
            give_period(clues, as_quantity, finding, before)
            found.append(finding)
    return found


def _target_finding(sentence: Sentence, target: Target) -> Finding:
    year = target.year
    return Finding(
        sentence=sentence,
        start=target.start,
        end=max(target.end, year.end),
        measure=target.measure,
        measure_text=sentence.text[target.start : target.end],
        scope=target.scope.term if target.scope else None,
        scope_text=target.scope.text if target.scope and target.scope.text else None,
        org_unit=_unit_of(target.actor),
        period=Period(
            year.text, _target_period(year), Decimal(1), "year of the target"
        ),
        number=target.number,
        value_text=target.value_text,
        unit_term=target.unit,
        basis=target.base,
        sureness=target.sureness,
        reasons=["target"],
        is_target=True,
    )


def _unit_of(actor: Actor | None) -> str | None:
    return actor.term if actor and actor.kind == "unit" else None


def _target_period(year: Mention) -> str:
    """Take a bare year for a calendar year, as targets are set for its end."""
    is_fiscal = not year.text[:1].isdigit()
    return year.term if is_fiscal else year.term.replace("FY", "CY")
