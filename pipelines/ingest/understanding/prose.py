"""Reads running text: the sentences of a page to figures, stated changes and targets.

What belongs here is how what was read becomes rows. Which sentences there are, what
each states, and what they say of each other is read in modules of their own.
"""

import re
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from pipelines.ingest.content import Page
from pipelines.ingest.numbers import LEAST_CONFIDENCE, ReadNumber
from pipelines.ingest.printed import PrintedFigure, PrintedRow, StatedChange
from pipelines.ingest.understanding.claims import change_number
from pipelines.ingest.understanding.findings import Finding
from pipelines.ingest.understanding.mentions import vocabulary_rows
from pipelines.ingest.understanding.number_style import NumberStyle
from pipelines.ingest.understanding.org_units import find_issuer
from pipelines.ingest.understanding.page_relations import relate
from pipelines.ingest.understanding.phrase_index import PhraseIndex
from pipelines.ingest.understanding.sentence_readings import (
    Before,
    carried_on,
    read_sentence,
)
from pipelines.ingest.understanding.sentences import Sentence, find_sentences

LONGEST_CONTEXT = 300
_HUNDREDTH = Decimal("0.01")
_FIELD_VOCABULARIES = ("measures", "scopes", "neutrality", "counted_things")
_DIGIT = re.compile(r"\d")


class Statement(NamedTuple):
    """One row of a document: a figure, a stated change, or a figure with its change."""

    figure: PrintedFigure | None
    change: StatedChange | None


class ProseReading(NamedTuple):
    """All that the running text of a page states; ordinals are not given yet."""

    statements: list[Statement]


def read_prose(
    page: Page,
    taken_lines: frozenset[int] = frozenset(),
    issuer: str | None = None,
    style: NumberStyle | None = None,
) -> ProseReading:
    """Read the sentences of a page.

    ``taken_lines`` are lines of its text that were read as tables, counted from 1;
    ``issuer`` is the company that the document is of, where that is known, and
    ``style`` how the document writes decimals.
    """
    if not _may_state(page.text):
        return ProseReading([])
    speaker = issuer or find_issuer(page.text)
    findings: list[Finding] = []
    before, paragraph = Before(), 0
    for sentence in find_sentences(page.text, taken_lines):
        if sentence.paragraph != paragraph:
            is_next = sentence.paragraph == paragraph + 1
            before = Before(period=before.period if is_next else None)
            paragraph = sentence.paragraph
        if _may_state(sentence.text):
            found, before = read_sentence(sentence, speaker, before, style)
            findings += found
        elif _DIGIT.search(sentence.text):
            before = carried_on(sentence, before)
    return ProseReading([_statement(page, each) for each in relate(findings)])


def _may_state(text: str) -> bool:
    """Tell cheaply whether a text can hold a figure, a change or a target."""
    has_number = _DIGIT.search(text) or _number_words().is_in(text)
    return bool(has_number and _field_words().is_in(text))


@cache
def _field_words() -> PhraseIndex[None]:
    words = [
        row["words"] for name in _FIELD_VOCABULARIES for row in vocabulary_rows(name)
    ]
    words += [
        row["words"]
        for row in vocabulary_rows("prose")
        if row["meaning"] in ("emit", "electricity", "clean", "offset")
    ]
    return PhraseIndex((word, None) for word in words)


@cache
def _number_words() -> PhraseIndex[None]:
    return PhraseIndex((row["words"], None) for row in vocabulary_rows("number_words"))


def _statement(page: Page, finding: Finding) -> Statement:
    row = _row(page, finding)
    figure = change = None
    if finding.number is not None:
        figure = PrintedFigure(
            row=row,
            number=_weighed(finding.number, finding),
            value_text=finding.value_text,
            unit_text=finding.unit_text,
            unit_term=finding.unit_term,
        )
    if finding.change is not None:
        change = StatedChange(
            row=row,
            change=_weighed(change_number(finding.change, finding.direction), finding),
            change_text=finding.change.text,
            change_unit_text=finding.change.unit_text,
            has_figure=figure is not None,
        )
    return Statement(figure, change)


def _weighed(number: ReadNumber, finding: Finding) -> ReadNumber:
    """Make the confidence of a number that of the whole figure."""
    confidence = (number.confidence * finding.sureness).quantize(_HUNDREDTH)
    return replace(
        number,
        confidence=max(confidence, LEAST_CONFIDENCE),
        reasons=(*number.reasons, *finding.reasons),
    )


def _row(page: Page, finding: Finding) -> PrintedRow:
    period = finding.period
    return PrintedRow(
        ordinal=0,
        page=page.number,
        locator="; ".join(dict.fromkeys(map(_locator, (finding, *finding.echoes)))),
        context=_context(finding.sentence, finding.start),
        org_unit_text=finding.org_unit_text,
        org_unit_term=finding.org_unit,
        measure_text=finding.measure_text,
        measure_term=finding.measure,
        scope_text=finding.scope_text,
        scope_term=finding.scope,
        period_text=period.text if period else None,
        period_term=period.term if period else None,
        basis_text=finding.basis,
        note=finding.note,
    )


def _locator(finding: Finding) -> str:
    return f"line {finding.sentence.line_at(finding.start)}"


def _context(sentence: Sentence, place: int) -> str:
    """Return the sentence, or what stands around the number in a long one."""
    text = sentence.text
    if len(text) <= LONGEST_CONTEXT:
        return text
    start = max(0, min(place - LONGEST_CONTEXT // 2, len(text) - LONGEST_CONTEXT))
    return text[start : start + LONGEST_CONTEXT].strip()
