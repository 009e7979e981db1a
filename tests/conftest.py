"""What every test may use: models built from rows, and the bundled reports."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipelines.ingest.reviews import TABLE_COLUMNS
from pipelines.model.sql_files import (
    build_tables,
    lineage,
    load_macros,
    load_reference_tables,
    read_models,
)
from pipelines.settings import REVIEW_THRESHOLD
from pipelines.tables import set_review_threshold

Row = dict[str, Any]

TERMS = ("org_unit_term", "measure_term", "scope_term", "period_term")
PRINTED_WORDS = (
    "company_text",
    "org_unit_text",
    "measure_text",
    "scope_text",
    "boundary_text",
    "period_text",
    "period_start_text",
    "period_end_text",
)
RAW_TABLES = {
    "raw_document": {
        **dict.fromkeys(
            ("document_id", "path", "folder_name", "file_name", "reader"), "varchar"
        ),
        **dict.fromkeys(("reader_version", "company_text", "title"), "varchar"),
        **dict.fromkeys(("publisher", "source_kind", "published_text"), "varchar"),
        **dict.fromkeys(("language", "url", "attribution"), "varchar"),
        **dict.fromkeys(("issuer_text", "dated_text"), "varchar"),
        "page_count": "integer",
        "is_catalogued": "boolean",
        "size_bytes": "bigint",
        "figure_count": "integer",
        "claim_count": "integer",
    },
    "raw_figure": {
        **dict.fromkeys(
            ("figure_id", "document_id", "reader", "reader_version"), "varchar"
        ),
        "ordinal": "integer",
        **dict.fromkeys(("page", "locator", "context", *PRINTED_WORDS), "varchar"),
        **dict.fromkeys(("value_text", "unit_text", "basis_text"), "varchar"),
        **dict.fromkeys(("value", "value_low", "value_high"), "decimal(28, 9)"),
        **dict.fromkeys(
            ("alternative_value", "alternative_low", "alternative_high"),
            "decimal(28, 9)",
        ),
        **dict.fromkeys(("value_kind", "series_break_text", "note"), "varchar"),
        "confidence": "decimal(3, 2)",
        "reasons": "varchar[]",
        "reading_problem": "varchar",
        **dict.fromkeys((*TERMS, "unit_term"), "varchar"),
    },
    "raw_claim": {
        **dict.fromkeys(
            ("claim_id", "figure_id", "document_id", "reader", "reader_version"),
            "varchar",
        ),
        "ordinal": "integer",
        **dict.fromkeys(("page", "locator", "context", *PRINTED_WORDS), "varchar"),
        **dict.fromkeys(("change_text", "change_unit_text", "basis_text"), "varchar"),
        **dict.fromkeys(("change", "change_low", "change_high"), "decimal(28, 9)"),
        "note": "varchar",
        "confidence": "decimal(3, 2)",
        "reasons": "varchar[]",
        "reading_problem": "varchar",
        **dict.fromkeys(TERMS, "varchar"),
    },
    "raw_review": TABLE_COLUMNS,
    "quarantine_figure": {"figure_id": "varchar", "expectations": "varchar[]"},
    "quarantine_claim": {"claim_id": "varchar", "expectations": "varchar[]"},
}


@pytest.fixture(scope="session")
def empty_warehouse() -> Iterator[duckdb.DuckDBPyConnection]:
    """Every table of the warehouse, with no rows but the reference lists."""
    with duckdb.connect() as connection:
        set_review_threshold(connection, REVIEW_THRESHOLD)
        load_macros(connection)
        load_reference_tables(connection)
        for table, columns in RAW_TABLES.items():
            listed = ", ".join(f"{name} {kind}" for name, kind in columns.items())
            connection.execute(f"create table {table} ({listed})")
        for name, model in read_models().items():
            connection.execute(f"create table {name} as {model.query}")
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
