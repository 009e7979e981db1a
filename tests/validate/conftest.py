"""A small warehouse in which every expectation holds, for tests to break."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
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
from pipelines.publish.audit_run import append_audit_run
from pipelines.schema import load_schema
from pipelines.settings import REVIEW_THRESHOLD
from pipelines.tables import set_review_threshold
from pipelines.validate.last_release import COMPARED, last_release
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
        "source_kind": source_kind,
        "published_text": published,
        "is_catalogued": True,
    }
    for document, source_kind, published in [
        # Not every year: nobody expects another.
        ("report-2023", "issuer_report", "2024-01"),
        ("report-2024", "issuer_report", "2025-08"),
        ("press-2024", "press", "2025-09"),
        ("list-2025", "aggregator", "2025-10"),
    ]
]


def figure(
    figure_id: str,
    measure: str,
    scope: str | None,
    year: int,
    value: str,
    unit: str,
    **changes: Any,
) -> Row:
    """Make a figure of acme as a reader would have read it, exact to the last digit.

    What is old, from the press or from a list of companies says so at the beginning of
    its identifier.
    """
    kind = figure_id.partition("-")[0]
    documents = {"old": "report-2023", "press": "press-2024", "list": "list-2025"}
    return {
        "figure_id": figure_id,
        "document_id": documents.get(kind, "report-2024"),
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
    } | changes


def emissions(figure_id: str, scope: str, year: int, value: str, **changes: Any) -> Row:
    """Make a figure of gross emissions in tonnes."""
    return figure(
        figure_id, "ghg_emissions_gross", scope, year, value, "tCO2e", **changes
    )


def claim(figure_id: str, claim_id: str, change: int, measure: str, scope: Any) -> Row:
    """Make a claim of a change in percent beside a figure of 2024."""
    return {
        "claim_id": claim_id,
        "figure_id": figure_id,
        "document_id": "report-2024",
        "reader": "figure_sheet",
        "reader_version": "1",
        "ordinal": 1,
        "locator": claim_id,
        "measure_text": measure,
        "scope_text": scope,
        "period_text": "CY2024",
        "change_text": str(change),
        "change_unit_text": "%",
        "change": change,
        "change_low": change - 0.5,
        "change_high": change + 0.5,
        "confidence": 1,
    }


FIGURES = [
    # A series over three years, restated, told otherwise by the press and by equity.
    emissions("one-22", "1", 2022, "110"),
    emissions("one-23", "1", 2023, "100"),
    emissions("one-24", "1", 2024, "90"),
    emissions("old-one-23", "1", 2023, "105"),
    emissions("press-one-24", "1", 2024, "95"),
    emissions("equity-one-24", "1", 2024, "80", boundary_text="equity share"),
    # Scope 2, of 2023 with its method named since, and its sums: one of them counts
    # both methods.
    emissions("old-two-23", "2", 2023, "65"),
    emissions("two-23", "2 market-based", 2023, "61"),
    emissions("two-24", "2 market-based", 2024, "60"),
    emissions("two-location-24", "2 location-based", 2024, "70"),
    emissions("sum-24", "1+2 market-based", 2024, "150"),
    emissions("sum-both-24", "1+2", 2024, "220"),
    # Scope 3 with some of its categories, and a total that its parts do not make.
    emissions("three-24", "3", 2024, "100"),
    emissions("goods-24", "scope_3_category_1", 2024, "40"),
    emissions("travel-24", "scope_3_category_6", 2024, "30"),
    emissions("all-24", "1+2+3 market-based", 2024, "260"),
    figure("offset-24", "carbon_offsets", "1+2", 2024, "10", "tCO2e"),
    figure("saved-24", "emission_reductions", "1+2", 2024, "15", "tCO2e"),
    # A part of acme, and a company that no list has.
    emissions("foundry-24", "1", 2024, "30", org_unit_text="Foundry"),
    emissions("list-other-24", "1", 2024, "5", company_text="Microsof"),
    # The same amount with fewer digits and with more.
    figure(
        "energy-24",
        "energy_consumption",
        None,
        2024,
        "7",
        "MWh",
        value_low="6.5",
        value_high="7.5",
    ),
    figure("press-energy-24", "energy_consumption", None, 2024, "7.2", "MWh"),
    figure("power-24", "electricity_consumption", None, 2024, "20", "MWh"),
    figure("clean-24", "clean_electricity_consumption", None, 2024, "5", "MWh"),
    figure("water-22", "water_consumption", None, 2022, "10", "m3"),
    figure("water-23", "water_consumption", None, 2023, "9", "m3"),
    figure("water-24", "water_consumption", None, 2024, "8", "m3"),
    figure("pue-24", "pue", None, 2024, "1.2", "ratio"),
    figure("share-24", "clean_electricity_share", None, 2024, "56", "%"),
    figure("revenue-24", "revenue", None, 2024, "1000", "million USD"),
    figure("target-30", "target_clean_electricity_share", None, 2030, "100", "%"),
    figure(
        "cut-30", "target_emission_reduction", "1", 2030, "50", "%", basis_text="2022"
    ),
]
CLAIMS = [
    claim("one-24", "fall-24", -10, "ghg_emissions_gross", "1"),
    # A fall of 1.6 %, told as a rise.
    claim("two-24", "rise-24", 2, "ghg_emissions_gross", "2 market-based"),
    # The fall since 2022, told as that of one year.
    claim("water-24", "two-years-24", -20, "water_consumption", None),
    claim("energy-24", "energy-rise-24", 5, "energy_consumption", None),
]


@pytest.fixture(scope="session")
def table_statements(empty_warehouse: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """The statement that creates each table of the warehouse, empty.

    Views are told as tables, so that tests can give them rows of their own.
    """
    found = empty_warehouse.sql("""
        select
            table_name,
            format(
                'create table {} ({})',
                table_name,
                string_agg(column_name || ' ' || data_type, ', ' order by column_index)
            )
        from duckdb_columns()
        where not internal
        group by table_name
    """)
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
            "raw_correction": [],
        }
        for table, rows in raw.items():
            connection.execute(table_statements[table])
            insert(connection, table, rows)
        before, after = split_at_quarantine()
        list(build_tables(connection, before))
        build_quarantine(connection, load_schema())
        list(build_tables(connection, after))
        # The run before had the same figures.
        connection.execute(table_statements["audit_document"])
        day = datetime(2026, 11, 20, tzinfo=UTC)
        append_audit_run(connection, "before", day, day, "published")
    return path


@pytest.fixture(scope="session")
def sound_copy(sound_file: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The small warehouse in memory, with a second copy of what tests may break."""
    with duckdb.connect() as connection:
        connection.execute(f"attach '{sound_file}' as sound (read_only)")
        connection.execute("copy from database sound to memory; create schema kept")
        for table in breakable_tables(connection):
            connection.execute(f"create table kept.{table} as from {table}")
        with last_release(connection, sound_file.with_name("none.duckdb")):
            yield connection


