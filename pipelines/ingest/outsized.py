"""Keeps what no page prints from the understanding: endless words, boundless cells.

Such things are no figures, and rules that look for figures in a line would look for
hours.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from pipelines.ingest.content import Cell, Content, Page, Row

LONGEST_CELL = 10_000
LONGEST_WORD = 2_000
MOST_NAMED = 10
# A picture written into a page as letters, say; writing without blanks is not in ASCII.
_ENDLESS = re.compile(rf"[!-~]{{{LONGEST_WORD},}}")


def fit_for_reading(content: Content, name: str) -> Content:
    """Leave endless words out, with a warning, and read overlong cells as text."""
    endless: list[str] = []
    long: list[str] = []
    pages = tuple(_fit_page(page, endless, long) for page in content.pages)
    if endless:
        message = (
            f"{name}: more than {LONGEST_WORD:,} characters without a blank are not "
            f"read ({_listed(endless)})."
        )
        content.warnings.append(message)
    if long:
        message = (
            f"{name}: cells of more than {LONGEST_CELL:,} characters are read as text, "
            f"not as part of their table ({_listed(long)})."
        )
        content.warnings.append(message)
    return replace(content, pages=pages)


def _listed(places: list[str]) -> str:
    named = list(dict.fromkeys(places))
    more = [f"and {len(named) - MOST_NAMED:,} more"] if len(named) > MOST_NAMED else []
    return "; ".join([*named[:MOST_NAMED], *more])


def _fit_page(page: Page, endless: list[str], long: list[str]) -> Page:
    place = f"page {page.number}" if page.number else "text"
    text = _without_endless(page.text, place, endless)
    rows = [
        row._replace(cells=tuple(_fit_cells(row, endless)))
        if any(len(cell.text) >= LONGEST_WORD for cell in row.cells)
        else row
        for row in page.rows
    ]
    texts = [text, *_long_texts(rows, text, long)]
    short = tuple(_with_short_cells(row) for row in rows)
    return replace(page, text="\n\n".join(filter(None, texts)), rows=short)


def _fit_cells(row: Row, places: list[str]) -> Iterable[Cell]:
    for cell in row.cells:
        text = _without_endless(cell.text, _place(row, cell), places)
        if text.strip():
            yield cell._replace(text=text)


def _long_texts(rows: Iterable[Row], text: str, long: list[str]) -> Iterable[str]:
    for row in rows:
        for cell in row.cells:
            if len(cell.text) > LONGEST_CELL:
                long.append(_place(row, cell))
                if cell.text not in text:
                    yield cell.text


def _with_short_cells(row: Row) -> Row:
    short = tuple(cell for cell in row.cells if len(cell.text) <= LONGEST_CELL)
    return row if len(short) == len(row.cells) else row._replace(cells=short)


def _without_endless(text: str, place: str, places: list[str]) -> str:
    if len(text) < LONGEST_WORD or not _ENDLESS.search(text):
        return text
    places.append(place)
    return _ENDLESS.sub(" ", text)


def _place(row: Row, cell: Cell) -> str:
    return f"{row.place}, {cell.place}" if cell.place else row.place
