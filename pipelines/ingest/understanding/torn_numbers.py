"""Closes up numbers that stray spaces have torn: '118,10 0' is 118,100.

Only where groups of thousands are parted by commas, and only a group that the digits
behind the space fill up to three: '118,10' is no number there.
"""

import re
from dataclasses import replace

from pipelines.ingest.content import Page

_SPACE = r"[ \u00a0\u2009\u202f]"
# A short number right behind a word may be a list: 'categories 1,10 5'.
_TORN = re.compile(
    rf"(?<![\d.,])(?:\d{{1,3}}(?:{_SPACE}?,{_SPACE}?\d{{3}})+{_SPACE}?,{_SPACE}?"
    rf"|(?:\d{{3}}|(?<![^\W\d_]{_SPACE})\d{{1,2}}){_SPACE}?,)"
    rf"(?:\d{_SPACE}\d\d|\d\d{_SPACE}\d)(?!\d|[.,]\d)"
)
_SPACES = re.compile(_SPACE)


def without_torn(text: str) -> str:
    """Leave out the numbers that may be torn: they tell nothing of decimal marks."""
    return _TORN.sub(" ", text)


def closed_up(page: Page) -> Page:
    """Return a page with its torn numbers made whole."""
    rows = tuple(
        row._replace(
            cells=tuple(cell._replace(text=_whole(cell.text)) for cell in row.cells)
        )
        for row in page.rows
    )
    return replace(page, text=_whole(page.text), rows=rows)


def _whole(text: str) -> str:
    return _TORN.sub(lambda found: _SPACES.sub("", found[0]), text)
