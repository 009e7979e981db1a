"""What each run that came to its publish did, and of what size its facts were.

Both are kept from run to run: the next one is held against them. A run tells of itself
up to its publish; how it ended is told by ``run_history`` with the next.
"""

from datetime import datetime

import duckdb

from pipelines.publish.contents import read_query
from pipelines.publish.manifest import code_version
from pipelines.tables import comment_on_table

RUN_TABLES = ("audit_run", "audit_stage", "audit_distribution")


def append_audit_run(
    connection: duckdb.DuckDBPyConnection,
    run_id: str,
    started_at: datetime,
    ended_at: datetime,
    status: str,
) -> None:
    """Add a run, or change what is said of it; the runs before it stay.

    Times are UTC. ``ended_at`` is when the last table was made: the copy follows.
    """
    create_run_tables(connection)
    connection.execute(
        read_query("audit_run"),
        {
            "run_id": run_id,
            "started_at": started_at.replace(tzinfo=None),
            "ended_at": ended_at.replace(tzinfo=None),
            "status": status,
            "code_version": code_version(),
        },
    )
    connection.execute(read_query("audit_distribution"), {"run_id": run_id})


def create_run_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the tables of runs where there are none yet."""
    for table in RUN_TABLES:
        connection.execute(read_query(f"{table}_columns"))
        comment_on_table(connection, table)
