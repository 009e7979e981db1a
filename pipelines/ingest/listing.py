"""Reads the CSV files that people keep beside the documents, such as the catalogue.

What shifts cells under wrong headings stops a run; what one row says is for the module
that knows its meaning.
"""

import csv
import io
from collections.abc import Collection
from pathlib import Path

from pipelines.errors import ReportsFolderError

Cells = dict[str, str]


def read_listing(
    path: Path, columns: Collection[str], needed: Collection[str]
) -> list[tuple[int, Cells]]:
    """Return the rows that are not blank, each with the line it ends on.

    Cells are by column, without those that are empty. ``columns`` are all that may be,
    for messages; ``needed`` those that the header must name.

    Raises:
        ReportsFolderError: the file is not such a list, with the line and the remedy.
    """
    reader = csv.reader(io.StringIO(_text(path), newline=""), strict=True)
    try:
        header = [cell.strip().casefold() for cell in next(reader, [])]
        _check_header(path, header, columns, needed)
        return [
            (reader.line_num, _cells(path, reader.line_num, header, record))
            for record in reader
            if any(cell.strip() for cell in record)
        ]
    except csv.Error as error:
        message = (
            f"{path}, line {reader.line_num}: {error}. Close every quotation mark, and "
            'double those inside a cell ("").'
        )
        raise ReportsFolderError(message) from error


def _text(path: Path) -> str:
    content = path.read_bytes()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = f"{path}, line {line}: not UTF-8. Save the sheet as 'CSV UTF-8'."
        raise ReportsFolderError(message) from error


def _check_header(
    path: Path, header: list[str], columns: Collection[str], needed: Collection[str]
) -> None:
    if not set(needed) <= set(header) or len(header) != len(set(header)):
        what = "column" if len(needed) == 1 else "columns"
        message = (
            f"{path}: the first line must name each column once, and the {what} "
            f"{', '.join(needed)} among them. The columns are {', '.join(columns)}, "
            "with commas between."
        )
        raise ReportsFolderError(message)


def _cells(path: Path, line: int, header: list[str], record: list[str]) -> Cells:
    # Too few cells are only left empty; too many shift the row, and with it a meaning.
    if len(record) > len(header):
        message = (
            f"{path}, line {line}: {len(record)} cells where the header names "
            f"{len(header)}. A cell that holds a comma needs quotation marks."
        )
        raise ReportsFolderError(message)
    return {
        column: text
        for column, cell in zip(header, record, strict=False)
        if (text := cell.strip())
    }
