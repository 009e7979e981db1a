"""Reads figures from tables, with layout and without.

Walks down the rows of a page. What a number is of follows from its row, its column and
what stood above, each with its reason.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from pipelines.ingest.content import Page
from pipelines.ingest.understanding.charts import without_axes
from pipelines.ingest.understanding.columns import Aligned, align
from pipelines.ingest.understanding.flat_rows import joined, rows_of_text
from pipelines.ingest.understanding.headers import ScopeColumn
from pipelines.ingest.understanding.labels import LabelReading, read_label
from pipelines.ingest.understanding.measures import (
    GROSS,
    OF_EMISSIONS,
    measures_quantity,
)
from pipelines.ingest.understanding.mentions import plain
from pipelines.ingest.understanding.org_units import find_companies
from pipelines.ingest.understanding.periods import find_periods
from pipelines.ingest.understanding.revenue import (
    REVENUE,
    RevenueColumn,
    is_row_of_revenue,
    part_revenue_row,
    revenue_unit,
    with_units_joined,
)
from pipelines.ingest.understanding.runs import (
    PartedRow,
    Run,
    Value,
    part_row,
    settle_glued,
    with_unit_of_last,
)
from pipelines.ingest.understanding.scopes import with_method
from pipelines.ingest.understanding.spaced_numbers import with_groups_joined
from pipelines.ingest.understanding.subjects import (
    NO_SCOPE,
    Subject,
    find_subject,
    is_method_row,
    of_method,
    unit_of_run,
)
from pipelines.ingest.understanding.table_memory import LONGEST_LABEL, TableMemory
from pipelines.ingest.understanding.units import UnitMention

_REVENUE = Subject(REVENUE, NO_SCOPE, reasons=("measure from its label",))
_SEVERAL, _LONGEST_MARK = 2, 2
_LONGEST_CONTEXT = 300
_FAR_BELOW = 10
_SPACED_NUMBER = re.compile(r"(?<![\d.,])\d{1,2} \d{3}(?: \d{3})*(?![\d.,])")


class TablePart(NamedTuple):
    """A number in a table with all that its place says of it.

    ``row`` and ``section`` number the rows and headings of the page, ``confidence``
    lies between 0 and 1, and ``company`` is named where the row names one.
    """

    value: Value
    subject: Subject
    period: str | None
    unit: UnitMention | None
    label: LabelReading
    row: int
    place: str
    context: str
    confidence: float
    reasons: tuple[str, ...]
    section: int
    table: int
    company: str | None = None


class _Line(NamedTuple):
    """One label with its numbers, in its row of the page."""

    run: Run
    values: list[Value]
    label: LabelReading
    row: PartedRow
    number: int
    company: str | None


def read_tables(page: Page) -> list[TablePart]:
    """Read all figures of a page's tables, good and doubtful, in the order printed."""
    laid_out = without_axes(page.rows) if page.is_laid_out else None
    rows = joined(rows_of_text(page.text) if laid_out is None else laid_out)
    rows = with_units_joined(rows) if laid_out is None else rows
    parted = [part_revenue_row(row) or part_row(row) for row in rows]
    is_spaced = len(_SPACED_NUMBER.findall(page.text)) > _SEVERAL
    memory, parts, above = TableMemory(is_spaced=is_spaced), list[TablePart](), 0
    for number, row in enumerate(parted):
        if row.row.table != memory.table:
            memory = TableMemory(
                table=row.row.table, section=memory.section + 1, is_spaced=is_spaced
            )
            above = number
        if not _has_figures(row):
            continue
        memory.take_in(parted[above:number], above)
        above = number + 1
        for run in row.runs:
            parts += _read_run(run, row, number, memory, page.is_laid_out)
        memory.pending = []
    return parts


def _read_run(
    run: Run, row: PartedRow, number: int, memory: TableMemory, is_laid_out: bool
) -> Iterator[TablePart]:
    """Read one label with its numbers: of a measure of the field, or revenue."""
    if in_columns := memory.values_of_revenue(run):
        yield from _read_revenue_columns(in_columns, run, row, number, memory)
        others = [each for each in run.values if each not in in_columns]
        run = replace(run, values=others)
    values = with_unit_of_last(settle_glued(run.values))
    if is_row_of_revenue(run, row):
        line = _Line(run, values, read_label(run.label), row, number, None)
        yield from _read_revenue(line, memory, is_laid_out)
        return
    label, company = _of_company(memory.label_of(run))
    line = _Line(run, values, label, row, number, company)
    if _is_of_a_table(line):
        yield from _read_line(line, memory, is_laid_out)


