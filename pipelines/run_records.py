"""What Dagster has recorded of runs: how each was started, how it went, how long.

Every run is recorded there, whoever started it and however it ended.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

import dagster as dg

from pipelines.failures import failure_in

STARTED_FROM = "scopebook/started_from"
SNAPSHOT = dg.AssetKey("published_snapshot")

_BEGINS = {dg.DagsterEventType.STEP_START, dg.DagsterEventType.STEP_RESTARTED}
_ENDS = {
    dg.DagsterEventType.STEP_SUCCESS,
    dg.DagsterEventType.STEP_FAILURE,
    dg.DagsterEventType.STEP_UP_FOR_RETRY,
}
_ROWS = "dagster/row_count"


@dataclass(frozen=True, slots=True)
class PastRun:
    """A run; times are UTC. One that is still going on has no end."""

    run_id: str
    started_from: str
    started_at: datetime
    ended_at: datetime | None
    outcome: str
    failure: str | None

    @property
    def seconds(self) -> float | None:
        """How long it took, from its start to its end."""
        if self.ended_at is None:
            return None
        return (self.ended_at - self.started_at).total_seconds()


@dataclass(slots=True)
class Stage:
    """What a run did in one stage, in however many steps: stages take turns."""

    name: str
    started_at: datetime
    seconds: float = 0.0
    tables: int = 0
    rows: int = 0
    checks: int = 0
    steps_under_way: int = 0

    @property
    def is_over(self) -> bool:
        """Whether each of its steps that began has ended."""
        return self.steps_under_way == 0


def past_runs(
    instance: dg.DagsterInstance, limit: int, known: Collection[str] = ()
) -> list[PastRun]:
    """Return the last runs but those that are known, the newest first."""
    return [
        _past_run(instance, record)
        for record in instance.get_run_records(limit=limit)
        if record.dagster_run.run_id not in known
    ]


def run_events(instance: dg.DagsterInstance, run_id: str) -> list[dg.EventLogEntry]:
    """Return what Dagster recorded of a run as it went by."""
    return [entry for entry in instance.all_logs(run_id) if entry.dagster_event]


def stages_in(
    events: Iterable[dg.EventLogEntry], stages: Mapping[str, str]
) -> list[Stage]:
    """Sum up the steps of a run that ended, by the stage of each step's name."""
    found: dict[str, Stage] = {}
    began: dict[str, float] = {}
    for entry in events:
        event = entry.dagster_event
        if event is None or event.step_key is None:
            continue
        name = step_stage(event.step_key, stages)
        if name is None:
            continue
        if event.event_type in _BEGINS:
            began[event.step_key] = entry.timestamp
            stage = found.setdefault(name, Stage(name, _time(entry.timestamp)))
            stage.steps_under_way += 1
        elif name in found:
            stage = found[name]
            stage.tables += event.is_step_materialization
            stage.rows += materialized_rows(event) or 0
            stage.checks += (
                event.event_type is dg.DagsterEventType.ASSET_CHECK_EVALUATION
            )
            if event.event_type in _ENDS and event.step_key in began:
                stage.seconds += entry.timestamp - began.pop(event.step_key)
                stage.steps_under_way -= 1
    return list(found.values())


def stages_of_steps() -> dict[str, str]:
    """The stage that each step belongs to, by the step's name."""
    # The stages' own assets ask this when they run, so it is known only then.
    from pipelines.definitions import load_stages

    return {
        asset.op.name: stage
        for stage, assets in load_stages().items()
        for asset in assets
    }


def step_stage(step_key: str, stages: Mapping[str, str]) -> str | None:
    """The stage of a step: one that Dagster parted is called model, model_2."""
    return stages.get(re.sub(r"_\d+$", "", step_key))


def materialized_rows(event: dg.DagsterEvent) -> int | None:
    """The rows of the table that an event says was made."""
    if not event.is_step_materialization:
        return None
    rows = event.materialization.metadata.get(_ROWS)
    return rows.value if isinstance(rows, dg.IntMetadataValue) else None


def started_from(tags: Mapping[str, str]) -> str:
    """Who started a run: the command line, a schedule or sensor by name, or the UI."""
    if STARTED_FROM in tags:
        return tags[STARTED_FROM]
    for kind in ("schedule", "sensor"):
        name = tags.get(f"dagster/{kind}_name")
        if name:
            return f"{kind} {name}"
    return "UI"


def _past_run(instance: dg.DagsterInstance, record: dg.RunRecord) -> PastRun:
    run = record.dagster_run
    began = record.start_time or record.create_timestamp.timestamp()
    outcome, failure = _outcome(instance, run)
    return PastRun(
        run_id=run.run_id,
        started_from=started_from(run.tags),
        started_at=_time(began),
        ended_at=_time(record.end_time) if record.end_time else None,
        outcome=outcome,
        failure=failure,
    )


def _outcome(
    instance: dg.DagsterInstance, run: dg.DagsterRun
) -> tuple[str, str | None]:
    """Say how a run ended, and why if it failed."""
    match run.status:
        case dg.DagsterRunStatus.SUCCESS:
            return ("published" if _is_published(instance, run) else "partial"), None
        case dg.DagsterRunStatus.FAILURE:
            # A run may fail at what follows the release, such as a copy of it.
            outcome = "published" if _is_published(instance, run) else "failed"
            return outcome, str(failure_in([*_told(instance, run)]).error)
        case dg.DagsterRunStatus.CANCELED:
            return "canceled", None
        case dg.DagsterRunStatus.STARTED | dg.DagsterRunStatus.CANCELING:
            return "running", None
    return "waiting", None


def _is_published(instance: dg.DagsterInstance, run: dg.DagsterRun) -> bool:
    made = instance.all_logs(
        run.run_id, of_type=dg.DagsterEventType.ASSET_MATERIALIZATION
    )
    return any(
        entry.asset_materialization is not None
        and entry.asset_materialization.asset_key == SNAPSHOT
        for entry in made
    )


def _told(
    instance: dg.DagsterInstance, run: dg.DagsterRun
) -> Iterator[dg.DagsterEvent]:
    for entry in run_events(instance, run.run_id):
        if entry.dagster_event is not None:
            yield entry.dagster_event


def _time(timestamp: float) -> datetime:
    return datetime.fromtimestamp(timestamp, UTC)
