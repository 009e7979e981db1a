"""Opens workbooks (.xlsx): the cells of every sheet, hidden ones too, as they show."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetTypeEnum,
)

from pipelines.errors import UnreadableDocumentError
from pipelines.ingest.content import Cell, Content, Page, Row
from pipelines.ingest.formats.number_formats import Formats, Shown, find_formats
from pipelines.ingest.formats.spans import is_label

_THOUSANDS_LIKE = re.compile(r"-?[1-9]\d{0,2}\.\d{3}")

Value = int | float | str | bool | time | date | datetime | timedelta
Area = tuple[int, int, int, int]

MOST_CELLS = 3_000_000
MOST_MERGED = 20_000
LONGEST_HEADING = 120


def open_spreadsheet(path: Path) -> Content:
    """Open a workbook.

    Raises:
        UnreadableDocumentError: it is broken, too large or empty.
    """
    try:
        with CalamineWorkbook.from_path(path) as workbook:
            formats = find_formats(path)
            pages = tuple(_open_sheets(path, workbook, formats))
    except CalamineError as error:
        message = (
            f"{path.name} is a broken .xlsx file ({error}). "
            "Fetch it again from where it was published."
        )
        raise UnreadableDocumentError(message) from error
    if not any(page.rows for page in pages):
        message = f"{path.name} holds no cells. Add the workbook with its figures."
        raise UnreadableDocumentError(message)
    return Content(pages)


def _open_sheets(
    path: Path, workbook: CalamineWorkbook, formats: Formats
) -> Iterator[Page]:
    count = 0
    for about in workbook.sheets_metadata:
        if about.typ != SheetTypeEnum.WorkSheet:
            continue
        sheet = workbook.get_sheet_by_name(about.name)
        count += sheet.total_height * sheet.total_width
        if count > MOST_CELLS:
            message = (
                f"{path.name} has more than {MOST_CELLS:,} cells by the sheet "
                f'"{about.name}". Part it, and add the sheets with figures.'
            )
            raise UnreadableDocumentError(message)
        rows = tuple(_rows(sheet, formats.get(about.name, {})))
        yield Page(None, _notes(rows), rows, is_laid_out=True)


def _rows(sheet: CalamineSheet, formats: dict[tuple[int, int], Shown]) -> Iterator[Row]:
    merged = _merged(sheet)
    values = sheet.to_python(skip_empty_area=False)
    for row, line in enumerate(values):
        cells = [
            _cell(text, row, column, merged.get((row, column)))
            for column, value in enumerate(line)
            if (text := _text(value, formats.get((row, column))))
        ]
        cells += _labels_from_above(values, row, merged)
        if cells:
            cells.sort(key=lambda cell: cell.left)
            yield Row(tuple(cells), f'sheet "{sheet.name}"')


def _cell(text: str, row: int, column: int, area: Area | None) -> Cell:
    right = area[3] + 1 if area else column + 1
    return Cell(text, float(column), float(right), place(row, column))


def _labels_from_above(
    values: list[list[Value]], row: int, merged: dict[tuple[int, int], Area]
) -> Iterator[Cell]:
    """Pass on the labels of merged cells that began in an earlier row."""
    for column in range(len(values[row])):
        area = merged.get((row, column))
        if area is None or row == area[0] or column != area[1]:
            continue
        cell = _cell(_text(values[area[0]][column], None), area[0], column, area)
        if is_label(cell):
            yield cell


def _merged(sheet: CalamineSheet) -> dict[tuple[int, int], Area]:
    """Return the merged areas by the places in their first column."""
    areas = sheet.merged_cell_ranges or []
    return {
        (row, first_column): (first_row, first_column, last_row, last_column)
        for (first_row, first_column), (last_row, last_column) in areas[:MOST_MERGED]
        for row in range(first_row, last_row + 1)
    }


def _text(value: Value, shown: Shown | None) -> str:
    """Write a value as its sheet shows it, without losing digits."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return _number(value, shown)
    if isinstance(value, datetime):
        is_day = value.time() == time()
        return value.date().isoformat() if is_day else value.isoformat(" ")
    return value.isoformat() if isinstance(value, date) else str(value)


def _number(value: float, shown: Shown | None) -> str:
    """Write a number with the fifteen digits that a sheet keeps."""
    digits = Decimal(f"{value:.15g}")
    if shown and shown.is_percent:
        percent = (digits * 100).quantize(Decimal(1).scaleb(-shown.decimals))
        return f"{percent:f}%"
    text = f"{digits:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    text = _with_decimals(text, shown.decimals if shown else 0)
    # Three decimals look like thousands where the mark of a country is not known.
    return f"{text}0" if _THOUSANDS_LIKE.fullmatch(text) else text


def _with_decimals(text: str, decimals: int) -> str:
    """Fill up decimals with the zeros that are shown: 5.5 is printed as 5.50."""
    whole, _, fraction = text.partition(".")
    fraction = fraction.ljust(decimals, "0")
    return f"{whole}.{fraction}" if fraction else whole


def _notes(rows: Iterable[Row]) -> str:
    """Return the sentences of a sheet: cells that stand alone and are no heading."""
    alone = (row.cells[0].text for row in rows if len(row.cells) == 1)
    return "\n\n".join(text for text in alone if len(text) > LONGEST_HEADING)


def place(row: int, column: int) -> str:
    """Name a cell as spreadsheets do: row 13 and column 3, from zero, are 'D14'."""
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row + 1}"
