"""Tables of the working database: made all or none, with comments, and described."""

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import TYPE_CHECKING

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
        connection.rollback()
        raise
    connection.commit()


def set_review_threshold(connection: DuckDBPyConnection, least: Decimal) -> None:
    """Tell the models how much confidence a reading needs to be used without review."""
    connection.execute("set variable review_threshold = ?::decimal(3, 2)", [least])


def comment_on_table(connection: DuckDBPyConnection, table: str) -> None:
    """Write the meanings of a table and of its columns into the database."""
    schema = load_schema().get(table)
    meanings = load_column_meanings()
    statements = [
        f'comment on column {table}."{column}" is {_literal(meanings[column])}'
        for column in connection.table(table).columns
        if column in meanings
    ]
    if schema is not None:
        statements.append(f"comment on table {table} is {_literal(schema.meaning)}")
    connection.execute(";".join(statements))


def describe_table(
    connection: DuckDBPyConnection,
    table: str,
) -> dict[str, "dg.MetadataValue"]:
    """Return a table's row count and columns as Dagster shows them."""
    # Commands that only build tables do without Dagster, which takes seconds to import.
    import dagster as dg

    relation = connection.table(table)
    meanings = load_column_meanings()
    columns = [
        dg.TableColumn(name, type=str(kind), description=meanings.get(name))
        for name, kind in zip(relation.columns, relation.types, strict=True)
    ]
    [(rows,)] = connection.execute(f'select count(*) from "{table}"').fetchall()
    return {
        "dagster/row_count": dg.MetadataValue.int(rows),
        "dagster/column_schema": dg.MetadataValue.table_schema(dg.TableSchema(columns)),
    }


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
