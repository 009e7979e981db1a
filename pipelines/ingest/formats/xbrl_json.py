"""Reads facts in xBRL-JSON, the JSON form of XBRL (Open Information Model 1.0).

A fact names its concept, period and unit, so its figure is certain. Facts with further
dimensions are of a part of the company, of one gas or the like, and are left out.
"""

from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any, NamedTuple

from pipelines.ingest.numbers import LARGEST, ReadNumber
from pipelines.ingest.printed import PrintedFigure, PrintedRow, ReadDocument
from pipelines.ingest.understanding.mentions import vocabulary_rows
from pipelines.ingest.understanding.money import is_counted_in
from pipelines.ingest.understanding.revenue import REVENUE, beside_climate

CORE_DIMENSIONS = frozenset(
    {"concept", "entity", "period", "unit", "language", "noteId"}
)
NAME_CONCEPTS = frozenset(
    {
        "NameOfReportingEntityOrOtherMeansOfIdentification",
        "NameOfReportingUndertaking",
        "NameOfUndertaking",
    }
)
YEAR_DAYS = range(350, 381)
LONGEST_CONTEXT = 300
# As in a cell of a figure sheet.
LONGEST_TEXT = 131_072


class Period(NamedTuple):
    """The days of a fact; an instant has no start."""

    start: date | None
    end: date


class Concept(NamedTuple):
    """What a concept measures; ``unit`` is that of facts without one."""

    measure: str
    scope: str
    unit: str | None


def is_xbrl(content: dict[str, Any]) -> bool:
    """Tell whether JSON is an xBRL-JSON report."""
    return isinstance(content.get("documentInfo"), dict) and isinstance(
        content.get("facts"), dict
    )


def read_xbrl(content: dict[str, Any]) -> ReadDocument:
    """Read the facts of a report whose concepts are known."""
    document = ReadDocument()
    unknown = further = foreign = 0
    for ordinal, (name, fact) in enumerate(content["facts"].items(), start=1):
        dimensions = fact.get("dimensions", {}) if isinstance(fact, dict) else {}
        local = _local(str(dimensions.get("concept", "")))
        if local in NAME_CONCEPTS and fact.get("value"):
            document.issuer_text = str(fact["value"])
        elif "unit" not in dimensions and local not in _concepts():
            continue  # a text, a date or an answer, but no figure
        elif local not in _concepts():
            unknown += 1
        elif set(dimensions) - CORE_DIMENSIONS:
            further += 1
        elif _is_in_unknown_currency(dimensions, _concepts()[local]):
            foreign += 1
        else:
            document.figures.append(_figure(ordinal, name, fact, _concepts()[local]))
    document.dated_text = _latest(document)
    document.figures = beside_climate(document.figures)
    document.warnings += _warnings(unknown, further, foreign)
    return document


def _is_in_unknown_currency(dimensions: dict[str, Any], concept: Concept) -> bool:
    unit = _unit(str(dimensions.get("unit", "")))
    return concept.measure == REVENUE and not is_counted_in(unit or "")


def _warnings(unknown: int, further: int, foreign: int) -> list[str]:
    warnings = []
    if unknown:
        warnings.append(f"facts whose concept is not read: {unknown:,}.")
    if further:
        warnings.append(f"facts of a part of the whole, not read: {further:,}.")
    if foreign:
        warnings.append(f"revenue in a currency that is not read: {foreign:,}.")
    return warnings


def _latest(document: ReadDocument) -> str | None:
    """Return the last day that any figure is of: the report's own date."""
    ends = [each.row.period_end_text for each in document.figures]
    return max(filter(None, ends), default=None)


def _figure(
    ordinal: int, name: str, fact: dict[str, Any], concept: Concept
) -> PrintedFigure:
    dimensions = fact["dimensions"]
    printed = "" if fact.get("value") is None else str(fact["value"])
    is_long = len(printed) > LONGEST_TEXT
    printed = "" if is_long else printed
    unit = _unit(str(dimensions.get("unit", ""))) or concept.unit
    period = _period(str(dimensions.get("period", "")))
    row = PrintedRow(
        ordinal=ordinal,
        locator=f"fact {name}",
        context=f"{dimensions['concept']}: {printed} {unit or ''}"[
            :LONGEST_CONTEXT
        ].strip(),
        measure_text=dimensions["concept"],
        measure_term=concept.measure,
        scope_term=concept.scope,
        reading_problem=_problem(name, period, is_long=is_long),
    )
    return PrintedFigure(
        row=_dated(row, period) if period else row,
        number=_number(printed, fact.get("decimals")),
        value_text=printed or None,
        unit_text=unit,
    )


def _problem(name: str, period: Period | None, *, is_long: bool) -> str | None:
    if is_long:
        return f"fact {name} has more than {LONGEST_TEXT:,} characters as its value"
    return None if period else f"fact {name} has no period that can be read"


def _dated(row: PrintedRow, period: Period) -> PrintedRow:
    if period.start is None:
        return row._replace(
            period_text=str(period.end),
            period_end_text=str(period.end),
            period_term=f"as of {period.end}",
        )
    return row._replace(
        period_text=f"{period.start} to {period.end}",
        period_start_text=str(period.start),
        period_end_text=str(period.end),
        period_term=_year(period.start, period.end),
    )


def _year(start: date, end: date) -> str | None:
    """Name the year that a period is; other periods are known by their days."""
    if (end - start).days + 1 not in YEAR_DAYS:
        return None
    is_calendar_year = (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)
    return f"{'CY' if is_calendar_year else 'FY'}{end.year}"


def _number(text: str, decimals: object) -> ReadNumber:
    """Read a value with its rounding: without decimals it is not rounded at all."""
    if not text:
        return ReadNumber(kind="not_disclosed", reasons=("no value is stated",))
    try:
        value = Decimal(text)
    except InvalidOperation:
        return ReadNumber(kind="unreadable", reasons=("the value is no number",))
    if not abs(value) < LARGEST:
        return ReadNumber(kind="unreadable", reasons=("the value is too large",))
    half = _half_of_last_digit(decimals)
    return ReadNumber(
        value=value,
        low=value - half,
        high=value + half,
        kind="number" if value else "zero",
        reasons=("named by its concept",),
    )


def _half_of_last_digit(decimals: object) -> Decimal:
    try:
        return Decimal(5).scaleb(-min(max(int(str(decimals)), -18), 18) - 1)
    except ValueError:
        return Decimal(0)


def _unit(unit: str) -> str | None:
    """Write a unit without its prefixes: 'utr:tCO2e/iso4217:EUR' is 'tCO2e/EUR'."""
    parts = [
        "*".join(_local(factor) for factor in part.strip("()").split("*"))
        for part in unit.split("/")
    ]
    text = "/".join(parts)
    return None if text in ("", "pure") else text


def _period(text: str) -> Period | None:
    """Read a period; its end is midnight after the last day."""
    try:
        moments = [datetime.fromisoformat(part) for part in text.split("/")]
    except ValueError:
        return None
    end = (moments[-1] - timedelta(microseconds=1)).date()
    return Period(moments[0].date() if len(moments) == 2 else None, end)


def _local(name: str) -> str:
    return name.rsplit(":", 1)[-1]


@cache
def _concepts() -> dict[str, Concept]:
    return {
        row["words"]: Concept(row["measure"], row["scope"], row["unit"] or None)
        for row in vocabulary_rows("xbrl_concepts")
    }
