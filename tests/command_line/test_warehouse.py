"""A warehouse is held by one run at a time, and others are told which."""

import os
import subprocess
import sys

import pytest

from pipelines.errors import WarehouseBusyError
from pipelines.warehouse import Warehouse, is_held

HOLD_THE_DATABASE = (
    "import duckdb, sys; connection = duckdb.connect(sys.argv[1]); "
    "print('open', flush=True); sys.stdin.read()"
)


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
