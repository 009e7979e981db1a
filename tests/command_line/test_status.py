"""scopebook status: what an operator asks, and an exit code for a monitor."""

import json
import shutil
import time
from datetime import UTC, datetime

import dagster as dg
import pytest

from pipelines.command_line.status import next_tick
from pipelines.errors import ReportsFolderError
from pipelines.instance import prepare_instance
from pipelines.publish.layout import MANIFEST
from pipelines.publish.release import publish_release
from pipelines.publish.snapshot import current_release
from pipelines.run_records import STARTED_FROM
from tests.conftest import new_warehouse

ROWS = """
    insert into audit_run by name
    select
        unnest(['run-1', 'run-2', 'run-3']) as run_id,
        unnest([timestamp '2026-11-21 02:00:00', timestamp '2026-11-22 02:00:00',
            timestamp '2026-11-23 02:00:00']) as started_at,
        started_at as ended_at, 'published' as status,
        3 as documents_read, 0 as documents_unchanged,
        20 as figures_accepted, 1 as figures_quarantined,
        1 as claims_confirmed, 0 as claims_contradicted, 0 as claims_unverifiable;
    insert into audit_stage
    values ('run-3', 'ingest', '2026-11-23 02:00:00', 1.5, 5, 21, 0);
    insert into audit_document by name
    select 'run-3' as run_id, unnest(['a.csv', 'b.pdf', 'c.csv']) as path,
        unnest(['read', 'unreadable', 'duplicate']) as status,
        unnest([null, 'not a PDF \x1b[31m', 'as a.csv']) as reason;
    insert into audit_expectation by name
    select unnest(['run-1', 'run-2', 'run-3', 'run-3', 'run-3']) as run_id,
        'fact_figure_suite' as suite, 'fact_figure' as table_name,
        unnest(['years_are_close', 'years_are_close', 'years_are_close', 'holds',
            'is_row_apart']) as expectation,
        unnest(['warning', 'warning', 'warning', 'critical', 'quarantine']) as severity,
        9 as checked, unnest([0, 2, 3, 0, 1]) as failed;
    insert into quarantine_figure by name
    select 'f_1' as figure_id, ['unit_is_known', 'value_is_a_number'] as expectations;
    insert into quarantine_claim by name
    select 'c_1' as claim_id, ['unit_is_known'] as expectations;
"""


@pytest.fixture(scope="module")
def released(tmp_path_factory):
    """A warehouse with a release of three runs, and no records of Dagster."""
    folder = tmp_path_factory.mktemp("status") / "warehouse"
    with new_warehouse() as connection:
        connection.execute(ROWS)
        publish_release(connection, folder, "run-3")
    return folder


@pytest.fixture(scope="module")
def with_runs(released, tmp_path_factory):
    """The same after two runs, of which the last failed."""
    folder = tmp_path_factory.mktemp("runs") / "warehouse"
    shutil.copytree(released, folder, symlinks=True)
    with prepare_instance(folder) as instance:
        record(instance, None)
        record(instance, ReportsFolderError("/r: not there\x1b[31m. Make it."))
    return folder


def record(instance, error):
    @dg.asset(name="published_snapshot")
    def published_snapshot():
        if error:
            raise error

    dg.materialize(
        [published_snapshot],
        instance=instance,
        raise_on_error=False,
        tags={STARTED_FROM: "command line"},
    )


@pytest.fixture
def place(warehouse_folder):
    """Give the test a warehouse that is a copy of another."""
    return lambda folder: shutil.copytree(folder, warehouse_folder, symlinks=True)


@pytest.fixture
def status(ask):
    """Ask for the status as JSON; return the exit code and what was told."""

    def status(*options):
        result = ask("status", "--format", "json", *options)
        return result.exit_code, json.loads(result.stdout)

    return status


def test_a_new_release_without_failures_is_well(place, released, status):
    place(released)

    code, told = status()

    assert (code, told["is_well"], told["problems"]) == (0, True, [])
    assert told["release"]["name"] == current_release(released).name
    assert told["release"]["figures"]["figures_accepted"] == 20
    assert [stage["stage"] for stage in told["release"]["stages"]] == ["ingest"]
    assert told["disk_free_bytes"] > 0


def test_what_fails_is_told_since_when_and_what_is_held_back_why(
    place, released, status
):
    place(released)

    _, told = status()

    assert told["failing_expectations"] == [
        {
            "table_name": "fact_figure",
            "expectation": "years_are_close",
            "severity": "warning",
            "failed": 3,
            "failing_since": "2026-11-22T02:00:00+00:00",
        }
    ]
    assert told["quarantine"] == [
        {"expectation": "unit_is_known", "held_back": 2},
        {"expectation": "value_is_a_number", "held_back": 1},
    ]
    assert [each["path"] for each in told["unread_documents"]] == ["b.pdf"]