def _read_revenue(
    line: _Line, memory: TableMemory, is_laid_out: bool
) -> Iterator[TablePart]:
    """Read a row of revenue whose currency is printed in it or above it."""
    unit = revenue_unit(line.row.text, memory.headings)
    if unit is None or not _is_of_a_table(line) or _is_far_below_year(line, memory):
        return
    memory.unit_of_money = unit.above
    line = line._replace(label=line.label._replace(unit=unit.own))
    yield from _read_by_year(line, _REVENUE, memory, is_laid_out)


def _is_far_below_year(line: _Line, memory: TableMemory) -> bool:
    """Tell a lone year in words far above, as that of a standard, from a heading's."""
    header = memory.header
    if header is None or len(header.columns) > 1:
        return False
    return line.number - header.last_row > _FAR_BELOW


def _read_revenue_columns(
    values: dict[Value, RevenueColumn],
    run: Run,
    row: PartedRow,
    number: int,
    memory: TableMemory,
) -> Iterator[TablePart]:
    """Read the revenue of a year whose columns are headed by measures."""
    year = Aligned(find_periods(run.label)[0].term, reason="year from the row")
    for value, column in values.items():
        if unit := revenue_unit(column.text, memory.headings):
            memory.unit_of_money = unit.above
            label = read_label(column.text)._replace(unit=unit.own)
            line = _Line(run, [value], label, row, number, None)
            yield _part(value, year, _REVENUE, line, memory)


def _of_company(label: LabelReading) -> tuple[LabelReading, str | None]:
    """Take the name of a known company out of a label: it is no source or site."""
    companies = find_companies(label.text) if label.rest else []
    if not companies:
        return label, None
    named = set(companies[0].text.casefold().replace("&", " ").split())
    rest = tuple(word for word in label.rest if word not in named)
    return label._replace(rest=rest), companies[0].text


def _has_figures(row: PartedRow) -> bool:
    """A row of years, with marks of notes at most, holds no figures."""
    values = [value for run in row.runs for value in run.values]
    if len(row.heads) < _SEVERAL:
        return bool(values)
    return sum(len(value.text) > _LONGEST_MARK for value in values) >= _SEVERAL


def _is_of_a_table(line: _Line) -> bool:
    """Tell the row of a table from a line of running words."""
    label = line.label
    if label.is_sentence or len(label.text) > LONGEST_LABEL:
        return False
    if not any(map(str.isalpha, label.text)) and not find_periods(label.text):
        return False
    return len(line.values) > 1 or not (_is_told(line) or _goes_on_in_words(line.run))


def _is_told(line: _Line) -> bool:
    """A lone number in running words is left to the reading of sentences."""
    texts = [
        plain(cell.text)
        for cell in line.row.row.cells
        if line.values and cell.left <= line.values[0].left <= cell.right
    ]
    return any(read_label(text).is_sentence for text in texts)


def _goes_on_in_words(run: Run) -> bool:
    """A number that begins a line and is followed by words ends a sentence."""
    words = [word for word in run.after.split() if word.isalpha()]
    return read_label(run.label).is_wordless and len(words) > _SEVERAL


def _read_line(
    line: _Line, memory: TableMemory, is_laid_out: bool
) -> Iterator[TablePart]:
    """Read the numbers of one label."""
    if memory.heads_scopes(line.run, line.label):
        yield from _read_by_scope(line, memory)
        return
    memory.take_unit(line.label)
    subject = _subject(line.label, memory)
    if subject is None:
        return
    memory.take_subject(line.label, subject)
    if methods := memory.methods_of(line.run):
        yield from _read_by_method(line, subject, methods, memory)
    else:
        yield from _read_by_year(line, subject, memory, is_laid_out)
    if subject.is_section_total and line.label.is_total:
        memory.section_scope = None


def _subject(label: LabelReading, memory: TableMemory) -> Subject | None:
    if is_method_row(label, memory.last_scope):
        return of_method(label)
    return find_subject(label, memory.heading, memory.scope_of_section(label))


def _read_by_year(
    line: _Line, subject: Subject, memory: TableMemory, is_laid_out: bool
) -> Iterator[TablePart]:
    """Read a row whose columns are headed by years, or by nothing."""
    values, header = _without_peers(line.values, memory), memory.header
    if header and not is_laid_out:
        values = with_groups_joined(
            values, len(header.years), len(header.columns), is_spaced=memory.is_spaced
        )
    places = align(values, header, is_laid_out)
    for value, place in zip(values, places, strict=True):
        if _is_level(value, place, subject):
            yield _part(value, place, subject, line, memory)


def _read_by_method(
    line: _Line,
    subject: Subject,
    methods: tuple[tuple[str, str | None], ...],
    memory: TableMemory,
) -> Iterator[TablePart]:
    """Read a row whose columns are headed by the methods of Scope 2."""
    told = set[tuple[str, str | None]]()
    for value, (method, year) in zip(line.values, methods, strict=True):
        scope = with_method(subject.scope, method)
        # Scope 1 is printed under both methods, and is told once.
        if value.is_percent or (scope, year) in told:
            continue
        told.add((scope, year))
        place = Aligned(year, confidence=0.9, reason="year and method from the heading")
        of_method = subject._replace(scope=scope)
        yield _part(value, place, of_method, line, memory)


