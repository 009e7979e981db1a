"""The release that readers have now, for this run's tables to be held against.

While the suites run, what it said of each document lies in the catalog
``last_release``. Before anything is published no row is in it, and nothing can differ.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection

from pipelines.publish.contents import read_query
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
    [(working,)] = connection.execute("select current_database()").fetchall()
    connection.execute("attach ':memory:' as last_release")
    try:
        _attach(connection, file)
        for table, columns in COMPARED.items():
            selected = ", ".join(columns)
            if _has_columns(connection, "last_file", table, columns):
                connection.execute(
                    f"create view last_release.{table} as "
                    f"select {selected} from last_file.{table}"
                )
            # Checks of some tables run before others are made.
            elif _has_columns(connection, working, table, columns):
                connection.execute(
                    f"create table last_release.{table} as "
                    f"select {selected} from {table} limit 0"
                )
        yield
    finally:
        connection.execute("detach last_release; detach database if exists last_file")


def _attach(connection: DuckDBPyConnection, file: Path) -> None:
    if not file.exists():
        return
    quoted = str(file.resolve()).replace("'", "''")
    with suppress(duckdb.Error):
        connection.execute(f"attach '{quoted}' as last_file (read_only)")


def _has_columns(
    connection: DuckDBPyConnection,
    database: str,
    table: str,
    columns: tuple[str, ...],
) -> bool:
    found = connection.execute(
        read_query("database_columns"), {"database_name": database}
    ).fetchall()
    return {(table, column) for column in columns} <= set(found)
