"""Understands one document: its tables and sentences become figures and claims.

The same figure at several places is one figure with several locators. Identifiers are
made from the order of the rows, so the order is that of the pages.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from functools import cache

from pipelines.ingest.content import Content, Page
from pipelines.ingest.numbers import ReadNumber, read_number
from pipelines.ingest.printed import PrintedFigure, PrintedRow, ReadDocument
from pipelines.ingest.understanding.choice import Candidate, choose
from pipelines.ingest.understanding.column_lists import read_column_lists
from pipelines.ingest.understanding.mentions import phrases_pattern, vocabulary_rows
from pipelines.ingest.understanding.number_style import (
    NumberStyle,
    in_line_with,
    is_in_multiples,
    is_one_point,
    number_style,
    plain_size,
    style_of_page,
    without_groups,
)
from pipelines.ingest.understanding.one_figure import merge_figures
from pipelines.ingest.understanding.org_units import find_issuer
from pipelines.ingest.understanding.periods import fiscal_year
from pipelines.ingest.understanding.prose import Statement, read_prose
from pipelines.ingest.understanding.revenue import (
    REVENUE,
    beside_climate,
    names_revenue,
)
from pipelines.ingest.understanding.tables import TablePart, read_tables
from pipelines.ingest.understanding.title_years import copyright_year, year_of_document
from pipelines.ingest.understanding.torn_numbers import closed_up
from pipelines.ingest.understanding.whole_revenue import settle_revenue

# Below it a number is likelier no figure of the company than one to be reviewed.
_WORTH_A_LOOK = Decimal("0.25")
_LEAST_CONFIDENCE = Decimal("0.05")
_HUNDREDTH = Decimal("0.01")
_SURE_OF_TABLE = 0.5
_SAMPLE, _FIRST_WORDS = 400_000, 20_000
_LINE = re.compile(r"line (\d+)")
_GROUP_MARKS = re.compile(r"(?<=\d)['\t\u00a0\u2009\u202f\u2007](?=\d{3})")


def understand(content: Content) -> ReadDocument:
    """Read all figures and claims of a document, in the order of its pages."""
    texts = [_words_of(page) for page in content.pages]
    style = number_style("\n".join(texts)[:_SAMPLE])
    issuer = find_issuer("\n".join([content.title or "", *texts])[:_FIRST_WORDS])
    year = year_of_document(content.title, texts)
    candidates, statements = list[Candidate](), list[Statement]()
    for printed, text in zip(content.pages, texts, strict=True):
        page_style = style_of_page(text, style)
        page = closed_up(printed) if page_style == "." else printed
        if not _field_words().search(text):
            revenue = read_tables(page) if names_revenue(text) else []
            revenue = [each for each in revenue if each.subject.measure == REVENUE]
            candidates += _candidates(page, revenue, page_style)
            continue
        parts = read_tables(page)
        if not page.is_laid_out:
            parts += read_column_lists(page.text)
        candidates += _candidates(page, parts, page_style)
        prose = read_prose(page, _lines_of(page, parts), issuer, page_style)
        statements += prose.statements
    candidates = [each for each in candidates if not _is_ahead(each, year)]
    candidates = settle_revenue(candidates, texts)
    figures = [_figure(each, year) for each in choose(candidates)]
    figures = [each for each in figures if each.number.confidence >= _WORTH_A_LOOK]
    stated = [each.figure for each in statements if each.figure]
    figures = beside_climate(figures, stated)
    return ReadDocument(
        *merge_figures(figures, statements),
        warnings=list(content.warnings),
        issuer_text=issuer,
        dated_text=content.dated or copyright_year(texts),
        page_count=len(texts),
    )


def _words_of(page: Page) -> str:
    """Return all words of a page, in cells as in lines."""
    rows = ("  ".join(cell.text for cell in row.cells) for row in page.rows)
    # A page with positions has its rows in its text as well; one of HTML has not.
    return page.text if _holds(page) else "\n".join([page.text, *rows])


def _holds(page: Page) -> bool:
    """Tell whether the text of a page holds its rows too."""
    words = [cell.text for row in page.rows[:3] for cell in row.cells]
    return all(word in page.text for word in words)


@cache
def _field_words() -> re.Pattern[str]:
    return phrases_pattern(tuple(row["words"] for row in vocabulary_rows("page_words")))


def _lines_of(page: Page, parts: Iterable[TablePart]) -> frozenset[int]:
    """Return the lines of a page's text that were surely read as rows of tables."""
    if page.is_laid_out:
        return frozenset()
    sure = (
        part
        for part in parts
        # A line may go on with a sentence behind the revenue.
        if part.confidence >= _SURE_OF_TABLE and part.subject.measure != REVENUE
    )
    places = (_LINE.match(part.place) for part in sure)
    return frozenset(int(found[1]) for found in places if found)


def _candidates(
    page: Page, parts: list[TablePart], style: NumberStyle | None
) -> list[Candidate]:
    """Read the numbers of a page's tables."""
    rows: dict[int, list[str]] = {}
    for part in parts:
        rows.setdefault(part.row, []).append(part.value.text)
    candidates = []
    for part in parts:
        text = _GROUP_MARKS.sub("", part.value.text)
        is_scaled = _is_scaled(part)
        others = tuple(
            size
            for other in rows[part.row]
            if other != part.value.text
            and not (is_scaled and is_one_point(other))
            and (size := plain_size(other))
        )
        text = in_line_with(without_groups(text, style, is_scaled=is_scaled), others)
        number = read_number(f"-{text}" if part.value.is_negative else text)
        reasons = (*part.reasons, *number.reasons)
        confidence = part.confidence * float(number.confidence)
        candidates.append(Candidate(page.number, part, number, confidence, reasons))
    return candidates


def _is_scaled(part: TablePart) -> bool:
    unit = f"{part.unit.text} {part.unit.term}" if part.unit else ""
    return is_in_multiples(f"{part.value.text} {unit}")


def _is_ahead(candidate: Candidate, year: str | None) -> bool:
    """Tell a year that the report cannot know: a plan's or a target's."""
    of_number = fiscal_year(candidate.part.period or "")
    of_report = fiscal_year(year or "")
    return bool(of_number and of_report and of_number > of_report + 1)


def _figure(candidate: Candidate, year: str | None) -> PrintedFigure:
    part, subject = candidate.part, candidate.part.subject
    confidence, reasons = candidate.confidence, candidate.reasons
    if part.period is None:
        confidence *= 0.8
        reasons = (*reasons, "year that the document is of")
    return PrintedFigure(
        row=PrintedRow(
            ordinal=0,
            page=candidate.page,
            locator=part.place,
            context=part.context,
            company_text=part.company,
            measure_text=part.label.text,
            scope_text=part.label.text,
            period_text=part.period or year,
            measure_term=subject.measure,
            scope_term=subject.scope,
            period_term=part.period or year,
        ),
        number=_rated(candidate.number, confidence, reasons),
        value_text=part.value.text,
        unit_text=part.unit.text if part.unit else None,
        unit_term=part.unit.term if part.unit else None,
    )


def _rated(
    number: ReadNumber, confidence: float, reasons: tuple[str, ...]
) -> ReadNumber:
    rated = max(_LEAST_CONFIDENCE, min(Decimal(1), Decimal(str(confidence))))
    return replace(
        number,
        confidence=rated.quantize(_HUNDREDTH),
        reasons=tuple(dict.fromkeys(reasons)),
    )
