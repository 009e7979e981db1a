"""The sensors of failure: alerts, and runs whose process died without a word."""

from typing import TYPE_CHECKING

import dagster as dg

from pipelines.alerts.alert import alert_of
from pipelines.alerts.sending import send_alert
from pipelines.failures import failure_in
from pipelines.instance import close_dead_runs

if TYPE_CHECKING:
    from pipelines.settings import Settings

#: Dagster's tag of a failed run that it will start once more by itself.
WILL_RETRY = "dagster/will_retry"


def report_failures(settings: "Settings") -> dg.SensorDefinition:
    """Make the sensor that sends an alert when a run of Dagster has failed."""

    @dg.run_failure_sensor(
        minimum_interval_seconds=30,
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="Sends an alert when a run has failed and is not tried again.",
    )
    def run_failed(context: dg.RunFailureSensorContext) -> dg.SkipReason | None:
        if context.dagster_run.tags.get(WILL_RETRY) == "true":
            return dg.SkipReason("Dagster tries this run again.")
        alert_of_run(settings, context.instance, context.dagster_run.run_id, context)
        return None

    return run_failed


def close_dead(settings: "Settings") -> dg.SensorDefinition:
    """Make the sensor that closes runs whose process was killed.

    They would hold the queue, in which one run goes at a time. Runs of the command line
    have nobody left who could send their alert, so that is done here.
    """

    @dg.sensor(
        minimum_interval_seconds=60,
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="Marks runs as failed whose process ended without a word.",
    )
    def dead_runs(context: dg.SensorEvaluationContext) -> dg.SkipReason:
        closed = close_dead_runs(context.instance, settings.warehouse_folder)
        for run in closed:
            if run.remote_job_origin is None:
                alert_of_run(settings, context.instance, run.run_id, context)
        return dg.SkipReason(f"{len(closed)} runs were found dead.")

    return dead_runs


def alert_of_run(
    settings: "Settings",
    instance: dg.DagsterInstance,
    run_id: str,
    context: dg.RunFailureSensorContext | dg.SensorEvaluationContext,
) -> None:
    """Send the alert of a failed run, by what is recorded of it."""
    record = instance.get_run_record_by_id(run_id)
    assert record is not None  # noqa: S101  (its failure was just recorded)
    entries = instance.all_logs(run_id)
    events = [entry.dagster_event for entry in entries if entry.dagster_event]
    send_alert(settings, alert_of(record, failure_in(events), settings), context.log)
