"""Dagster's folder is made once, whole, and knows which runs are dead."""

import subprocess
import sys
import time

import dagster as dg
import pytest

from pipelines.errors import WarehouseFolderError
from pipelines.instance import close_dead_runs, prepare_instance
from pipelines.warehouse import Warehouse, is_alive

PREPARE = (
    "import sys; from pathlib import Path; "
    "from pipelines.instance import prepare_instance; "
    "prepare_instance(Path(sys.argv[1])).get_runs()"
)

DIE = """
import os, sys
from pathlib import Path

import dagster as dg
from pipelines.instance import prepare_instance
from pipelines.warehouse import Warehouse

@dg.asset
def table(warehouse: Warehouse):
    os._exit(9)

folder = Path(sys.argv[1])
dg.materialize(
    [table],
    instance=prepare_instance(folder),
    resources={"warehouse": Warehouse(folder=str(folder))},
)
"""

WAIT = """
import sys
from pathlib import Path

import dagster as dg
from pipelines.instance import prepare_instance
from pipelines.warehouse import Warehouse

@dg.asset
def table(warehouse: Warehouse): ...

folder = Path(sys.argv[1])
result = dg.materialize(
    [table],
    instance=prepare_instance(folder),
    resources={"warehouse": Warehouse(folder=str(folder), wait_seconds=30)},
    raise_on_error=False,
)
sys.exit(0 if result.success else 1)
"""


def statuses(instance):
    return [run.status for run in instance.get_runs()]


@pytest.fixture
def instance(warehouse_folder):
    with prepare_instance(warehouse_folder) as instance:
        yield instance


def test_all_storage_lies_in_the_warehouse(instance, warehouse_folder):
    assert instance.root_directory == str(warehouse_folder / "dagster")
    assert instance.run_storage.get_runs() == []
    assert list(warehouse_folder.rglob("runs.db")) != []


def test_nothing_is_reported_home_and_one_run_goes_at_a_time(instance):
    assert not instance.telemetry_enabled
    assert instance.get_concurrency_config().run_queue_config.max_concurrent_runs == 1
    assert type(instance.compute_log_manager).__name__ == "NoOpComputeLogManager"


def test_the_folder_follows_the_configuration_of_the_project(warehouse_folder):
    configuration = warehouse_folder / "dagster" / "dagster.yaml"
    configuration.parent.mkdir(parents=True)
    configuration.write_text("telemetry:\n  enabled: true\n")

    with prepare_instance(warehouse_folder) as instance:
        assert not instance.telemetry_enabled


def test_processes_that_start_together_all_find_a_whole_folder(warehouse_folder):
    started = [
        subprocess.Popen(
            [sys.executable, "-c", PREPARE, str(warehouse_folder)],
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]

    assert [
        (*process.communicate()[1:], process.returncode) for process in started
    ] == [("", 0)] * 3


def test_a_folder_that_cannot_be_made_is_said(tmp_path):
    (tmp_path / "file").touch()

    with pytest.raises(WarehouseFolderError, match="--warehouse"):
        prepare_instance(tmp_path / "file" / "warehouse")


def test_a_run_whose_process_died_does_not_hold_the_queue(instance, warehouse_folder):
    subprocess.run([sys.executable, "-c", DIE, str(warehouse_folder)], check=False)
    assert statuses(instance) == [dg.DagsterRunStatus.STARTED]

    [closed] = close_dead_runs(instance, warehouse_folder)
    assert statuses(instance) == [dg.DagsterRunStatus.FAILURE]
    assert is_alive(warehouse_folder, closed.run_id) is None
    assert close_dead_runs(instance, warehouse_folder) == []


def test_a_run_that_waits_for_another_is_alive_and_goes_on(instance, warehouse_folder):
    with Warehouse(folder=str(warehouse_folder)).hold("the first"):
        waiting = subprocess.Popen([sys.executable, "-c", WAIT, str(warehouse_folder)])
        while not list(warehouse_folder.glob("runs/*")):
            assert waiting.poll() is None
            time.sleep(0.05)
        assert close_dead_runs(instance, warehouse_folder) == []
        assert statuses(instance) == [dg.DagsterRunStatus.STARTED]

    assert waiting.wait(30) == 0
    assert statuses(instance) == [dg.DagsterRunStatus.SUCCESS]
    assert list(warehouse_folder.glob("runs/*")) == []


def test_a_run_that_waits_can_be_ended(instance, warehouse_folder):
    with Warehouse(folder=str(warehouse_folder)).hold("the first"):
        waiting = subprocess.Popen([sys.executable, "-c", WAIT, str(warehouse_folder)])
        while not list(warehouse_folder.glob("runs/*")):
            assert waiting.poll() is None
            time.sleep(0.05)
        time.sleep(0.5)
        waiting.terminate()
        assert waiting.wait(10) != 0

    assert statuses(instance) == [dg.DagsterRunStatus.FAILURE]


def test_a_run_that_has_just_begun_is_not_taken_for_dead(
    instance, warehouse_folder, monkeypatch
):
    @dg.job
    def begun(): ...

    run = instance.create_run_for_job(begun)
    started = dg.DagsterEvent(dg.DagsterEventType.RUN_START.value, job_name="begun")
    instance.report_dagster_event(started, run.run_id)

    assert close_dead_runs(instance, warehouse_folder) == []
    monkeypatch.setattr("pipelines.instance.GRACE_SECONDS", 0)
    assert [dead.run_id for dead in close_dead_runs(instance, warehouse_folder)] == [
        run.run_id
    ]
