"""Answers queries on the published snapshot: one, a file of them, or at a prompt."""

import sys
from pathlib import Path
from typing import NamedTuple

from pipelines.command_line.output_format import OutputFormat
from pipelines.command_line.rows import print_rows
from pipelines.errors import QueryError
from pipelines.publish.snapshot_messages import Limits
from pipelines.publish.snapshot_process import SnapshotProcess


class Wish(NamedTuple):
    """How rows are written, how many a table shows, and what a query may take."""

    output_format: OutputFormat
    limit: int
    limits: Limits


def print_answer(warehouse_folder: Path, query: str, wish: Wish) -> None:
    """Run a query on the current release, and write its rows to the standard output.

    Raises:
        QueryError: it is not one query, cannot be answered, or met a limit.
    """
    with SnapshotProcess(warehouse_folder, wish.limits) as snapshot:
        answer_query(snapshot, query, wish.output_format, wish.limit)


def answer_input(warehouse_folder: Path, wish: Wish) -> None:
    """Answer the statements of the standard input, or of somebody at a terminal.

    Raises:
        QueryError: a statement cannot be answered; those before it were, and those
            after it are not. At a terminal it is told, and the prompt goes on.
    """
    if sys.stdin.isatty() and sys.stdout.isatty():
        from pipelines.command_line.sql_prompt import run_prompt

        run_prompt(warehouse_folder, wish)
    else:
        run_statements(warehouse_folder, _read_input(), wish)


def run_statements(warehouse_folder: Path, text: str, wish: Wish) -> None:
    """Answer statements one after the other, all on one release.

    Raises:
        QueryError: a statement cannot be answered; the message names its line.
    """
    from pipelines.command_line.sql_statements import split_statements

    statements = split_statements(text)
    if not statements:
        message = "The standard input holds no statement. Try: echo 'show tables' | …"
        raise QueryError(message)
    with SnapshotProcess(warehouse_folder, wish.limits) as snapshot:
        for statement in statements:
            try:
                answer_query(snapshot, statement.text, wish.output_format, wish.limit)
            except QueryError as error:
                message = f"line {statement.line}: {error}"
                raise QueryError(message) from error


def answer_query(
    snapshot: SnapshotProcess, query: str, output_format: OutputFormat, limit: int
) -> None:
    """Ask a query, and write its rows to the standard output.

    Raises:
        QueryError: it is not one query, cannot be answered, or met a limit.
    """
    print_rows(snapshot.ask(query), output_format, limit)


def _read_input() -> str:
    """Read the standard input, which is UTF-8 whatever the locale.

    Raises:
        QueryError: it is not.
    """
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"The standard input is not UTF-8 ({error}). Save the file as UTF-8."
        raise QueryError(message) from error
