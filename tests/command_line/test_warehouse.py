"""A warehouse is held by one run at a time, and others are told which."""

import logging
import os
import subprocess
import sys
import threading
import time

import pytest

from pipelines.deadline import EXIT_CODE
from pipelines.errors import WarehouseBusyError
from pipelines.warehouse import Warehouse, is_held

HOLD_THE_DATABASE = (
    "import duckdb, sys; connection = duckdb.connect(sys.argv[1]); "
    "print('open', flush=True); sys.stdin.read()"
)

HOLD_THE_WAREHOUSE = """
import sys
from pipelines.warehouse import Warehouse

with Warehouse(folder=sys.argv[1]).hold("first") as connection:
    connection.execute("create table t as select 1 as a")
    connection.execute("begin; insert into t values (2)")
    print("held", flush=True)
    sys.stdin.read()
    connection.execute("rollback")
"""

HANG = """
import logging, signal, sys, time
import dagster as dg
from pipelines import deadline
from pipelines.failures import failure_in
from pipelines.warehouse import Warehouse

deadline.GRACE_SECONDS = 1.0

@dg.asset
def table(warehouse: Warehouse):
    # deaf
    until = time.monotonic() + 20
    while time.monotonic() < until:
        time.sleep(0.1)

warehouse = Warehouse(folder=sys.argv[1], run_seconds=0.5)
result = dg.materialize(
    [table], resources={"warehouse": warehouse}, raise_on_error=False
)
print(failure_in(result.all_events).error)
"""


@pytest.fixture
def warehouse(warehouse_folder):
    return Warehouse(folder=str(warehouse_folder))


def test_a_second_run_is_told_which_run_holds_the_warehouse(
    warehouse, warehouse_folder
):
    with (
        warehouse.hold("run-1"),
        pytest.raises(WarehouseBusyError, match=f"run run-1 .process {os.getpid()}"),
        Warehouse(folder=str(warehouse_folder)).hold("run-2"),
    ):
        pass


def test_the_next_run_may_hold_it(warehouse):
    for run in ("run-1", "run-2"):
        with warehouse.hold(run) as connection:
            assert connection.execute("select 1").fetchall() == [(1,)]


def test_it_is_known_whether_a_run_holds_it(warehouse, warehouse_folder):
    assert not is_held(warehouse_folder)
    with warehouse.hold("run-1"):
        assert is_held(warehouse_folder)
    assert not is_held(warehouse_folder)


def test_a_working_database_that_another_program_has_open_is_busy(
    warehouse, warehouse_folder
):
    warehouse_folder.mkdir()
    file = warehouse_folder / "working.duckdb"
    with subprocess.Popen(
        [sys.executable, "-c", HOLD_THE_DATABASE, str(file)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as program:
        assert program.stdout.readline() == "open\n"
        with pytest.raises(WarehouseBusyError, match="another program"):
            warehouse.hold("run-1").__enter__()
        program.stdin.close()

    assert not is_held(warehouse_folder)


def start(code, folder):
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout.readline() == "held\n"
    return process


def test_a_lock_of_a_killed_process_is_taken_over(warehouse, warehouse_folder):
    first = start(HOLD_THE_WAREHOUSE, warehouse_folder)
    words = rf"run first .process {first.pid} of .* since 20\d\d-"
    with pytest.raises(WarehouseBusyError, match=words):
        warehouse.hold("second").__enter__()

    first.kill()
    first.communicate()
    with warehouse.hold("second") as connection:
        # What the dead run had committed is there, and nothing of the rest.
        assert connection.execute("from t").fetchall() == [(1,)]


def test_a_second_run_waits_as_long_as_it_may(warehouse_folder, caplog):
    first = start(HOLD_THE_WAREHOUSE, warehouse_folder)
    second = Warehouse(folder=str(warehouse_folder), wait_seconds=30)
    threading.Timer(0.7, first.stdin.close).start()

    began = time.monotonic()
    with second.hold("second", logging.getLogger("test")) as connection:
        assert connection.execute("from t").fetchall() == [(1,)]
    assert 0.5 < time.monotonic() - began < 10
    assert "in use by run first" in caplog.text
    assert first.wait(10) == 0
    first.stdout.close()


def test_a_run_that_waited_in_vain_says_for_whom(warehouse, warehouse_folder):
    patient = Warehouse(folder=str(warehouse_folder), wait_seconds=0.2)
    with (
        warehouse.hold("first"),
        pytest.raises(WarehouseBusyError, match="in use by run first"),
    ):
        patient.hold("second").__enter__()


def test_a_run_that_hangs_is_ended(warehouse_folder):
    hanging = subprocess.run(
        [sys.executable, "-c", HANG, str(warehouse_folder)],
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )

    assert "interrupted" in hanging.stdout
    assert "SCOPEBOOK_RUN_SECONDS" in hanging.stderr
    assert not is_held(warehouse_folder)


def test_a_run_that_does_not_hear_is_killed(warehouse_folder):
    code = HANG.replace("# deaf", "signal.signal(signal.SIGTERM, signal.SIG_IGN)")
    deaf = subprocess.run(
        [sys.executable, "-c", code, str(warehouse_folder)],
        capture_output=True,
        timeout=30,
        check=False,
    )

    assert deaf.returncode == EXIT_CODE
    assert not is_held(warehouse_folder)
