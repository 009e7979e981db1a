"""The warehouse without a row, for whoever asks what its tables and columns are.

It is made by the statements that make the real one, so that no list of columns is kept
twice. Only the reference lists have rows.
"""

from pathlib import Path

from duckdb import DuckDBPyConnection

from pipelines.ingest.corrections import TABLE_COLUMNS as CORRECTION_COLUMNS
from pipelines.ingest.intake import AUDIT_COLUMNS
from pipelines.ingest.raw_store import (
    CLAIM_COLUMNS,
    DOCUMENT_COLUMNS,
    FIGURE_COLUMNS,
    RawStore,
)
from pipelines.ingest.reviews import TABLE_COLUMNS as REVIEW_COLUMNS
from pipelines.model.sql_files import (
    build_tables,
    lineage,
    load_macros,
    load_reference_tables,
    read_models,
)
from pipelines.publish.audit_run import create_run_tables
from pipelines.settings import REVIEW_THRESHOLD
from pipelines.tables import comment_on_table, set_review_threshold
from pipelines.validate.audit import record_outcomes
from pipelines.validate.quarantine import QUARANTINES, set_apart

INGESTED = {
    "raw_document": DOCUMENT_COLUMNS,
    "raw_figure": FIGURE_COLUMNS,
    "raw_claim": CLAIM_COLUMNS,
    "raw_review": REVIEW_COLUMNS,
    "raw_correction": CORRECTION_COLUMNS,
    "audit_document": AUDIT_COLUMNS,
}


def create_empty_warehouse(connection: DuckDBPyConnection) -> None:
    """Make every table, view and macro of a release, with its comments."""
    set_review_threshold(connection, REVIEW_THRESHOLD)
    load_macros(connection)
    commented = [*load_reference_tables(connection), *_ingest(connection)]
    # What is set apart is taken from the staging tables, and facts are what is left.
    stagings = lineage(QUARANTINES.values())
    list(build_tables(connection, stagings))
    for quarantine in QUARANTINES:
        set_apart(connection, quarantine, [])
    list(build_tables(connection, read_models().keys() - stagings))
    commented += _audit(connection)
    for table in commented:
        comment_on_table(connection, table)


def read_columns(connection: DuckDBPyConnection) -> dict[str, dict[str, str]]:
    """Return the columns of every table, view and macro, each with its type."""
    tables = connection.execute(
        """
        select table_name, column_name, data_type
        from duckdb_columns()
        where not internal
        order by table_name, column_index
        """
    ).fetchall()
    columns: dict[str, dict[str, str]] = {}
    for table, column, kind in tables:
        columns.setdefault(table, {})[column] = kind
    for model in read_models().values():
        if model.parameters:
            # What the columns are does not depend on what is asked for.
            asked = ", ".join("null" for _ in model.parameters)
            described = connection.execute(f"describe from {model.name}({asked})")
            columns[model.name] = {row[0]: row[1] for row in described.fetchall()}
    return columns


def _ingest(connection: DuckDBPyConnection) -> list[str]:
    # The store's folder is touched by rows alone, and there are none.
    store = RawStore(Path(), connection)
    for table, columns in INGESTED.items():
        store.create(table, columns)
    return list(INGESTED)


def _audit(connection: DuckDBPyConnection) -> list[str]:
    record_outcomes(connection, run_id="", outcomes=[])
    create_run_tables(connection)
    return ["audit_expectation"]
