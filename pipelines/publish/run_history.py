"""How runs ended and how long their stages took, told by the next run that publishes.

How a run ended, and how long its own publish took, is known only after its release is
written; and a run that failed writes none. Dagster records all of it as it happens, so
a run on its way to its publish adds what became of those before it.
"""

import dagster as dg
import duckdb

from pipelines.publish.contents import read_query
from pipelines.run_records import (
    PastRun,
    Stage,
    past_runs,
    run_events,
    stages_in,
    stages_of_steps,
)

#: So many runs are looked back on: a week of failures, were there one every hour.
LOOKED_BACK_ON = 200


def append_past_runs(
    connection: duckdb.DuckDBPyConnection, instance: dg.DagsterInstance, run_id: str
) -> None:
    """Add what Dagster recorded of a run so far, and of those that ended before it.

    A run that ended while this one went on is left to the next.
    """
    settled = connection.execute(read_query("audit_run_settled")).fetchall()
    runs = past_runs(instance, LOOKED_BACK_ON, known={known for (known,) in settled})
    [this] = [run for run in runs if run.run_id == run_id]
    connection.execute(
        read_query("audit_run_started_from"),
        {"run_id": run_id, "started_from": this.started_from},
    )
    _append_stages(connection, instance, run_id)
    for run in runs:
        if run.ended_at is not None and run.started_at < this.started_at:
            _append_past_run(connection, run)
            _append_stages(connection, instance, run.run_id)


def _append_past_run(connection: duckdb.DuckDBPyConnection, run: PastRun) -> None:
    assert run.ended_at is not None  # noqa: S101  (only such are passed on)
    connection.execute(
        read_query("audit_run_past"),
        {
            "run_id": run.run_id,
            "started_at": run.started_at.replace(tzinfo=None),
            "ended_at": run.ended_at.replace(tzinfo=None),
            "status": run.outcome,
            "started_from": run.started_from,
            "seconds": run.seconds,
            "failure": run.failure,
        },
    )


def _append_stages(
    connection: duckdb.DuckDBPyConnection, instance: dg.DagsterInstance, run_id: str
) -> None:
    for stage in stages_in(run_events(instance, run_id), stages_of_steps()):
        if stage.is_over:
            _append_stage(connection, run_id, stage)


def _append_stage(
    connection: duckdb.DuckDBPyConnection, run_id: str, stage: Stage
) -> None:
    connection.execute(
        read_query("audit_stage"),
        {
            "run_id": run_id,
            "stage": stage.name,
            "started_at": stage.started_at.replace(tzinfo=None),
            "seconds": round(stage.seconds, 3),
            "tables_made": stage.tables,
            "rows_made": stage.rows,
            "checks_made": stage.checks,
        },
    )
