"""The rows of a query, as a table for people, as CSV or JSON for programs."""

import sys
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, Protocol

from pipelines.command_line.output_format import OutputFormat
from pipelines.command_line.text import json_text, printable, value_text

NUMBERS = ("DECIMAL", "DOUBLE", "FLOAT", "INTEGER", "BIGINT", "HUGEINT", "SMALLINT")


class Cursor(Protocol):
    """What has rows: a connection of DuckDB, or the answer of a process."""

    @property
    def description(self) -> Sequence[Sequence[Any]] | None:
        """The columns, each with its name and type first."""

    def fetchmany(self, size: int) -> Sequence[tuple[Any, ...]]:
        """Return the next rows, none at the end."""


def print_rows(answer: Cursor, output_format: OutputFormat, limit: int) -> None:
    """Write rows in the form that was asked for; only a table stops at the limit."""
    match output_format:
        case OutputFormat.TABLE:
            print_table(answer, limit)
        case OutputFormat.CSV:
            print_csv(answer)
        case OutputFormat.JSON:
            print_json(answer)


def print_table(answer: Cursor, limit: int) -> None:
    """Write the first rows as a table; the error output says if there are more."""
    from rich.table import Table
    from rich.text import Text

    from pipelines.command_line.console import open_console

    table = Table()
    for name, column in zip(_names(answer), answer.description or (), strict=True):
        is_number = str(column[1]).startswith(NUMBERS)
        table.add_column(
            Text(printable(name)), justify="right" if is_number else "left"
        )
    rows = _rows(answer)
    for row in islice(rows, limit):
        cells = ("" if value is None else value_text(value) for value in row)
        table.add_row(*(Text(printable(cell)) for cell in cells))
    open_console().print(table)
    if next(rows, None) is not None:
        told = f"These are the first {limit:,} rows: --limit shows more, csv shows all."
        sys.stderr.write(f"{told}\n")


def print_csv(answer: Cursor) -> None:
    """Write all rows as CSV: null is nothing at all, and empty text is quoted."""
    sys.stdout.write(_csv_line(_names(answer)))
    for row in _rows(answer):
        sys.stdout.write(_csv_line(row))


def print_json(answer: Cursor) -> None:
    """Write all rows as a JSON list of objects, one row on a line."""
    names = _names(answer)
    opening = "[\n"
    for row in _rows(answer):
        sys.stdout.write(opening + json_text(dict(zip(names, row, strict=True))))
        opening = ",\n"
    sys.stdout.write("[]\n" if opening == "[\n" else "\n]\n")


def _names(answer: Cursor) -> list[str]:
    """Name the columns, a second x as x_1: an object has every key once."""
    names: list[str] = []
    for name, *_ in answer.description or ():
        count = sum(known == name for known in names)
        names.append(f"{name}_{count}" if count else name)
    return names


def _rows(answer: Cursor) -> Iterator[tuple[Any, ...]]:
    while rows := answer.fetchmany(10_000):
        yield from rows


def _csv_line(values: Sequence[object]) -> str:
    return ",".join(map(_csv_cell, values)) + "\n"


def _csv_cell(value: object) -> str:
    if value is None:
        return ""
    text = value_text(value)
    if text == "" or any(mark in text for mark in ',"\r\n'):
        return '"' + text.replace('"', '""') + '"'
    return text
