"""How a warehouse is: its runs, its release, what fails, and what will happen next.

What the release holds is asked of the snapshot; how runs went, of Dagster's records,
wherever Dagster is told to keep them. Nothing is written.
"""

import json
import shutil
import sys
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.command_line.output_format import ReportFormat
from pipelines.command_line.queries import Row, ask
from pipelines.errors import NothingPublishedError, ReleaseError
from pipelines.publish.layout import MANIFEST
from pipelines.publish.snapshot import current_release, open_snapshot
from pipelines.settings import Settings

if TYPE_CHECKING:
    import dagster as dg
    from duckdb import DuckDBPyConnection

    from pipelines.run_records import PastRun

#: A daemon of Dagster signs in every half minute.
DAEMON_GONE = timedelta(minutes=5)
KILLED = "The process of this run ended without a word."


@dataclass(slots=True)
class Release:
    """The release that readers have, and what it says of itself."""

    name: str
    published_at: datetime
    age_hours: float
    code_version: str
    figures: Row
    stages: list[Row]


@dataclass(slots=True)
class Trigger:
    """What starts runs without being asked."""

    name: str
    kind: str
    state: str
    last_tick_at: datetime | None = None
    last_tick: str | None = None
    next_tick_at: datetime | None = None


@dataclass(slots=True)
class Status:
    """All that an operator asks of a warehouse; with problems it is not well."""

    warehouse: str
    asked_at: datetime
    problems: list[str] = field(default_factory=list)
    release: Release | None = None
    run_under_way: str | None = None
    runs: list[Row] = field(default_factory=list)
    daemon_seen_at: datetime | None = None
    triggers: list[Trigger] = field(default_factory=list)
    failing_expectations: list[Row] = field(default_factory=list)
    quarantine: list[Row] = field(default_factory=list)
    unread_documents: list[Row] = field(default_factory=list)
    disk_free_bytes: int | None = None
    disk_total_bytes: int | None = None

    @property
    def is_well(self) -> bool:
        """Whether there is nothing that somebody should look after at once."""
        return not self.problems


def print_status(
    settings: Settings, report_format: ReportFormat, max_age_hours: float, runs: int
) -> bool:
    """Write how a warehouse is; say whether it is well."""
    status = read_status(settings, max_age_hours, runs)
    if report_format is ReportFormat.JSON:
        told = {"is_well": status.is_well} | asdict(status)
        sys.stdout.write(json.dumps(told, indent=2, default=_json_value) + "\n")
    else:
        from pipelines.command_line.status_report import print_report

        print_report(status)
    return status.is_well


def read_status(settings: Settings, max_age_hours: float, runs: int) -> Status:
    """Find out how a warehouse is."""
    folder = settings.warehouse_folder
    status = Status(warehouse=str(folder), asked_at=datetime.now(UTC))
    _read_release(status, folder, max_age_hours)
    _read_dagster(status, settings, runs)
    if folder.exists():
        disk = shutil.disk_usage(folder)
        status.disk_free_bytes, status.disk_total_bytes = disk.free, disk.total
    return status


def _read_release(status: Status, folder: Path, max_age_hours: float) -> None:
    try:
        release = current_release(folder)
        with open_snapshot(folder) as snapshot:
            status.release = _release(status, release, snapshot)
    except (NothingPublishedError, ReleaseError) as error:
        status.problems.append(str(error))
        return
    if status.release.age_hours > max_age_hours:
        status.problems.append(
            f"The release is {status.release.age_hours:,.1f} hours old, and may be "
            f"{max_age_hours:g} (SCOPEBOOK_MAX_AGE_HOURS)."
        )


def _release(status: Status, release: Path, snapshot: "DuckDBPyConnection") -> Release:
    manifest = json.loads((release / MANIFEST).read_text(encoding="utf-8"))
    published_at = datetime.fromisoformat(manifest["created_at"])
    this_run = {"run_id": manifest["run_id"]}
    tables = manifest["tables"]
    [figures] = ask(snapshot, "run_counts", this_run) or [{}]
    status.failing_expectations = ask(snapshot, "status_failing", this_run)
    status.quarantine = ask(snapshot, "status_quarantine")
    status.unread_documents = ask(snapshot, "status_unread", this_run)
    # A release of before this table has none.
    stages = ask(snapshot, "status_stages", this_run) if "audit_stage" in tables else []
    return Release(
        name=release.name,
        published_at=published_at,
        age_hours=round((status.asked_at - published_at) / timedelta(hours=1), 2),
        code_version=manifest["code_version"],
        figures=figures,
        stages=stages,
    )


