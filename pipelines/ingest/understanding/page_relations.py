"""What the sentences of a page say of each other's figures.

A scope told once holds for the next sentence; a total is that of the scopes it sums;
a part cannot exceed the whole; a rough word gives way to the number it agrees with.
"""

from collections.abc import Iterator
from decimal import Decimal

from pipelines.ingest.understanding.findings import Finding
from pipelines.ingest.understanding.levels import UNSPECIFIED
from pipelines.ingest.understanding.measures import AVOIDED, GROSS, NET, REDUCTIONS
from pipelines.ingest.understanding.sentence_scopes import SCOPE_3_PLUS

_OF_EMISSIONS = frozenset({GROSS, NET, REDUCTIONS, AVOIDED})
_SUMS = (
    (("scope_1", "scope_2_{}", "scope_3"), "scope_1_2_3_{}"),
    (("scope_1", "scope_2_{}"), "scope_1_2_{}"),
)
_METHODS = ("unspecified", "market", "location")
_TOLERANCE = Decimal("0.001")


def relate(findings: list[Finding]) -> list[Finding]:
    """Complete the findings of a page by what its other sentences say."""
    figures = [each for each in findings if each.number and not each.is_target]
    for finding in figures:
        if finding.measure == GROSS and finding.scope is None:
            _name_sum(finding, figures)
    for finding in findings:
        if finding.measure == REDUCTIONS and finding.scope is None:
            _take_enabled(finding, figures)
            _inherit_scope(finding, figures)
    for finding in findings:
        if finding.measure == AVOIDED and finding.scope is None:
            finding.scope = SCOPE_3_PLUS
            finding.doubt("avoided at others, as no scope is named", "0.70")
        if finding.measure in _OF_EMISSIONS and finding.scope is None:
            finding.scope = UNSPECIFIED
            finding.doubt("no scope is named", "0.85")
    return list(_without_echoes(findings))


def _name_sum(total: Finding, figures: list[Finding]) -> None:
    """Give a total the scopes whose printed amounts add up to it."""
    parts = {
        each.scope: each.number.value
        for each in figures
        if each.scope
        and each.number
        and each.number.value is not None
        and each.measure == GROSS
        and _same_place(each, total)
    }
    stated = (total.number.value if total.number else None) or Decimal(0)
    for method in _METHODS:
        for names, scope in _SUMS:
            amounts = [parts.get(name.format(method)) for name in names]
            known = [each for each in amounts if each is not None]
            is_whole = len(known) == len(amounts)
            if is_whole and abs(sum(known) - stated) <= abs(stated) * _TOLERANCE:
                total.scope = scope.format(method)
                total.reasons.append("the sum of the scopes beside it")
                return


def _same_place(one: Finding, other: Finding) -> bool:
    return (
        one.org_unit == other.org_unit
        and _bare_unit(one) == _bare_unit(other)
        and one.period is not None
        and other.period is not None
        and one.period.term == other.period.term
    )


def _bare_unit(finding: Finding) -> str:
    return (finding.unit_term or "").removesuffix(" CO2e")


def _take_enabled(part: Finding, figures: list[Finding]) -> None:
    """Count a part's reductions with those at others, if the company's own are less."""
    if part.org_unit is None or part.number is None:
        return
    own = [
        each for each in figures if each.measure == REDUCTIONS and each.org_unit is None
    ]
    enabled = [
        each for each in figures if each.measure == AVOIDED and each.org_unit is None
    ]
    exceeds_own = any(_amount(each) < _amount(part) for each in own)
    within_enabled = any(_amount(part) <= _amount(each) for each in enabled)
    if exceeds_own and within_enabled:
        part.measure, part.scope = AVOIDED, SCOPE_3_PLUS
        part.doubt(
            "more than the company's own reductions: counted with those at others",
            "0.80",
        )


def _amount(finding: Finding) -> Decimal:
    """Return an amount; those compared are printed in like units."""
    value = finding.number.value if finding.number else None
    return value or Decimal(0)


def _inherit_scope(finding: Finding, figures: list[Finding]) -> None:
    """Take over the scopes in which the company's emissions are told elsewhere."""
    if finding.org_unit is not None or finding.scope is not None:
        return
    told = {
        (each.scope, each.scope_text)
        for each in figures
        if each.measure in (GROSS, NET)
        and each.org_unit is None
        and each.scope
        and each.scope.startswith("scope_1_2")
    }
    if len({scope for scope, _ in told}) == 1:
        finding.scope, words = min(told, key=str)
        finding.doubt(f"scope of the company's emissions: '{words}'", "0.80")


def _without_echoes(findings: list[Finding]) -> Iterator[Finding]:
    """Leave out 'more than half' where a number says the same more exactly."""
    for finding in findings:
        exact = next(
            (
                each
                for each in findings
                if finding.is_spoken and _says_more(each, finding)
            ),
            None,
        )
        if exact is None:
            yield finding
        else:
            exact.echoes.append(finding)


def _says_more(exact: Finding, spoken: Finding) -> bool:
    if exact.is_spoken or exact.is_target or exact.measure != spoken.measure:
        return False
    number, words = exact.number, spoken.number
    if number is None or words is None or number.value is None:
        return False
    if words.low is None or words.high is None:
        return False
    return words.low <= number.value <= words.high
