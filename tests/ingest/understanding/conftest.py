"""What the tests of understanding share: prose and pages in, rows out."""

import re
from collections.abc import Callable

import pytest

from pipelines.ingest.content import Cell, Content, Page, Row
from pipelines.ingest.understanding.document import understand
from pipelines.ingest.understanding.mentions import plain
from pipelines.ingest.understanding.prose import Statement, read_prose
from pipelines.ingest.understanding.runs import PartedRow, part_row

Figure = tuple[str | None, str | None, str | None, str | None, str]
Read = Callable[..., list[Figure]]
TableFigure = tuple[str | None, str | None, str | None, float | None, str | None]
SURE = 0.5

_CELL = re.compile(r"\S+(?: \S+)*")
_POINTS_A_LETTER = 5.0


def _statements(text: str, issuer: str | None) -> list[Statement]:
    return read_prose(Page("1", text), issuer=issuer).statements


def _org_unit(statement: Statement) -> str:
    row = (statement.figure or statement.change).row
    return row.org_unit_term or "group"


@pytest.fixture
def figures() -> Read:
    """Read the figures of a text that need no review: part, measure, scope, period."""

    def figures(text: str, issuer: str | None = None) -> list[Figure]:
        return [
            (
                _org_unit(each),
                each.figure.row.measure_term,
                each.figure.row.scope_term,
                each.figure.row.period_term,
                f"{each.figure.number.value.normalize():f} {each.figure.unit_term}",
            )
            for each in _statements(text, issuer)
            if each.figure and float(each.figure.number.confidence) >= SURE
        ]

    return figures


@pytest.fixture
def changes() -> Read:
    """Read the changes of a text: part, measure, scope, basis, change."""

    def changes(text: str, issuer: str | None = None) -> list[Figure]:
        return [
            (
                _org_unit(each),
                each.change.row.measure_term,
                each.change.row.scope_term,
                each.change.row.basis_text,
                f"{each.change.change.value.normalize():f} "
                f"{each.change.change_unit_text}",
            )
            for each in _statements(text, issuer)
            if each.change and each.change.change.value is not None
        ]

    return changes


def _row(line: str, place: str = "line 1") -> Row:
    cells = (
        Cell(
            found[0],
            found.start() * _POINTS_A_LETTER,
            found.end() * _POINTS_A_LETTER,
        )
        for found in _CELL.finditer(line)
    )
    return Row(tuple(cells), place)


def _laid_out(drawing: str, number: str | None = "1") -> Page:
    rows = (
        _row(line, f"line {place}")
        for place, line in enumerate(drawing.strip("\n").splitlines(), start=1)
    )
    return Page(number, rows=tuple(row for row in rows if row.cells), is_laid_out=True)


@pytest.fixture
def laid_out() -> Callable[..., Page]:
    """Make a page of rows as drawn: two spaces or more part the cells of a row."""
    return _laid_out


@pytest.fixture
def parted() -> Callable[[str], list[PartedRow]]:
    """Part the rows of a drawing; a line without wide gaps is a single cell."""

    def parted(drawing: str) -> list[PartedRow]:
        return [part_row(row) for row in _laid_out(plain(drawing)).rows]

    return parted


@pytest.fixture
def flattened() -> Callable[..., Page]:
    """Make a page of lines, as the text layer of a PDF has them."""

    def flattened(text: str, number: str | None = "1") -> Page:
        return Page(number, text.strip("\n"))

    return flattened


@pytest.fixture
def understood() -> Callable[..., list[TableFigure]]:
    """Understand pages; measure, scope, period, value, unit of what is sure."""

    def understood(*pages: Page, title: str | None = None) -> list[TableFigure]:
        document = understand(Content(pages, title=title))
        return [
            (
                each.row.measure_term,
                each.row.scope_term,
                each.row.period_term,
                None if each.number.value is None else float(each.number.value),
                each.unit_term,
            )
            for each in document.figures
            if float(each.number.confidence) >= SURE
        ]

    return understood


@pytest.fixture
def gross() -> Callable[..., list[TableFigure]]:
    """Write out the rows of a scope: gross emissions by year, in tonnes."""

    def gross(
        scope: str, unit: str = "metric tons CO2e", **amounts: float | None
    ) -> list[TableFigure]:
        return [
            ("ghg_emissions_gross", scope, year, amount, unit)
            for year, amount in amounts.items()
        ]

    return gross
