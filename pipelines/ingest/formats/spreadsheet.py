"""Opens workbooks (.xlsx): the cells of every sheet, hidden ones too, as they show."""

import re
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

from lxml import etree
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetTypeEnum,
)

from pipelines.errors import UnreadableDocumentError
from pipelines.ingest.content import Cell, Content, Page, Row
from pipelines.ingest.formats.number_formats import Shown
from pipelines.ingest.formats.sheet_survey import Place, Survey, survey_sheets
from pipelines.ingest.formats.spans import is_label

_THOUSANDS_LIKE = re.compile(r"-?[1-9]\d{0,2}\.\d{3}")

Value = int | float | str | bool | time | date | datetime | timedelta
Area = tuple[int, int, int, int]

MOST_CELLS = 3_000_000
MOST_MERGED = 20_000
MOST_NAMED = 10
LONGEST_HEADING = 120
YEAR_DAYS = (365, 366)
FIRST_DAY = date(1899, 12, 30)
# What looks like a date written as a number is one within these years.
DAY_NUMBERS = range(32874, 58441)  # 1990 to 2059


def open_spreadsheet(path: Path) -> Content:
    """Open a workbook.

    Raises:
        UnreadableDocumentError: it is broken, too large or empty.
    """
    warnings: list[str] = []
    try:
        with CalamineWorkbook.from_path(path) as workbook:
            surveys = survey_sheets(path)
            pages = tuple(_open_sheets(path, workbook, surveys, warnings))
    except (CalamineError, etree.XMLSyntaxError, zipfile.BadZipFile) as error:
        message = (
            f"{path.name} is a broken .xlsx file ({error}). "
            "Fetch it again from where it was published."
        )
        raise UnreadableDocumentError(message) from error
    if not any(page.rows for page in pages):
        message = f"{path.name} holds no cells. Add the workbook with its figures."
        raise UnreadableDocumentError(" ".join([message, *warnings]))
    return Content(pages, warnings=warnings)


def _open_sheets(
    path: Path,
    workbook: CalamineWorkbook,
    surveys: dict[str, Survey],
    warnings: list[str],
) -> Iterator[Page]:
    count = 0
    for about in workbook.sheets_metadata:
        if about.typ != SheetTypeEnum.WorkSheet:
            continue
        survey = surveys.get(about.name, Survey())
        # Looked at before the sheet is opened: the opening takes memory for the area.
        count += survey.height * survey.width
        if count > MOST_CELLS:
            message = (
                f"{path.name} reaches over more than {MOST_CELLS:,} cells by the sheet "
                f'"{about.name}", whose last is '
                f"{place(survey.height - 1, survey.width - 1)}. "
                "Delete what lies far from the figures, or part it."
            )
            raise UnreadableDocumentError(message)
        warnings += _without_value(path, about.name, survey)
        sheet = workbook.get_sheet_by_name(about.name)
        dated: list[int] = []
        rows = tuple(_rows(sheet, survey.shown, dated))
        warnings += [
            f'{path.name}: sheet "{about.name}", row {number}: its numbers are days a '
            "year apart, and are read as dates. Format them as dates if they are."
            for number in dated
        ]
        yield Page(None, _notes(rows), rows, is_laid_out=True)


def _without_value(path: Path, name: str, survey: Survey) -> list[str]:
    """Say which cells show nothing, or an error, in place of what they compute."""
    if not survey.without_value:
        return []
    named = [place(*each) for each in survey.without_value[:MOST_NAMED]]
    rest = len(survey.without_value) - len(named)
    cells = f"{', '.join(named)} and {rest:,} more" if rest else ", ".join(named)
    return [
        f'{path.name}: formulas without a value in sheet "{name}", not read: {cells}. '
        "Open it in a spreadsheet program, mend the errors, and save it."
    ]


def _rows(
    sheet: CalamineSheet, formats: dict[Place, Shown], dated: list[int]
) -> Iterator[Row]:
    """Pass on the rows; ``dated`` is told the numbers of those that hold dates."""
    merged = _merged(sheet)
    values = sheet.to_python(skip_empty_area=False)
    for row, line in enumerate(values):
        if _show_dates(line):
            dated.append(row + 1)
        cells = [
            _cell(text, row, column, merged.get((row, column)))
            for column, value in enumerate(line)
            if (text := _text(value, formats.get((row, column))))
        ]
        cells += _labels_from_above(values, row, merged)
        if cells:
            cells.sort(key=lambda cell: cell.left)
            yield Row(tuple(cells), f'sheet "{sheet.name}"')


def _show_dates(line: list[Value]) -> bool:
    """Put dates for the numbers of a row that are starts or ends of years.

    Programs that export without formats write 31 December 2023 as 45291.
    """
    numbers = [
        int(value) if value == int(value) else -1
        for value in line
        if isinstance(value, int | float) and not isinstance(value, bool)
    ]
    steps = {abs(one - other) for one, other in pairwise(numbers)}
    if not steps or steps - set(YEAR_DAYS) or set(numbers) - set(DAY_NUMBERS):
        return False
    days = [FIRST_DAY + timedelta(days=number) for number in numbers]
    are_starts = all(day.day == 1 for day in days)
    are_ends = all((day + timedelta(days=1)).day == 1 for day in days)
    if are_starts or are_ends:
        for column, value in enumerate(line):
            if isinstance(value, int | float) and not isinstance(value, bool):
                line[column] = FIRST_DAY + timedelta(days=int(value))
    return are_starts or are_ends


def _cell(text: str, row: int, column: int, area: Area | None) -> Cell:
    right = area[3] + 1 if area else column + 1
    return Cell(text, float(column), float(right), place(row, column))


def _labels_from_above(
    values: list[list[Value]], row: int, merged: dict[Place, Area]
) -> Iterator[Cell]:
    """Pass on the labels of merged cells that began in an earlier row."""
    for column in range(len(values[row])):
        area = merged.get((row, column))
        if area is None or row == area[0] or column != area[1]:
            continue
        cell = _cell(_text(values[area[0]][column], None), area[0], column, area)
        if is_label(cell):
            yield cell


def _merged(sheet: CalamineSheet) -> dict[Place, Area]:
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
