"""The release that readers have now, for this run's tables to be held against.

While the suites run, what it said of each document lies in the catalog
``last_release``. Before anything is published no row is in it, and nothing can differ.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection

from pipelines.publish.layout import DATABASE, current_link

_STATEMENT = (
    "document_id",
    "locator",
    "company_id",
    "org_unit_id",
    "boundary",
    "measure",
    "scope",
    "fiscal_year",
)

#: The columns of each table that are compared, and those that find its documents.
COMPARED: Mapping[str, tuple[str, ...]] = {
    "dim_document": (
        "document_id",
        "path",
        "company_id",
        "source_kind",
        "known_from",
    ),
    "fact_figure": (
        *_STATEMENT,
        "period_end",
        "value_kind",
        "amount",
        "canonical_unit",
    ),
    "fact_claim": (*_STATEMENT, "change", "change_kind", "change_unit"),
}


@contextmanager
def last_release_of(
    connection: DuckDBPyConnection, warehouse_folder: Path
) -> Iterator[None]:
    """Let queries read the current release of a warehouse until the block ends."""
    with last_release(connection, current_link(warehouse_folder) / DATABASE):
        yield


@contextmanager
def last_release(connection: DuckDBPyConnection, file: Path) -> Iterator[None]:
    """Let queries read a database file as the last release until the block ends.

    A file that is missing or damaged, or of a version whose tables lack a column, is
    as good as none: this run is about to publish a better one.
    """
    connection.execute("attach ':memory:' as last_release")
    try:
        is_open = _attach(connection, file)
        for table, columns in COMPARED.items():
            selected = ", ".join(columns)
            if is_open and _has_columns(connection, table, columns):
                connection.execute(
                    f"create view last_release.{table} as "
                    f"select {selected} from last_file.{table}"
                )
            else:
                connection.execute(
                    f"create table last_release.{table} as "
                    f"select {selected} from {table} limit 0"
                )
        yield
    finally:
        connection.execute("detach last_release; detach database if exists last_file")


def _attach(connection: DuckDBPyConnection, file: Path) -> bool:
    if not file.exists():
        return False
    quoted = str(file.resolve()).replace("'", "''")
    try:
        connection.execute(f"attach '{quoted}' as last_file (read_only)")
    except duckdb.Error:
        return False
    return True


def _has_columns(
    connection: DuckDBPyConnection, table: str, columns: tuple[str, ...]
) -> bool:
    found = connection.execute(
        """
        select column_name from duckdb_columns()
        where database_name = 'last_file' and table_name = $table
        """,
        {"table": table},
    ).fetchall()
    return {name for (name,) in found} >= set(columns)
