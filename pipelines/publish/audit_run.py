"""The table audit_run: what each run that came to its publish did."""

from datetime import datetime

import duckdb

from pipelines.publish.contents import read_query
from pipelines.publish.release import code_version
from pipelines.tables import comment_on_table


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
    connection.execute(read_query("audit_run_columns"))
    comment_on_table(connection, "audit_run")
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
