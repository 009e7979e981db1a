"""Tables of the working database: made all or none, with comments, and described."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from decimal import Decimal
from typing import TYPE_CHECKING

import duckdb
from duckdb import DuckDBPyConnection

from pipelines.schema import load_column_meanings, load_schema

if TYPE_CHECKING:
    import dagster as dg


@contextmanager
def transaction(connection: DuckDBPyConnection) -> Iterator[None]:
    """Do all of a block or nothing of it; one flush to the disk serves all of it."""
    connection.begin()
    try:
        yield
    except BaseException:
        # A run that is stopped may have closed the connection, which rolls back too.
        with suppress(duckdb.ConnectionException):
            connection.rollback()
        raise
    connection.commit()


def set_review_threshold(connection: DuckDBPyConnection, least: Decimal) -> None:
    """Tell the models how much confidence a reading needs to be used without review."""
    connection.execute("set variable review_threshold = ?::decimal(3, 2)", [least])


def comment_on_table(connection: DuckDBPyConnection, table: str) -> None:
    """Write the meanings of a table or view and of its columns into the database.

    A view that takes parameters is a macro, whose columns cannot have comments.
    """
    schema = load_schema().get(table)
    kind = _kind(connection, table)
    statements = []
    if schema is not None:
        statements.append(f"comment on {kind} {table} is {_literal(schema.meaning)}")
    if kind != "macro table":
        meanings = load_column_meanings()
        statements += [
            f'comment on column {table}."{column}" is {_literal(meanings[column])}'
            for column in connection.table(table).columns
            if column in meanings
        ]
    connection.execute(";".join(statements))


def describe_table(
    connection: DuckDBPyConnection,
    table: str,
) -> dict[str, "dg.MetadataValue"]:
    """Return a table's row count and columns as Dagster shows them.

    Of a view the rows are not counted, because that would answer it; a macro has no
    columns before it is asked.
    """
    # Commands that only build tables do without Dagster, which takes seconds to import.
    import dagster as dg

    kind = _kind(connection, table)
    if kind == "macro table":
        return {}
    relation = connection.table(table)
    meanings = load_column_meanings()
    columns = [
        dg.TableColumn(name, type=str(column_type), description=meanings.get(name))
        for name, column_type in zip(relation.columns, relation.types, strict=True)
    ]
    metadata: dict[str, dg.MetadataValue] = {
        "dagster/column_schema": dg.MetadataValue.table_schema(dg.TableSchema(columns))
    }
    if kind == "table":
        [(rows,)] = connection.execute(f'select count(*) from "{table}"').fetchall()
        metadata["dagster/row_count"] = dg.MetadataValue.int(rows)
    return metadata


def _kind(connection: DuckDBPyConnection, table: str) -> str:
    """Tell what a comment is on, in the words of the statement that makes it."""
    [(is_table, is_view)] = connection.execute(
        """
        select
            exists (from duckdb_tables() where table_name = $name),
            exists (from duckdb_views() where view_name = $name)
        """,
        {"name": table},
    ).fetchall()
    if is_table:
        return "table"
    return "view" if is_view else "macro table"


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
