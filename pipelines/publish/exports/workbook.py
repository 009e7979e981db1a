"""The marts as an Excel workbook, for people who live there.

A page that says what is what, and a sheet a mart. Text is always text: no cell is a
formula or a link, whatever a document printed.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from duckdb import DuckDBPyConnection

from pipelines.publish.exports.published_tables import (
    Column,
    PublishedTable,
    published_marts,
)
from pipelines.publish.layout import WORKBOOK
from pipelines.publish.quoting import quoted_name, quoted_text
from pipelines.publish.stamp import Stamp

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

#: Sheets end here: beyond, spreadsheets are slow, and Parquet is the better file.
MOST_ROWS = 50_000

#: What a cell can hold.
_LONGEST_TEXT = 32_767

_DATE = "yyyy-mm-dd"


def write_workbook(
    connection: DuckDBPyConnection,
    folder: Path,
    stamp: Stamp,
    most_rows: int = MOST_ROWS,
) -> None:
    """Write ``scopebook.xlsx`` from the Parquet files of the marts.

    Raises:
        OSError: the file cannot be written.
    """
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import FileCreateError

    # With constant_memory a row is written when the next one begins.
    workbook = Workbook(folder / WORKBOOK, {"constant_memory": True})
    # Every file of a release tells the same time, and no file the time of its writing.
    workbook.set_properties(
        {"title": f"Scopebook {stamp.name}", "created": stamp.created_at}
    )
    marts = list(published_marts(connection))
    counts = {mart.name: _row_count(connection, folder, mart) for mart in marts}
    _write_read_me(workbook, stamp, marts, counts, most_rows)
    for mart in marts:
        rows = _rows(connection, folder, mart, most_rows)
        _write_mart(workbook, mart, rows, counts[mart.name], most_rows)
    try:
        workbook.close()
    except FileCreateError as error:
        raise OSError(None, str(error), str(folder / WORKBOOK)) from error


def _write_read_me(
    workbook: "Workbook",
    stamp: Stamp,
    marts: Sequence[PublishedTable],
    counts: dict[str, int],
    most_rows: int,
) -> None:
    """Write the first sheet: which release this is, and what its columns mean."""
    bold = workbook.add_format({"bold": True})
    sheet = workbook.add_worksheet("Read me")
    sheet.set_column(0, 1, 24)
    sheet.set_column(2, 2, 90)
    sheet.set_column(3, 3, 10)
    lines = iter(range(1_048_576))

    def write(*cells: str, style: "Format | None" = None) -> None:
        row = next(lines)
        for place, cell in enumerate(cells):
            sheet.write_string(row, place, cell, style)

    write("Scopebook", style=bold)
    write("Companies' climate disclosures, every figure with its place in print.")
    write()
    write("Release", stamp.name)
    write("Made at", f"{stamp.created_at:%Y-%m-%d %H:%M} UTC")
    write("Code version", stamp.code_version)
    write()
    write("Sheet", "Rows", "What it holds", style=bold)
    for mart in marts:
        write(mart.name, _rows_told(counts[mart.name], most_rows), mart.meaning)
    write()
    write(
        "Numbers are exact to 15 digits here, and with all digits in the Parquet files."
    )
    write("A list is written with commas. Whom to credit is in datapackage.json.")
    write()
    write("Sheet", "Column", "What it means", "Unit", style=bold)
    for mart in marts:
        for column in mart.columns:
            write(mart.name, column.name, column.meaning, column.unit or "")


def _write_mart(
    workbook: "Workbook",
    mart: PublishedTable,
    rows: Iterator[tuple[Any, ...]],
    count: int,
    most_rows: int,
) -> None:
    sheet = workbook.add_worksheet(mart.name[:31])
    header = workbook.add_format({"bold": True, "bottom": 1})
    sheet.freeze_panes(1, 0)
    writers = []
    for place, column in enumerate(mart.columns):
        style = workbook.add_format({"num_format": _number_format(column)})
        sheet.set_column(place, place, _width(column), style)
        sheet.write_string(0, place, column.name, header)
        writers.append((place, _writer(sheet, column), style))
    last = 0
    for last, row in enumerate(rows, 1):
        for place, write, style in writers:
            value = row[place]
            if value is not None:
                write(last, place, value, style)
    sheet.autofilter(0, 0, last, len(mart.columns) - 1)
    if count > most_rows:
        told = (
            f"This sheet ends here, after {most_rows:,} of {count:,} rows. All of them "
            f"are in {mart.parquet_path} and {mart.csv_path}, beside this workbook."
        )
        sheet.write_string(last + 1, 0, told, workbook.add_format({"bold": True}))


def _writer(sheet: "Worksheet", column: Column) -> Callable[..., Any]:
    if column.data_type == "BOOLEAN":
        return sheet.write_boolean
    if column.data_type == "DATE":
        return sheet.write_datetime
    return sheet.write_number if _is_number(column) else sheet.write_string


def _rows(
    connection: DuckDBPyConnection, folder: Path, mart: PublishedTable, most_rows: int
) -> Iterator[tuple[Any, ...]]:
    cells = ", ".join(map(_cell, mart.columns))
    source = quoted_text(folder / mart.parquet_path)
    answer = connection.execute(
        f"select {cells} from read_parquet({source}) limit {most_rows}"
    )
    while rows := answer.fetchmany(1_000):
        yield from rows


def _row_count(
    connection: DuckDBPyConnection, folder: Path, mart: PublishedTable
) -> int:
    source = quoted_text(folder / mart.parquet_path)
    [(count,)] = connection.execute(
        f"select count(*) from read_parquet({source})"
    ).fetchall()
    return int(count)


def _cell(column: Column) -> str:
    """Ask for a value as the sheet takes it: a double, a text that fits, a date."""
    name = quoted_name(column.name)
    if column.data_type in ("BOOLEAN", "DATE"):
        return name
    if _is_number(column):
        return f"{name}::double"
    if column.data_type.endswith("]"):
        name = f"array_to_string({name}, ', ')"
    return f"left({name}::varchar, {_LONGEST_TEXT})"


def _is_number(column: Column) -> bool:
    # A spreadsheet keeps 15 digits, which are too few for the keys of 64 bits.
    return column.data_type.startswith(("DECIMAL", "DOUBLE", "INTEGER"))


def _number_format(column: Column) -> str:
    if column.data_type == "DATE":
        return _DATE
    if column.data_type == "INTEGER":
        return "0"
    if not _is_number(column):
        return "@" if column.data_type != "BOOLEAN" else "General"
    return {"tCO2e": "#,##0", "%": "#,##0.0"}.get(column.unit or "", "#,##0.00")


def _width(column: Column) -> float:
    widest = 40 if column.name in ("finding", "choice_reason", "document_title") else 22
    least = 16 if _is_number(column) else 12
    return min(max(len(column.name) + 4, least), widest)


def _rows_told(count: int, most_rows: int) -> str:
    if count > most_rows:
        return f"the first {most_rows:,} of {count:,}"
    return f"{count:,}"
