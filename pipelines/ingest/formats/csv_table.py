"""Opens CSV files that hold tables as companies publish them, not figure sheets."""

import csv
from pathlib import Path

from pipelines.errors import UnreadableDocumentError
from pipelines.ingest.content import Cell, Content, Page, Row
from pipelines.ingest.formats.plain_text import read_text

DELIMITERS = ",;\t|"
LOOKED_AT = 50
LOOKED_AT_WIDTH = 10_000


def open_csv(path: Path) -> Content:
    """Open a CSV file, whatever its encoding and the sign between its cells.

    Raises:
        UnreadableDocumentError: it is no text, or cannot be parted into cells.
    """
    lines = read_text(path).split("\n")
    reader = csv.reader(lines, delimiter=find_delimiter(lines))
    rows: list[Row] = []
    try:
        for record in reader:
            cells = tuple(
                Cell(text, float(column), float(column + 1))
                for column, cell in enumerate(record)
                if (text := " ".join(cell.split()))
            )
            if cells:
                rows.append(Row(cells, f"line {reader.line_num}"))
    except csv.Error as error:
        message = (
            f"{path.name} cannot be parted into cells (line {reader.line_num}: "
            f"{error}). Save it anew as CSV and add that file."
        )
        raise UnreadableDocumentError(message) from error
    return Content((Page(None, "", tuple(rows), is_laid_out=True),))


def find_delimiter(lines: list[str]) -> str:
    """Return the sign that parts most of the lines into as many cells.

    A sign that is rare counts for little; commas win where nothing parts the lines.
    """
    head = [line[:LOOKED_AT_WIDTH] for line in lines[:LOOKED_AT]]
    return max(DELIMITERS, key=lambda sign: _agreement(head, sign))


def _agreement(lines: list[str], delimiter: str) -> int:
    """Count the cells in the lines that have the commonest number of cells."""
    widths = [
        len(record)
        for line in lines
        for record in csv.reader([line], delimiter=delimiter)
        if len(record) > 1
    ]
    common = max(set(widths), key=widths.count, default=0)
    return widths.count(common) * (common - 1)
