"""A signal ends a run cleanly, whatever the run is at."""

import json
import os
import signal
import subprocess
import sys
import time

import dagster as dg
import pytest

from pipelines.instance import prepare_instance
from pipelines.warehouse import is_held

SHEET = """page,measure,scope,period,value,unit
7,ghg_emissions_gross,1,FY2024,100,tCO2e
"""
MOST_SECONDS = 10


@pytest.fixture
def reports(tmp_path):
    folder = tmp_path / "reports" / "acme"
    folder.mkdir(parents=True)
    (folder / "2024-report.csv").write_text(SHEET)
    (folder / "long.txt").write_text("Scope 1 emissions were 12 tCO2e in 2024.\n" * 99)
    return folder.parent


def start(reports):
    """Start a run in a process group of its own, which ends with all in it."""
    command = [sys.executable, "-c", "from pipelines.command_line import app; app()"]
    return subprocess.Popen(
        [*command, "run", "--reports", str(reports), "--log-format", "json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def wait_for(process, step):
    for line in process.stderr:
        record = json.loads(line)
        if (record.get("step"), record["event"]) == (step, "step_started"):
            return
    pytest.fail(f"{step} did not begin: {process.communicate()}")


def is_group_alive(process):
    try:
        os.killpg(process.pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize(
    ("step", "stop", "exit_code"),
    [
        ("raw_tables", signal.SIGTERM, 143),
        ("model", signal.SIGTERM, 143),
        ("suite_checks", signal.SIGINT, 130),
    ],
)
def test_a_signal_ends_a_run_within_seconds(reports, step, stop, exit_code):
    warehouse = reports.parent / "warehouse"
    process = start(reports)
    wait_for(process, step)

    process.send_signal(stop)
    began = time.monotonic()
    output, _ = process.communicate(timeout=MOST_SECONDS)

    assert time.monotonic() - began < MOST_SECONDS
    assert process.returncode == exit_code
    assert f"The run was stopped by {stop.name}." in output
    assert not is_group_alive(process)
    assert not is_held(warehouse)
    assert not (warehouse / "published").exists()
    with prepare_instance(warehouse) as instance:
        [run] = instance.get_runs()
        # Whoever is told of failures must not be told of this.
        failure = dg.DagsterEventType.RUN_FAILURE
        assert instance.all_logs(run.run_id, of_type=failure) == []
    assert run.status is dg.DagsterRunStatus.CANCELED


def test_one_that_comes_before_the_run_ends_the_process(reports):
    process = start(reports)

    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=MOST_SECONDS)

    assert process.returncode == -signal.SIGTERM