@pytest.fixture
def sound(
    sound_copy: duckdb.DuckDBPyConnection,
) -> Iterator[duckdb.DuckDBPyConnection]:
    """The small warehouse, for one test to break; it is mended when the test ends."""
    yield sound_copy
    for table in breakable_tables(sound_copy):
        sound_copy.execute(f"create or replace table {table} as from kept.{table}")
    for table in COMPARED:
        sound_copy.execute(f"delete from last_release.{table}")


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
    """Create the staging tables, and put figures and claims into them.

    A row has columns of the typed table and of the one with the words as printed.
    """
    connection.execute(statements["stg_correction"])
    for tables, rows in [
        (("stg_figure", "stg_worded_figure"), figures),
        (("stg_claim", "stg_worded_claim"), claims),
    ]:
        for table in tables:
            connection.execute(statements[table])
            columns = connection.table(table).columns
            insert(
                connection,
                table,
                [{name: row[name] for name in row if name in columns} for row in rows],
            )
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
        "similar to '(raw|quarantine|dim|fact|metric|audit)_.*' order by table_name"
    )
    return [table for (table,) in tables.fetchall()]


def split_at_quarantine() -> tuple[set[str], set[str]]:
    """Split the models into those before the quarantine and those that need it."""
    after = {"quarantine_figure", "quarantine_claim"}
    for name, model in read_models().items():
        if model.inputs & after:
            after.add(name)
    return set(read_models()) - after, after