def test_a_last_run_that_failed_is_a_problem(place, with_runs, status):
    place(with_runs)

    code, told = status()

    assert (code, told["is_well"]) == (1, False)
    [problem] = told["problems"]
    assert problem.startswith("The last run failed, ")
    assert [(run["outcome"], run["started_from"]) for run in told["runs"]] == [
        ("failed", "command line"),
        ("published", "command line"),
    ]
    assert told["runs"][0]["failure"] == "/r: not there\x1b[31m. Make it."
    assert told["runs"][0]["seconds"] > 0
    assert len(status("--runs", "1")[1]["runs"]) == 1


def test_an_old_release_is_a_problem(place, released, status, monkeypatch):
    manifest = current_release(place(released)) / MANIFEST
    text = json.loads(manifest.read_text()) | {
        "created_at": "2020-01-01T00:00:00+00:00"
    }
    manifest.chmod(0o644)
    manifest.write_text(json.dumps(text))

    code, told = status()
    assert code == 1
    assert "and may be 36 (SCOPEBOOK_MAX_AGE_HOURS)." in told["problems"][0]

    monkeypatch.setenv("SCOPEBOOK_MAX_AGE_HOURS", "1000000")
    assert status()[0] == 0


def test_a_warehouse_without_a_release_is_a_problem(status, warehouse_folder):
    code, told = status()

    assert code == 1
    assert told["release"] is None
    assert "nothing is published yet" in told["problems"][0]
    assert not warehouse_folder.exists()


def test_a_run_that_was_killed_has_failed(place, with_runs, status):
    folder = place(with_runs)
    with prepare_instance(folder) as instance:
        run = instance.create_run_for_job(dg.job(name="refresh")(lambda: None))
        instance.report_engine_event("began", run)
        instance.handle_run_event(
            run.run_id,
            dg.DagsterEvent(dg.DagsterEventType.RUN_START.value, job_name="refresh"),
            datetime.fromtimestamp(time.time() - 3600, UTC),
        )

    _, told = status()

    assert told["runs"][0]["outcome"] == "failed"
    assert told["runs"][0]["failure"] == (
        "The process of this run ended without a word."
    )


def test_a_daemon_that_is_gone_is_a_problem(place, released, status):
    folder = place(released)
    with prepare_instance(folder) as instance:
        beat(instance, datetime.now(UTC).timestamp() - 3600)

    _, told = status()
    assert "no schedule and no sensor starts a run" in told["problems"][0]

    with prepare_instance(folder) as instance:
        beat(instance, datetime.now(UTC).timestamp())
    assert status()[0] == 0


def beat(instance, at):
    from dagster._daemon.types import DaemonHeartbeat

    instance.add_daemon_heartbeat(DaemonHeartbeat(at, "SCHEDULER", "id", []))


def test_records_that_cannot_be_read_are_a_problem(place, with_runs, status):
    runs = place(with_runs) / "dagster" / "history" / "runs.db"
    for file in runs.parent.glob("runs.db*"):
        file.unlink()
    runs.write_bytes(b"nothing of a database" * 99)

    code, told = status()

    assert code == 1
    assert "Dagster's records cannot be read" in told["problems"][0]


def test_the_next_tick_is_that_of_the_schedule():
    night = datetime(2026, 11, 24, 2, tzinfo=UTC)

    assert next_tick(datetime(2026, 11, 23, 14, tzinfo=UTC)) == night
    assert next_tick(datetime(2026, 11, 24, 1, 59, tzinfo=UTC)) == night


def test_people_read_lines_that_no_name_can_colour(place, with_runs, ask):
    place(with_runs)

    result = ask("status")

    assert result.exit_code == 1
    assert "\x1b" not in result.stdout
    lines = result.stdout.splitlines()
    assert lines[1].startswith("problem    The last run failed, ")
    assert any(line.startswith("release    ") for line in lines)
    assert "Failing expectations:" in lines
    assert "Documents that could not be read:" in lines


def test_a_release_of_before_stages_were_kept_is_told_without(publish, status):
    with new_warehouse() as connection:
        statements = "\n".join(
            f"{row[0]};"
            for row in connection.execute(
                "select sql from duckdb_tables() where table_name in ('audit_run', "
                "'audit_document', 'audit_expectation', 'quarantine_figure', "
                "'quarantine_claim')"
            ).fetchall()
        )
    publish(statements)

    code, told = status()

    assert code == 0
    assert told["release"]["stages"] == []
