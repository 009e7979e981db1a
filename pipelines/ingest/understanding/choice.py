"""Chooses among the numbers of a document's tables: totals, not their parts.

A table prints Scope 1 and below it the fuels that it is made of; a page prints the
group and its sites. What is the whole follows from the labels, and where these are
silent from the arithmetic.
"""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from pipelines.ingest.numbers import ReadNumber
from pipelines.ingest.understanding.scopes import UNSPECIFIED
from pipelines.ingest.understanding.tables import TablePart

_NEARLY = Decimal("0.01")
_TWO = 2
_LIKELY = 0.45


class Candidate(NamedTuple):
    """A number in a table, as read, with the page that it stands on."""

    page: str | None
    part: TablePart
    number: ReadNumber
    confidence: float
    reasons: tuple[str, ...]

    @property
    def row_key(self) -> tuple[str | None, int, str]:
        """What tells the rows of a document apart, and the labels within a row."""
        return self.page, self.part.row, self.part.label.text

    @property
    def cell(self) -> tuple[str, str, str | None, str | None]:
        """What the number is of, for which year and company."""
        subject = self.part.subject
        return subject.measure, subject.scope, self.part.period, self.part.company

    def doubted(self, factor: float, reason: str) -> "Candidate":
        """Return the candidate with less confidence, and why."""
        return self._replace(
            confidence=self.confidence * factor, reasons=(*self.reasons, reason)
        )


def choose(candidates: list[Candidate]) -> list[Candidate]:
    """Keep the numbers that are levels of the whole company."""
    whole = [each for each in candidates if not each.part.subject.is_component]
    components = [each for each in candidates if each.part.subject.is_component]
    told = {_scope(each) for each in whole if each.confidence >= _LIKELY}
    whole += _only_rows(components, told)
    whole = _with_totals_named(whole)
    return _without_rivals(_checked_sections(whole, components))


def _scope(candidate: Candidate) -> tuple[str, str, str | None]:
    part = candidate.part
    return part.subject.measure, part.subject.scope, part.company


def _only_rows(
    components: Iterable[Candidate], known: set[tuple[str, str, str | None]]
) -> list[Candidate]:
    """Take a part that stands alone for the whole: '(Scope 1) diesel generators'."""
    named = defaultdict[object, list[Candidate]](list)
    headed = defaultdict[object, list[Candidate]](list)
    for each in components:
        if _scope(each) in known:
            continue
        if each.part.label.has_scope_words:
            named[_scope(each)].append(each)
        else:
            headed[each.page, _scope(each)].append(each)
    beside = _rows_of_sections(components)
    taken = []
    for parts in (*named.values(), *headed.values()):
        rows = {each.row_key for each in parts}
        if len(rows) == 1 and beside.get((parts[0].page, parts[0].part.section), 0) > 1:
            continue
        if not _may_stand_alone(parts):
            continue
        if len(rows) == 1:
            taken += [_alone(each) for each in parts]
        else:
            taken += _sum_row(parts)
    return taken


def _rows_of_sections(
    components: Iterable[Candidate],
) -> dict[tuple[str | None, int], int]:
    """Count the parts that each section lists, but for those of a part ('of which')."""
    rows = defaultdict[tuple[str | None, int], set[object]](set)
    for each in components:
        if not each.part.label.is_part:
            rows[each.page, each.part.section].add(each.row_key)
    return {section: len(keys) for section, keys in rows.items()}


def _alone(candidate: Candidate) -> Candidate:
    factor = 0.75 if candidate.part.label.rest else 0.9
    return candidate.doubted(factor, "the only row of its scope")


def _may_stand_alone(parts: list[Candidate]) -> bool:
    """A row of the scope's own name, or the one source under its heading."""
    first = parts[0].part
    if any(each.part.label.is_part for each in parts):
        return False
    is_small = first.subject.scope.startswith(("scope_1", "scope_2"))
    return first.label.has_scope_words or is_small


