"""A small warehouse in which every expectation holds, for tests to break."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipelines.model.sql_files import (
    build_tables,
    load_macros,
    load_reference_tables,
    read_models,
)
from pipelines.schema import load_schema
from pipelines.settings import REVIEW_THRESHOLD
from pipelines.tables import set_review_threshold
from pipelines.validate.quarantine import build_quarantine

Row = dict[str, Any]
Stage = Callable[[list[Row], list[Row]], duckdb.DuckDBPyConnection]

DOCUMENTS = [
    {
        "document_id": document,
        "path": f"acme/{document}.csv",
        "folder_name": "acme",
        "file_name": f"{document}.csv",
        "reader": "figure_sheet",
        "company_text": "Acme",
        "title": "Report",
        "source_kind": "issuer_report",
        "published_text": published,
        "is_catalogued": True,
    }
    for document, published in [("report-2023", "2023-06"), ("report-2024", "2024-06")]
]


def figure(
    figure_id: str, measure: str, scope: str | None, year: int, value: str, unit: str
) -> Row:
    """Make a figure of acme as a reader would have read it."""
    document = "report-2023" if figure_id.startswith("old") else "report-2024"
    return {
        "figure_id": figure_id,
        "document_id": document,
        "reader": "figure_sheet",
        "reader_version": "1",
        "ordinal": 1,
        "locator": figure_id,
        "measure_text": measure,
        "scope_text": scope,
        "period_text": f"CY{year}",
        "value_text": value,
        "unit_text": unit,
        "value": value,
        "value_low": value,
        "value_high": value,
        "value_kind": "number",
        "confidence": 1,
    }


FIGURES = [
    figure("one-23", "ghg_emissions_gross", "1", 2023, "100", "tCO2e"),
    figure("one-24", "ghg_emissions_gross", "1", 2024, "90", "tCO2e"),
    figure("two-24", "ghg_emissions_gross", "2 market-based", 2024, "60", "tCO2e"),
    figure("sum-24", "ghg_emissions_gross", "1+2 market-based", 2024, "150", "tCO2e"),
    figure("offset-24", "carbon_offsets", "1+2", 2024, "10", "tCO2e"),
    figure("old-one-23", "ghg_emissions_gross", "1", 2023, "105", "tCO2e"),
    figure("energy-24", "energy_consumption", None, 2024, "7", "MWh"),
    figure("water-24", "water_consumption", None, 2024, "8", "m3"),
    figure("pue-24", "pue", None, 2024, "1.2", "ratio"),
    figure("share-24", "clean_electricity_share", None, 2024, "56", "%"),
    figure("target-30", "target_clean_electricity_share", None, 2030, "100", "%"),
]
CLAIMS = [
    {
        "claim_id": "fall-24",
        "figure_id": "one-24",
        "document_id": "report-2024",
        "reader": "figure_sheet",
        "reader_version": "1",
        "ordinal": 1,
        "measure_text": "ghg_emissions_gross",
        "scope_text": "1",
        "period_text": "CY2024",
        "change_text": "-10",
        "change_unit_text": "%",
        "change": -10,
        "change_low": -10.5,
        "change_high": -9.5,
        "confidence": 1,
    }
]


@pytest.fixture(scope="session")
def table_statements(empty_warehouse: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """The statement that creates each table of the warehouse, empty."""
    found = empty_warehouse.sql("select table_name, sql from duckdb_tables()")
    return dict(found.fetchall())


@pytest.fixture(scope="session")
def sound_file(
    table_statements: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A database file of the small warehouse, built by the models themselves."""
    path = tmp_path_factory.mktemp("sound") / "warehouse.duckdb"
    with duckdb.connect(path) as connection:
        set_review_threshold(connection, REVIEW_THRESHOLD)
        load_macros(connection)
        load_reference_tables(connection)
        raw = {
            "raw_document": DOCUMENTS,
            "raw_figure": FIGURES,
            "raw_claim": CLAIMS,
            "raw_review": [],
        }
        for table, rows in raw.items():
            connection.execute(table_statements[table])
            insert(connection, table, rows)
        before, after = split_at_quarantine()
        list(build_tables(connection, before))
        build_quarantine(connection, load_schema())
        list(build_tables(connection, after))
    return path


@pytest.fixture(scope="session")
def sound_copy(sound_file: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The small warehouse in memory, with a second copy of what tests may break."""
    with duckdb.connect() as connection:
        connection.execute(f"attach '{sound_file}' as sound (read_only)")
        connection.execute("copy from database sound to memory; create schema kept")
        for table in breakable_tables(connection):
            connection.execute(f"create table kept.{table} as from {table}")
        yield connection


@pytest.fixture
def sound(
    sound_copy: duckdb.DuckDBPyConnection,
) -> Iterator[duckdb.DuckDBPyConnection]:
    """The small warehouse, for one test to break; it is mended when the test ends."""
    yield sound_copy
    for table in breakable_tables(sound_copy):
        sound_copy.execute(f"create or replace table {table} as from kept.{table}")


@pytest.fixture
def staged(table_statements: dict[str, str]) -> Iterator[Stage]:
    """Stage figures and claims, with nothing else in the warehouse."""
    with duckdb.connect() as connection:
        yield partial(stage, connection, table_statements)


@pytest.fixture(scope="module")
def staged_once(table_statements: dict[str, str]) -> Iterator[Stage]:
    """Stage figures and claims for all tests of a module."""
    with duckdb.connect() as connection:
        yield partial(stage, connection, table_statements)


def stage(
    connection: duckdb.DuckDBPyConnection,
    statements: dict[str, str],
    figures: list[Row],
    claims: list[Row],
) -> duckdb.DuckDBPyConnection:
    """Create the staging tables, and put figures and claims into them."""
    for table, rows in [("stg_figure", figures), ("stg_claim", claims)]:
        connection.execute(statements[table])
        insert(connection, table, rows)
    return connection


def insert(connection: duckdb.DuckDBPyConnection, table: str, rows: list[Row]) -> None:
    """Put rows into a table, by the names of their columns."""
    for row in rows:
        places = ", ".join("?" for _ in row)
        connection.execute(
            f"insert into {table} ({', '.join(row)}) values ({places})",
            list(row.values()),
        )


def breakable_tables(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """The tables whose suites stop the publish, and those that these read."""
    tables = connection.sql(
        "select table_name from duckdb_tables() "
        "where database_name = 'memory' and schema_name = 'main' and table_name "
        "similar to '(raw|quarantine|dim|fact|metric)_.*' order by table_name"
    )
    return [table for (table,) in tables.fetchall()]


def split_at_quarantine() -> tuple[set[str], set[str]]:
    """Split the models into those before the quarantine and those that need it."""
    after = {"quarantine_figure", "quarantine_claim"}
    for name, model in read_models().items():
        if model.inputs & after:
            after.add(name)
    return set(read_models()) - after, after
