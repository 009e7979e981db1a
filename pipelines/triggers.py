"""What starts a run without being asked: the clock, and a change in the reports."""

import json
import time
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import dagster as dg

from pipelines.ingest.archive import ReportArchive

if TYPE_CHECKING:
    from dagster._core.definitions.unresolved_asset_job_definition import (
        UnresolvedAssetJobDefinition,
    )

REFRESH = "refresh"


def refresh_job(logger: str | None = None) -> "UnresolvedAssetJobDefinition":
    """Make the job that does everything; a logger is used however a run is started."""
    # Config that is no mapping is only what the UI proposes.
    always = dg.ConfigMapping(lambda _: {"loggers": {logger: {}}}, config_schema={})
    return dg.define_asset_job(
        REFRESH,
        selection=dg.AssetSelection.all(),
        description=(
            "Read new and changed documents, rebuild every table, hold all of them "
            "against their expectations, and publish a release if they hold."
        ),
        config=always if logger else None,
        # A release is published by the run that made and checked all of it. A run that
        # Dagster tries again therefore begins at the beginning.
        tags={"dagster/retry_strategy": "ALL_STEPS"},
    )


daily_refresh = dg.ScheduleDefinition(
    name="daily_refresh",
    job_name=REFRESH,
    cron_schedule="0 2 * * *",
    execution_timezone="UTC",
    default_status=dg.DefaultScheduleStatus.RUNNING,
    description="Every night at 02:00 UTC, whether or not a report has changed.",
)


@dataclass(frozen=True, slots=True)
class Watch:
    """What the sensor remembers from look to look, across restarts of Dagster.

    ``started`` is the fingerprint of the reports for which the last run was started,
    ``seen`` the one that the last look found, and ``since`` the time of the first look
    that found it, in nanoseconds.
    """

    started: str | None = None
    seen: str | None = None
    since: int = 0

    @classmethod
    def from_cursor(cls, cursor: str | None) -> "Watch":
        """Read a cursor; one of another version remembers nothing."""
        try:
            return cls(**json.loads(cursor or "{}"))
        except (TypeError, ValueError):
            return cls()

    @property
    def cursor(self) -> str:
        """The text that Dagster keeps."""
        return json.dumps(asdict(self))


def watch_reports(quiet_seconds: int) -> dg.SensorDefinition:
    """Make the sensor that looks at the reports every so many seconds."""

    @dg.sensor(
        job_name=REFRESH,
        minimum_interval_seconds=quiet_seconds,
        default_status=dg.DefaultSensorStatus.RUNNING,
        description=(
            "Starts a run when a document or the catalogue was added, changed or "
            f"removed, and stayed as it is for {quiet_seconds} s."
        ),
    )
    def reports_changed(
        context: dg.SensorEvaluationContext, archive: ReportArchive
    ) -> dg.SensorResult:
        watch = Watch.from_cursor(context.cursor)
        fingerprint = archive.fingerprint()
        if fingerprint == watch.started:
            settled = Watch(started=fingerprint)
            return _skip(settled, "The reports are as the last run found them.")
        if fingerprint != watch.seen:
            # Perhaps a file is still being copied: the next look will tell.
            changed = Watch(watch.started, fingerprint, time.time_ns())
            return _skip(changed, "The reports have changed since the last look.")
        # The key is the same when a daemon that died before it stored the cursor looks
        # again, so no change starts two runs; and another one when reports are put back
        # as they were, which Dagster would not start for the fingerprint alone.
        key = f"{fingerprint[:16]}-{watch.since}"
        return dg.SensorResult(
            run_requests=[dg.RunRequest(run_key=key)],
            cursor=Watch(started=fingerprint).cursor,
        )

    return reports_changed


def _skip(watch: Watch, reason: str) -> dg.SensorResult:
    return dg.SensorResult(skip_reason=reason, cursor=watch.cursor)
