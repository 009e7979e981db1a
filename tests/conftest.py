"""What every test may use: models built from rows, and the bundled reports."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipelines.empty_warehouse import create_empty_warehouse
from pipelines.model.sql_files import lineage, read_models

PROJECT_FOLDER = Path(__file__).resolve().parents[1]

#: Folders of tests that run the whole pipeline, or many suites.
LONGEST = {"pipeline", "validate"}

Row = dict[str, Any]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Start with what takes longest, so that no process is busy alone at the end."""
    items.sort(key=lambda item: LONGEST.isdisjoint(item.path.parts))


@contextmanager
def new_warehouse() -> Iterator[duckdb.DuckDBPyConnection]:
    """Make every table of the warehouse, with no rows but the reference lists.

    Tests have few rows each: a second thread would cost more than it does.
    """
    with duckdb.connect(config={"threads": 1}) as connection:
        create_empty_warehouse(connection)
        yield connection


@pytest.fixture(autouse=True)
def _own_settings() -> Iterator[None]:
    """Take back what commands that ran in this process have set for their children."""
    before = {name: value for name, value in os.environ.items() if _is_setting(name)}
    yield
    for name in filter(_is_setting, list(os.environ)):
        del os.environ[name]
    os.environ.update(before)


def _is_setting(name: str) -> bool:
    return name.startswith(("SCOPEBOOK_", "DAGSTER_"))


@pytest.fixture(scope="session")
def empty_warehouse() -> Iterator[duckdb.DuckDBPyConnection]:
    """The warehouse without a row, for tests that look at it and change nothing."""
    with new_warehouse() as connection:
        yield connection


@pytest.fixture(scope="session")
def shared_warehouse() -> Iterator[duckdb.DuckDBPyConnection]:
    """The warehouse in which one test after the other puts its rows."""
    with new_warehouse() as connection:
        yield connection


@pytest.fixture
def warehouse_rows(
    shared_warehouse: duckdb.DuckDBPyConnection,
) -> Iterator[duckdb.DuckDBPyConnection]:
    """An empty warehouse, put back as it was when the test ends."""
    shared_warehouse.execute("begin")
    yield shared_warehouse
    shared_warehouse.execute("rollback")


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
            for name in filter(needed.__contains__, read_models()):
                warehouse_rows.execute(read_models()[name].statement)
            built.update(needed)
            relation = warehouse_rows.sql(query)
            return [
                dict(zip(relation.columns, row, strict=True))
                for row in relation.fetchall()
            ]

        return rows_of

    return model