def _sum_row(parts: list[Candidate]) -> list[Candidate]:
    """Find the row that is the sum of the others, year by year."""
    rows = defaultdict[object, dict[str | None, Candidate]](dict)
    for each in parts:
        rows[each.row_key][each.part.period] = each
    for key, cells in rows.items():
        others = [row for other, row in rows.items() if other != key]
        if len(others) >= _TWO and all(
            _adds_up(cell, [row[year] for row in others if year in row])
            for year, cell in cells.items()
        ):
            reason = "the sum of the other rows of its scope"
            return [each.doubted(0.9, reason) for each in cells.values()]
    return []


def _adds_up(total: Candidate, parts: list[Candidate]) -> bool:
    amounts = [each.number.value for each in parts if each.number.value is not None]
    whole = total.number.value
    if not whole or not amounts:
        return False
    return abs(sum(amounts) - whole) <= _NEARLY * abs(whole)


def _checked_sections(
    whole: list[Candidate], components: list[Candidate]
) -> list[Candidate]:
    """Doubt a section's total that is not the sum of the section's rows."""
    parts = defaultdict[object, list[Candidate]](list)
    for each in components:
        parts[each.page, each.part.section, each.part.period].append(each)
    return [
        each.doubted(0.8, "the rows of the section do not add up to it")
        if each.part.subject.is_section_total
        and (rows := parts[each.page, each.part.section, each.part.period])
        and not _adds_up(each, rows)
        else each
        for each in whole
    ]


def _with_totals_named(whole: list[Candidate]) -> list[Candidate]:
    """Find which scopes a total of emissions is of: those whose sum it is."""
    known = {each.cell: each for each in whole if each.number.value is not None}
    return [
        _named(each, known) if each.part.subject.scope == UNSPECIFIED else each
        for each in whole
    ]


def _named(
    total: Candidate, known: dict[tuple[str, str, str | None, str | None], Candidate]
) -> Candidate:
    measure, _, period, company = total.cell
    for method in ("market", "location", "unspecified"):
        parts = ["scope_1", f"scope_2_{method}", "scope_3"]
        for count, scope in ((3, "scope_1_2_3"), (2, "scope_1_2")):
            found = [
                known.get((measure, each, period, company)) for each in parts[:count]
            ]
            rows = [each for each in found if each is not None]
            if len(rows) == count and _adds_up(total, rows):
                subject = total.part.subject._replace(scope=f"{scope}_{method}")
                return total._replace(
                    part=total.part._replace(subject=subject),
                    confidence=min(0.95, total.confidence * 1.6),
                    reasons=(*total.reasons, "scopes found by their sum"),
                )
    return total


def _without_rivals(whole: list[Candidate]) -> list[Candidate]:
    """Where rows disagree on a cell, the less certain ones are doubted."""
    best: dict[tuple[str, str, str | None, str | None], Candidate] = {}
    for each in whole:
        known = best.get(each.cell)
        if each.number.value is not None and (
            known is None or _rank(each) > _rank(known)
        ):
            best[each.cell] = each
    return [_beside(each, best.get(each.cell)) for each in whole]


def _rank(candidate: Candidate) -> tuple[float, bool, int, Decimal]:
    """Of rows that are as sure, the larger is likelier the whole company's."""
    label = candidate.part.label
    amount = candidate.number.value or Decimal(0)
    confidence = round(candidate.confidence, 2)
    return (confidence, label.is_total, -len(label.text), amount)


def _beside(candidate: Candidate, best: Candidate | None) -> Candidate:
    if best is None or candidate is best or _agree(candidate.number, best.number):
        return candidate
    if candidate.page == best.page:
        return candidate.doubted(0.5, "another row of the page says otherwise")
    if candidate.confidence < best.confidence - 0.1:
        return candidate.doubted(0.7, "a clearer table of the document says otherwise")
    return candidate


def _agree(one: ReadNumber, two: ReadNumber) -> bool:
    if one.low is None or one.high is None or two.low is None or two.high is None:
        return one.kind == two.kind
    return one.low <= two.high and two.low <= one.high
