"""Runs of the whole pipeline, as its users start them."""

import fcntl
import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest
from click.testing import Result
from typer.testing import CliRunner

from pipelines.command_line import app
from pipelines.publish.snapshot import open_snapshot
from tests.conftest import PROJECT_FOLDER

HEADER = (
    "page,org_unit,measure,scope,boundary,period,value,unit,change,change_unit,basis"
)


def scopebook(*arguments: str | Path) -> Result:
    """Call the command line; the environment is afterwards as it was before."""
    before = dict(os.environ)
    try:
        return CliRunner().invoke(app, [str(argument) for argument in arguments])
    finally:
        os.environ.clear()
        os.environ.update(before)


def content_hash(warehouse: Path) -> str:
    """Return the hash of all that the current release holds, but its audit tables."""
    manifest = warehouse / "published" / "current" / "manifest.json"
    return json.loads(manifest.read_text(encoding="utf-8"))["content_hash"]


@pytest.fixture(scope="session")
def bundled_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The warehouse of the bundled reports, after one run.

    The processes of pytest-xdist share it: the first makes it, and others wait.
    """
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    warehouse = folder / "bundled" / "warehouse"
    with (folder / "bundled.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (warehouse / "published" / "current").exists():
            reports = PROJECT_FOLDER / "reports"
            result = scopebook("run", "--reports", reports, "--warehouse", warehouse)
            assert result.exit_code == 0, result.output
    return warehouse


@pytest.fixture(scope="session")
def bundled(bundled_warehouse: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The published snapshot of the bundled reports."""
    with open_snapshot(bundled_warehouse) as connection:
        yield connection


class Desk:
    """A reports folder and its warehouse, for one test to write in and run."""

    def __init__(self, folder: Path) -> None:
        """Take an empty folder."""
        self.reports = folder / "reports"
        self.warehouse = folder / "warehouse"
        self.last_run: Result | None = None
        self.reports.mkdir()

    def write(self, path: str, *rows: str, header: str = HEADER) -> Path:
        """Write a figure sheet."""
        file = self.reports / path
        file.parent.mkdir(exist_ok=True)
        file.write_text("\n".join([header, *rows, ""]), encoding="utf-8")
        return file

    def copy(self, folder: Path) -> "Desk":
        """Copy the reports, and the warehouse as the last run left it."""
        copy = Desk(folder)
        shutil.copytree(self.reports, copy.reports, dirs_exist_ok=True)
        shutil.copytree(self.warehouse, copy.warehouse, symlinks=True)
        return copy

    def run(self) -> Result:
        """Run the pipeline."""
        self.last_run = scopebook(
            "run", "--reports", self.reports, "--warehouse", self.warehouse
        )
        return self.last_run

    def query(self, query: str) -> list[tuple]:
        """Ask the published snapshot."""
        with open_snapshot(self.warehouse) as connection:
            return connection.sql(query).fetchall()


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A reports folder and its warehouse, both empty."""
    return Desk(tmp_path)


@pytest.fixture
def ask(bundled: duckdb.DuckDBPyConnection) -> Callable[..., list[tuple]]:
    """Ask the snapshot of the bundled reports."""
    return lambda query: bundled.sql(query).fetchall()
