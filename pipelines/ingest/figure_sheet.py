"""Reads figure sheets: one CSV file with the figures of one document, as printed.

A row is a figure, a stated change, or both. A row is never dropped: what is wrong with
it is written beside it, and the checks downstream decide.
"""

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn, TextIO

from pipelines.errors import UnreadableDocumentError
from pipelines.ingest.numbers import read_number
from pipelines.ingest.printed import (
    PrintedFigure,
    PrintedRow,
    ReadDocument,
    StatedChange,
)
from pipelines.ingest.understanding.number_style import number_style

REQUIRED_COLUMNS = ("measure", "period", "value")
COLUMNS = (
    "page",
    "locator",
    "company",
    "org_unit",
    "measure",
    "scope",
    "boundary",
    "period",
    "period_start",
    "period_end",
    "value",
    "unit",
    "change",
    "change_unit",
    "basis",
    "series_break",
    "note",
)
DEFAULT_CHANGE_UNIT = "%"
LARGEST_SAMPLE = 10_000
LONGEST_ROW = 1_000_000
LONGEST_HEADER = 8192
POINTS = ("percentage points", "percentage point", "个百分点", "pp")
OTHER_DELIMITERS = {";": "semicolons", "\t": "tabs", "|": "bars"}
OTHER_ENCODINGS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}
SAVE_AS_UTF_8 = "Save the sheet as 'CSV UTF-8' and run again."

_BETWEEN_CELLS = re.compile(r"[,;\t|]")

Cells = dict[str, str]


class FigureSheetReader:
    """Reads CSV files with a header row, in UTF-8, with commas between the cells."""

    name = "figure_sheet"
    version = "2"
    suffixes = frozenset({".csv"})

    def read(self, path: Path) -> ReadDocument:
        """Read every row of a sheet.

        Raises:
            UnreadableDocumentError: the file is not such a sheet.
        """
        _screen(path)
        document = ReadDocument()
        with path.open(encoding="utf-8-sig", newline="") as file:
            records = _records(path, file)
            line, header = next(records, (1, []))
            columns = _read_header(path, line, header, document)
            seen: dict[str, str] = {}
            for ordinal, (line, record) in enumerate(records, start=1):
                if any(cell.strip() for cell in record):
                    cells = _cells(columns, record, seen)
                    problem = _ragged(line, columns, record)
                    add_row(document, ordinal, cells, problem)
        _settle_marks(document)
        if not document.figures and not document.claims:
            document.warnings.append(f"{path.name}: holds a header and no rows.")
        return document


def is_figure_sheet(path: Path) -> bool:
    """Tell whether a CSV file is, or was meant to be, a figure sheet.

    One that is meant to be has most of the required columns, in whatever encoding and
    with whatever between them. An empty file and one that cannot be opened count as
    well: the reader says what is wrong with them.
    """
    if not path.is_file():
        return True
    try:
        with path.open("rb") as file:
            head = file.read(LONGEST_HEADER)
    except OSError:
        return True
    lines = head.replace(b"\0", b"").decode("utf-8", errors="ignore").splitlines()
    header = next((line for line in lines if line.strip()), "")
    names = {
        _fold(name.strip(' "'))
        for name in _BETWEEN_CELLS.split(header.lstrip("\ufeff"))
    }
    return not header or len(names & set(REQUIRED_COLUMNS)) > 1


def _fold(name: str) -> str:
    return "_".join(name.casefold().replace("-", " ").split())


def _screen(path: Path) -> None:
    """Refuse a file whose bytes are not UTF-8 text."""
    with path.open("rb") as file:
        start = file.read(2)
        if not start:
            _fail(path, "is empty.", _format_remedy())
        if start in OTHER_ENCODINGS:
            _fail(path, f"is written in {OTHER_ENCODINGS[start]}.", SAVE_AS_UTF_8)
        file.seek(0)
        offset = 0
        for number, line in enumerate(file, start=1):
            _screen_line(path, number, offset, line)
            offset += len(line)


def _screen_line(path: Path, number: int, offset: int, line: bytes) -> None:
    if line.isascii() and b"\0" not in line:
        return
    if b"\0" in line:
        place = f"line {number}, byte {offset + line.index(0) + 1}"
        _fail(path, f"holds a NUL byte ({place}): it is not text.", SAVE_AS_UTF_8)
    try:
        line.decode("utf-8")
    except UnicodeDecodeError as error:
        place = f"line {number}, byte {offset + error.start + 1}"
        found = f"0x{line[error.start]:02x}"
        _fail(path, f"is not UTF-8: {place} is {found}.", SAVE_AS_UTF_8)


