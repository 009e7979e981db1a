"""What starts a run without being asked: the clock, and a change in the reports."""

import dagster as dg

from pipelines.ingest.archive import ReportArchive

refresh = dg.define_asset_job(
    "refresh",
    selection=dg.AssetSelection.all(),
    description=(
        "Read new and changed documents, rebuild every table, hold all of them against "
        "their expectations, and publish a release if they hold."
    ),
)

daily_refresh = dg.ScheduleDefinition(
    name="daily_refresh",
    job=refresh,
    cron_schedule="0 2 * * *",
    execution_timezone="UTC",
    default_status=dg.DefaultScheduleStatus.RUNNING,
    description="Every night at 02:00 UTC, whether or not a report has changed.",
)


@dg.sensor(
    job=refresh,
    minimum_interval_seconds=60,
    default_status=dg.DefaultSensorStatus.RUNNING,
)
def reports_changed(
    context: dg.SensorEvaluationContext, archive: ReportArchive
) -> dg.SensorResult | dg.SkipReason:
    """Start a run when a document or the catalogue was added, changed or removed."""
    fingerprint = archive.fingerprint()
    if fingerprint == context.cursor:
        return dg.SkipReason("The reports are as the last run found them.")
    # No run key: reports that are put back as they were must be read again, and
    # Dagster never starts a second run of one key.
    return dg.SensorResult(run_requests=[dg.RunRequest()], cursor=fingerprint)
