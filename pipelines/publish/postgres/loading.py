"""Fills the tables of a schema with the rows of a release, a batch at a time."""

import duckdb

from pipelines.publish.postgres.definitions import (
    Table,
    create_table,
    finish_tables,
)
from pipelines.publish.postgres.session import Session
from pipelines.publish.quoting import quoted_name

#: Rows that are in memory at a time. Larger batches are slower: they leave the cache.
BATCH_ROWS = 10_000


def load_tables(
    session: Session,
    schema: str,
    release: duckdb.DuckDBPyConnection,
    tables: list[Table],
) -> int:
    """Make and fill the tables of a release, give them their keys; return the rows."""
    import pyarrow as pa

    rows = 0
    for table in tables:
        session.execute(create_table(schema, table))
        with release.execute(_rows_of(table)).to_arrow_reader(BATCH_ROWS) as batches:
            # The driver keeps what it reads from when a load fails, and so would keep
            # the release open: it gets a reader of its own, and this one is closed.
            handed_on = pa.RecordBatchReader.from_batches(batches.schema, batches)
            rows += session.load(schema, table.name, handed_on)
    for statement in finish_tables(schema, tables):
        session.execute(statement)
    return rows


def _rows_of(table: Table) -> str:
    """Write the query for a table's rows, as PostgreSQL can take them."""
    columns = ", ".join(
        # A text there cannot hold the character 0, which documents may print.
        f"replace({name}, chr(0), '') as {name}" if kind == "text" else name
        for name, kind in (
            (quoted_name(column), kind) for column, kind in table.columns.items()
        )
    )
    return f"select {columns} from {quoted_name(table.name)}"