def _records(path: Path, file: TextIO) -> Iterator[tuple[int, list[str]]]:
    """Pass on each record with the line it starts on."""
    reader = csv.reader(file, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            _fail(
                path,
                f"cannot be parted into cells from line {line} on: {error}.",
                'Close every quotation mark, and double those inside a cell ("").',
            )
        if sum(map(len, record)) > LONGEST_ROW:
            _fail(
                path,
                f"has more than {LONGEST_ROW:,} characters in the row of line {line}.",
                "Close every quotation mark, and end every row with a line break.",
            )
        yield line, record


def _read_header(
    path: Path, line: int, header: list[str], document: ReadDocument
) -> list[str]:
    """Return the columns' names, folded, having refused what is not a header."""
    columns = [_fold(cell) for cell in header]
    for delimiter, name in OTHER_DELIMITERS.items():
        if len(columns) == 1 and delimiter in header[0]:
            _fail(
                path,
                f"has {name} between its cells (line {line}).",
                "Save it as CSV with commas between the cells.",
            )
    missing = [column for column in REQUIRED_COLUMNS if column not in columns]
    if missing:
        _fail(
            path,
            f"lacks the column {' and '.join(missing)} in its header (line {line}).",
            _format_remedy(),
        )
    repeated = sorted({name for name in columns if name and columns.count(name) > 1})
    if repeated:
        _fail(
            path,
            f"has the column {' and '.join(repeated)} twice in its header "
            f"(line {line}).",
            "Keep one of each.",
        )
    for place, name in enumerate(columns, start=1):
        if name not in COLUMNS:
            title = f"'{name}'" if name else f"number {place}, which has no name,"
            document.warnings.append(f"{path.name}: column {title} is not read.")
    return columns


def _cells(columns: list[str], record: list[str], seen: dict[str, str]) -> Cells:
    """Name a record's cells; ``seen`` lets rows share the words that they repeat."""
    return {
        column: seen.setdefault(text, text)
        for column, cell in zip(columns, record, strict=False)
        if (text := cell.strip())
    }


def _ragged(line: int, columns: list[str], record: list[str]) -> str | None:
    """Say that a row has too few or too many cells, and what they hold."""
    if len(record) == len(columns):
        return None
    message = f"line {line} has {len(record)} cells where {len(columns)} are expected"
    spare = [cell for cell in record[len(columns) :] if cell.strip()]
    if spare:
        message += f"; left over: {' | '.join(spare)}"
    if len(record) > len(columns):
        message += "; a cell that holds a comma needs quotation marks"
    return message


def add_row(
    document: ReadDocument, ordinal: int, cells: Cells, problem: str | None
) -> None:
    """Add what one row states: a figure, a change, or both."""
    row = _printed_row(ordinal, cells, problem)
    has_change = "change" in cells
    has_figure = "value" in cells or not has_change
    if has_figure:
        document.figures.append(
            PrintedFigure(
                row=row,
                number=read_number(cells.get("value", "")),
                value_text=cells.get("value"),
                unit_text=cells.get("unit"),
                series_break_text=cells.get("series_break"),
            )
        )
    if has_change:
        change, unit = _change(cells)
        document.claims.append(
            StatedChange(
                row=row,
                change=read_number(change),
                change_text=cells["change"],
                change_unit_text=unit,
                has_figure=has_figure,
            )
        )


def _settle_marks(document: ReadDocument) -> None:
    """Read '9.649' as 9,649 where the values of the sheet have decimal commas."""
    values = (each.value_text for each in document.figures[:LARGEST_SAMPLE])
    if number_style("\n".join(filter(None, values))) != ",":
        return
    document.figures = [
        each._replace(number=read_number(each.value_text or "", ","))
        for each in document.figures
    ]


def _printed_row(ordinal: int, cells: Cells, problem: str | None) -> PrintedRow:
    return PrintedRow(
        ordinal=ordinal,
        page=cells.get("page"),
        locator=cells.get("locator", f"row {ordinal}"),
        context=_context(cells),
        company_text=cells.get("company"),
        org_unit_text=cells.get("org_unit"),
        measure_text=cells.get("measure"),
        scope_text=cells.get("scope"),
        boundary_text=cells.get("boundary"),
        period_text=cells.get("period"),
        period_start_text=cells.get("period_start"),
        period_end_text=cells.get("period_end"),
        basis_text=cells.get("basis"),
        note=cells.get("note"),
        reading_problem=problem,
    )


def _change(cells: Cells) -> tuple[str, str]:
    """Part a change from its unit: points may be named in either cell."""
    change, unit = cells["change"], cells.get("change_unit")
    for words in POINTS:
        if unit is None and change.casefold().endswith(words):
            return change[: -len(words)], POINTS[0]
    return change, unit or DEFAULT_CHANGE_UNIT


def _context(cells: Cells) -> str | None:
    """Join the words of a row: 'pue, Alibaba Cloud, FY2024: 1.2 ratio'."""
    subject = _joined(", ", cells, "measure", "scope", "org_unit", "period")
    amount = _joined(" ", cells, "value", "unit")
    change = _joined(" ", cells, "change", "change_unit", "basis")
    if "change" not in cells:
        change = ""
    stated = "; ".join(filter(None, (amount, change)))
    return ": ".join(filter(None, (subject, stated))) or None


def _joined(between: str, cells: Cells, *columns: str) -> str:
    return between.join(cells[column] for column in columns if column in cells)


def _format_remedy() -> str:
    optional = [column for column in COLUMNS if column not in REQUIRED_COLUMNS]
    return (
        "A figure sheet is a CSV file in UTF-8 whose first line names its columns: "
        f"{', '.join(REQUIRED_COLUMNS)}, and where known {', '.join(optional)}."
    )


def _fail(path: Path, problem: str, remedy: str) -> NoReturn:
    message = f"{path.name} {problem} {remedy}"
    raise UnreadableDocumentError(message)
