"""What a document prints, and where: pages of text and rows of cells.

Formats open documents into this shape; the understanding reads nothing else. A cell
knows how far it reaches from left to right, on a page in points and in a spreadsheet in
columns, so that one set of rules reads the tables of every format.
"""

from dataclasses import dataclass, field
from typing import NamedTuple


class Cell(NamedTuple):
    """Some words with their horizontal extent; ``right`` is past the last column.

    ``place`` names the cell where its format does ('D14').
    """

    text: str
    left: float
    right: float
    place: str | None = None


class Row(NamedTuple):
    """Cells on one line, from left to right; empty cells are left out.

    ``table`` parts the tables of a page: rows of one never head those of another.
    ``place`` says where the row stands ('line 12', 'table 2, row 4', 'sheet "GHG"').
    """

    cells: tuple[Cell, ...]
    place: str
    table: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    """One page, sheet or other part of a document.

    ``text`` is in reading order, one printed line a line, with an empty line between
    paragraphs where the format tells them apart. Tables of a format that knows their
    cells are in ``rows`` and not in the text; where a format only knows positions
    (PDF), ``rows`` holds every line of the page, and the text holds them as well.
    ``is_laid_out`` says that ``rows`` is to be trusted for tables; a text file has
    none, and its tables are read from its lines.
    """

    number: str | None
    text: str = ""
    rows: tuple[Row, ...] = ()
    is_laid_out: bool = False


@dataclass(frozen=True, slots=True)
class Content:
    """All pages of one document, and what it says of itself.

    ``title`` is the title that the format carries, ``dated`` a date in it
    (YYYY, YYYY-MM or YYYY-MM-DD); both may be missing.
    """

    pages: tuple[Page, ...]
    title: str | None = None
    dated: str | None = None
    warnings: list[str] = field(default_factory=list)