def _read_dagster(status: Status, settings: Settings, runs: int) -> None:
    from pipelines.instance import instance_folder, run_environment

    home = instance_folder(settings.warehouse_folder)
    if not (home / "dagster.yaml").exists():
        return  # nothing ever ran here

    # Dagster takes a second to import, and is told by the environment to be quiet.
    import os

    os.environ.update(run_environment(settings))
    import dagster as dg
    from sqlalchemy.exc import SQLAlchemyError

    try:
        with dg.DagsterInstance.from_config(str(home)) as instance:
            _read_runs(status, instance, settings.warehouse_folder, runs)
            _read_triggers(status, instance)
    except (OSError, SQLAlchemyError, dg.DagsterError) as error:
        reason = str(error).splitlines()[0]
        status.problems.append(f"{home}: Dagster's records cannot be read ({reason}).")


def _read_runs(
    status: Status, instance: "dg.DagsterInstance", folder: Path, limit: int
) -> None:
    from pipelines.run_records import past_runs

    runs = [_with_end(run, folder, status) for run in past_runs(instance, limit)]
    status.runs = [asdict(run) | {"seconds": run.seconds} for run in runs]
    ended = [run for run in runs if run.outcome not in ("running", "waiting")]
    if ended and ended[0].failure:
        status.problems.append(
            f"The last run failed, {_at(ended[0].started_at)}: {ended[0].failure}"
        )


def _with_end(run: "PastRun", folder: Path, status: Status) -> "PastRun":
    """Tell a run that was killed from one that goes on."""
    from dataclasses import replace

    from pipelines.instance import GRACE_SECONDS
    from pipelines.warehouse import is_alive, is_held

    if run.outcome != "running":
        return run
    age = (status.asked_at - run.started_at).total_seconds()
    if not is_alive(folder, run.run_id) and age > GRACE_SECONDS:
        return replace(run, outcome="failed", failure=KILLED)
    waits = "" if is_held(folder) else ", which does not hold the warehouse"
    status.run_under_way = f"run {run.run_id}, from the {run.started_from}{waits}"
    return run


def _read_triggers(status: Status, instance: "dg.DagsterInstance") -> None:
    from dagster._core.definitions.run_request import InstigatorType

    beats = instance.get_daemon_heartbeats().values()
    if beats:
        seen = max(beat.timestamp for beat in beats)
        status.daemon_seen_at = datetime.fromtimestamp(seen, UTC)
    is_there = status.daemon_seen_at and (
        status.asked_at - status.daemon_seen_at < DAEMON_GONE
    )
    for state in instance.all_instigator_state():
        is_schedule = state.instigator_type is InstigatorType.SCHEDULE
        trigger = Trigger(
            name=state.name,
            kind="schedule" if is_schedule else "sensor",
            state=("running" if state.is_running else "stopped")
            if is_there
            else "no daemon",
        )
        for tick in instance.get_ticks(
            state.instigator_origin_id, state.selector_id, limit=1
        ):
            trigger.last_tick = tick.status.value.lower()
            trigger.last_tick_at = datetime.fromtimestamp(tick.timestamp, UTC)
        if is_schedule and state.is_running and is_there:
            trigger.next_tick_at = next_tick(status.asked_at)
        status.triggers.append(trigger)
    if status.daemon_seen_at and not is_there:
        status.problems.append(
            f"Dagster's daemon was last seen {_at(status.daemon_seen_at)}: no schedule "
            "and no sensor starts a run. Start it, or `scopebook dev`."
        )


def next_tick(after: datetime) -> datetime:
    """When the schedule starts its next run."""
    from dagster._utils.schedules import schedule_execution_time_iterator

    from pipelines.triggers import daily_refresh

    times = schedule_execution_time_iterator(
        after.timestamp(),
        daily_refresh.cron_schedule,
        daily_refresh.execution_timezone,
    )
    return next(times).astimezone(UTC)


def _at(time: datetime) -> str:
    return f"{time:%Y-%m-%d %H:%M:%S} UTC"


def _json_value(value: Any) -> str:  # noqa: ANN401  (whatever JSON has no form for)
    if isinstance(value, datetime):
        utc = value if value.tzinfo else value.replace(tzinfo=UTC)
        return utc.isoformat(timespec="seconds")
    return str(value)
