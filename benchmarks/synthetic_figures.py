"""Makes raw tables of companies that do not exist, as large as a benchmark wants.

The rows are made by the queries in ``synthetic_figures/``, each named for the table
that it makes. The same figures, seed and reference lists make the same rows on the same
version of DuckDB.
"""

import sys
import time
from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection

from pipelines.ingest.corrections import TABLE_COLUMNS as CORRECTION_COLUMNS
from pipelines.ingest.raw_store import (
    CLAIM_COLUMNS,
    DOCUMENT_COLUMNS,
    FIGURE_COLUMNS,
    RawStore,
)
from pipelines.ingest.reviews import TABLE_COLUMNS as REVIEW_COLUMNS
from pipelines.model.sql_files import load_reference_tables
from pipelines.tables import transaction

QUERIES = Path(__file__).with_suffix("")
# Each reads those before it.
TABLES = (
    "line_type",
    "unit_option",
    "company",
    "perimeter",
    "line",
    "amount",
    "document",
    "printed_unit",
    "statement",
    "printed_number",
    "figure",
    "claim",
    "read_document",
    "review",
)
RAW_TABLES = {
    "raw_document": ("read_document", DOCUMENT_COLUMNS),
    "raw_figure": ("figure", FIGURE_COLUMNS),
    "raw_claim": ("claim", CLAIM_COLUMNS),
    "raw_review": ("review", REVIEW_COLUMNS),
}
FIGURES_PER_COMPANY = 545
# Companies made at a time. A data set of many companies covers those of one run.
COMPANIES_PER_RUN = 500
MEMORY_LIMIT = "1200MB"


def write_raw_tables(file: Path, figures: int, seed: int) -> None:
    """Write a new DuckDB file of raw tables with about this many figures."""
    companies = max(1, round(figures / FIGURES_PER_COMPANY))
    with duckdb.connect(
        config={"memory_limit": MEMORY_LIMIT, "temp_directory": f"{file}.tmp"}
    ) as connection:
        load_reference_tables(connection)
        connection.execute((QUERIES / "macros.sql").read_text(encoding="utf-8"))
        connection.execute("set variable seed = ?", [seed])
        _create_raw_tables(connection, file)
        for first in range(0, companies, COMPANIES_PER_RUN):
            last = min(first + COMPANIES_PER_RUN, companies)
            with transaction(connection):
                _make(connection, first, last)


def _create_raw_tables(connection: DuckDBPyConnection, file: Path) -> None:
    path = str(file).replace("'", "''")
    connection.execute(f"attach '{path}' as raw")
    connection.execute("use raw")
    store = RawStore(file.parent, connection)
    for table, (_, columns) in RAW_TABLES.items():
        store.create(table, columns)
    store.create("raw_correction", CORRECTION_COLUMNS)
    connection.execute("use memory")


def _make(connection: DuckDBPyConnection, first: int, last: int) -> None:
    """Make the rows of some companies and append them to the raw tables."""
    connection.execute("set variable first_company = ?", [first])
    connection.execute("set variable last_company = ?", [last])
    for table in TABLES:
        query = (QUERIES / f"{table}.sql").read_text(encoding="utf-8")
        connection.execute(f"create or replace temp table {table} as {query}")
    for table, (source, columns) in RAW_TABLES.items():
        connection.execute(
            f"insert into raw.{table} by name select {', '.join(columns)} from {source}"
        )


def main() -> None:
    """Write the file that the first argument names; then figures and seed."""
    started = time.monotonic()
    file, figures, seed = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    write_raw_tables(file, figures, seed)
    print(f"{file} in {time.monotonic() - started:.1f} s")


if __name__ == "__main__":
    main()
