"""The cure for the one thing that keeps Great Expectations from running in DuckDB.

Great Expectations fetches a result after giving its connection back, and by then
duckdb-engine 0.17 has nothing left to fetch ("list index out of range"). The dialect
here fetches while the statement runs. tests/validate/test_duckdb_dialect.py says when
upstream no longer needs that; then the dialect goes, and ``duckdb://`` will do.
"""

from typing import TYPE_CHECKING

from duckdb import DuckDBPyConnection
from duckdb_engine import ConnectionWrapper, Dialect
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.postgresql.psycopg2 import PGExecutionContext_psycopg2
from sqlalchemy.engine.cursor import FullyBufferedCursorFetchStrategy

if TYPE_CHECKING:
    from great_expectations.data_context import EphemeralDataContext
    from great_expectations.datasource.fluent import SQLDatasource


class FetchingContext(PGExecutionContext_psycopg2):
    """Runs a statement, and fetches its rows while its connection is still open."""

    def post_exec(self) -> None:
        """Keep the rows of a statement that has any."""
        if self.cursor.description:
            self.cursor_fetch_strategy = FullyBufferedCursorFetchStrategy(
                self.cursor, initial_buffer=self.cursor.fetchall()
            )


class FetchingDialect(Dialect):
    """DuckDB's dialect, with results that outlive their connection."""

    supports_statement_cache = False
    execution_ctx_cls = FetchingContext


def add_datasource(
    context: "EphemeralDataContext",
    connection: DuckDBPyConnection,
) -> "SQLDatasource":
    """Let Great Expectations read the tables of an open DuckDB connection.

    It reads through cursors, which share the connection's database and not its
    transaction: what is not committed is not seen. They close with the connection.
    """
    registry.register("duckdb.scopebook", __name__, FetchingDialect.__name__)
    return context.data_sources.add_sql(  # type: ignore[call-arg]  # kwargs
        "warehouse",
        connection_string="duckdb+scopebook://",
        kwargs={"creator": lambda: ConnectionWrapper(connection.cursor())},
    )
