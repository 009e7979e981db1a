"""What every test may use: models built from rows, and the bundled reports."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipelines.empty_warehouse import create_empty_warehouse
from pipelines.model.sql_files import build_tables, lineage, read_models

Row = dict[str, Any]


@pytest.fixture(scope="session")
def empty_warehouse() -> Iterator[duckdb.DuckDBPyConnection]:
    """Every table of the warehouse, with no rows but the reference lists."""
    with duckdb.connect() as connection:
        create_empty_warehouse(connection)
        yield connection


@pytest.fixture
def warehouse_rows(
    empty_warehouse: duckdb.DuckDBPyConnection,
) -> Iterator[duckdb.DuckDBPyConnection]:
    """The empty warehouse, put back as it was when the test ends."""
    empty_warehouse.execute("begin")
    yield empty_warehouse
    empty_warehouse.execute("rollback")


@pytest.fixture
def build(warehouse_rows: duckdb.DuckDBPyConnection) -> Callable[..., list[Row]]:
    """Build one table from the rows of the tables that it reads.

    Columns that a row leaves out are null; tables that are left out are empty.
    """

    def build(model: str, **tables: list[Row]) -> list[Row]:
        for table, rows in tables.items():
            insert_rows(warehouse_rows, table, rows)
        relation = warehouse_rows.sql(read_models()[model].query)
        return [
            dict(zip(relation.columns, row, strict=True)) for row in relation.fetchall()
        ]

    return build


def insert_rows(
    connection: duckdb.DuckDBPyConnection, table: str, rows: list[Row]
) -> None:
    """Put rows into a table, by the names of their columns."""
    connection.execute(f"delete from {table}")
    for row in rows:
        columns = ", ".join(row)
        places = ", ".join("?" for _ in row)
        connection.execute(
            f"insert into {table} ({columns}) values ({places})", list(row.values())
        )


PROJECT_FOLDER = Path(__file__).resolve().parents[1]


@pytest.fixture
def model(
    warehouse_rows: duckdb.DuckDBPyConnection,
) -> Callable[..., Callable[[str], list[Row]]]:
    """Build the whole model from raw rows; ask the answer for any table's rows."""

    def model(**tables: list[Row]) -> Callable[[str], list[Row]]:
        for table, rows in tables.items():
            insert_rows(warehouse_rows, table, rows)
        built: set[str] = set()

        def rows_of(query: str) -> list[Row]:
            needed = lineage(warehouse_rows.get_table_names(query)) - built
            built.update(build_tables(warehouse_rows, needed))
            relation = warehouse_rows.sql(query)
            return [
                dict(zip(relation.columns, row, strict=True))
                for row in relation.fetchall()
            ]

        return rows_of

    return model
