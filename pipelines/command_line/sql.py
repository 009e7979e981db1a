"""Answers one query from the published snapshot."""

import re
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path

import duckdb

from pipelines.command_line.output_format import OutputFormat
from pipelines.command_line.queries import ask
from pipelines.command_line.rows import print_rows
from pipelines.errors import QueryError
from pipelines.publish.snapshot import open_snapshot

UNKNOWN_TABLE = r"Catalog Error: Table with name (.+) does not exist"
READING = (duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN)


def print_answer(
    warehouse_folder: Path, query: str, output_format: OutputFormat, limit: int
) -> None:
    """Run a query on the current release, and write its rows to the standard output.

    Raises:
        QueryError: it is not one query, or the snapshot cannot answer it.
    """
    with open_snapshot(warehouse_folder) as snapshot:
        try:
            _require_one_query(snapshot.extract_statements(query))
            answer = snapshot.execute(query)
            print_rows(answer, output_format, limit)
        except duckdb.CatalogException as error:
            raise QueryError(_explain_unknown(snapshot, error)) from error
        except duckdb.Error as error:
            raise QueryError(_one_line(error)) from error


def _require_one_query(statements: Sequence[duckdb.Statement]) -> None:
    if not statements:
        message = "The query is empty. Try: scopebook sql 'show tables'"
        raise QueryError(message)
    if len(statements) > 1:
        message = f"These are {len(statements)} statements; ask one query at a time."
        raise QueryError(message)
    [statement] = statements
    if statement.type not in READING:
        message = (
            f"{statement.type.name} is not a query. The snapshot is there to be read: "
            "ask with SELECT, SHOW, DESCRIBE, SUMMARIZE or EXPLAIN."
        )
        raise QueryError(message)


def _explain_unknown(snapshot: duckdb.DuckDBPyConnection, error: duckdb.Error) -> str:
    """Name the tables that may have been meant, where a table is unknown."""
    unknown = re.match(UNKNOWN_TABLE, str(error))
    if unknown is None:
        return _one_line(error)
    tables = [row["table_name"] for row in ask(snapshot, "tables")]
    similar = get_close_matches(unknown[1].lower(), tables, n=5, cutoff=0.5)
    told = f"There is no table {unknown[1]}. "
    if similar:
        told += f"Similar: {', '.join(similar)}. "
    return f"{told}All of them: scopebook sql 'show tables'"


def _one_line(error: duckdb.Error) -> str:
    """What went wrong, without the copy of the query that follows."""
    return " ".join(str(error).split("\n\nLINE ", 1)[0].split())
