"""Describes the tables of the working database: comments, row counts, columns."""

import dagster as dg
from duckdb import DuckDBPyConnection

from pipelines.schema import load_column_meanings, load_schema


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
) -> dict[str, dg.MetadataValue]:
    """Return a table's row count and columns as Dagster shows them."""
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