def _without_peers(values: list[Value], memory: TableMemory) -> list[Value]:
    """Without years, a second column that the heading says to be a peer's is left."""
    return values[:1] if memory.header is None and memory.is_beside_peers else values


def _is_level(value: Value, place: Aligned, subject: Subject) -> bool:
    """Tell a level of the measure from a change, a share or another quantity."""
    is_share = subject.measure.endswith("_share")
    if place.is_other or value.is_percent > is_share:
        return False
    if value.unit is None or subject.unit_term:
        return True
    return measures_quantity(subject.measure, value.unit.quantity)


def _part(
    value: Value, place: Aligned, subject: Subject, line: _Line, memory: TableMemory
) -> TablePart:
    own_unit = value.unit or line.label.unit
    above = memory.unit_above(subject)
    unit, sure_of_unit, unit_reason = unit_of_run(subject, own_unit, above)
    period, sure_of_period, period_reason = _period(place, line.label, memory)
    row = line.row.row
    return TablePart(
        value=value,
        subject=subject,
        period=period,
        unit=unit,
        label=line.label,
        row=line.number,
        place=f"{row.place}, {value.place}" if value.place else row.place,
        context=_context(line),
        confidence=(
            subject.confidence
            * sure_of_unit
            * sure_of_period
            * _sureness(value, own_unit, line)
        ),
        reasons=tuple(filter(None, (*subject.reasons, unit_reason, period_reason))),
        section=memory.section,
        table=memory.table,
        company=line.company,
    )


def _sureness(value: Value, own_unit: UnitMention | None, line: _Line) -> float:
    """Doubt what may be a footnote mark, or have one glued on."""
    if value.others:
        return 0.93
    is_lone = sum(len(run.values) for run in line.row.runs) == 1
    may_be_a_mark = own_unit is None and len(value.text) <= _LONGEST_MARK
    return 0.6 if is_lone and may_be_a_mark else 1.0


def _period(
    place: Aligned, label: LabelReading, memory: TableMemory
) -> tuple[str | None, float, str]:
    """Return the year of a number, how sure that is, and what told it."""
    if place.term:
        return place.term, place.confidence, place.reason
    own = {each.term for each in find_periods(label.text)}
    if len(own) == 1:
        return own.pop(), 0.95 * place.confidence, "year from the row"
    if memory.period:
        reason = "year from the words above the table"
        return memory.period, 0.75 * place.confidence, reason
    return None, 0.75 * place.confidence, ""


def _context(line: _Line) -> str:
    words = " ".join(line.row.text.split())
    start = " ".join(line.label.text.split())
    whole = words if start[:20] in words else f"{start} | {words}"
    return whole[:_LONGEST_CONTEXT]


def _read_by_scope(line: _Line, memory: TableMemory) -> Iterator[TablePart]:
    """Read a row whose columns are headed by scopes, with years above or below."""
    label = line.label
    if label.spoilers or (label.measure and label.measure not in OF_EMISSIONS):
        return
    columns = memory.columns_of_scopes(line.run)
    years = _years_beside_scopes(columns, line, memory)
    for value, column, place in zip(line.values, columns, years, strict=False):
        subject = Subject(
            measure=label.measure or GROSS,
            scope=column.scope,
            is_component=bool(label.rest) or label.is_part,
            confidence=0.9,
            reasons=("scope from the heading of the column",),
        )
        if not value.is_percent:
            yield _part(value, place, subject, line, memory)


def _years_beside_scopes(
    columns: tuple[ScopeColumn, ...], line: _Line, memory: TableMemory
) -> list[Aligned]:
    """Return the year of each column: of the row, below its scope, or above several."""
    own = find_periods(line.label.text)
    if own:
        return [Aligned(own[0].term, reason="year from the row")] * len(columns)
    if below := memory.years_of_scopes(line.run):
        reason = "year from the heading below the scope"
        return [Aligned(term, confidence=0.95, reason=reason) for term in below]
    terms = [each.term for each in (memory.header.columns if memory.header else ())]
    if len(terms) == len(columns) and all(terms):
        reason = "year from the heading of the column"
        return [Aligned(term, confidence=0.95, reason=reason) for term in terms]
    years = memory.header.years if memory.header else ()
    if not years or len(columns) % len(years):
        return [Aligned(None)] * len(columns)
    each_year = len(columns) // len(years)
    reason = "year from the heading over the scopes"
    return [
        Aligned(years[place // each_year].term, confidence=0.9, reason=reason)
        for place in range(len(columns))
    ]
