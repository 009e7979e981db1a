"""`scopebook dev` becomes Dagster's UI, for this machine alone."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipelines.command_line import app
from pipelines.command_line import dev as dev_module


@pytest.fixture
def started(tmp_path, monkeypatch):
    """Start the UI on a folder of reports, up to the point where it takes over."""
    calls = []
    (tmp_path / "reports").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(dev_module.os, "execve", lambda *call: calls.append(call))
    result = CliRunner().invoke(
        app, ["dev", "--reports", "reports", "--port", "3210"], catch_exceptions=False
    )
    assert result.exit_code == 0
    [(program, command, environment)] = calls
    return program, command, environment


def test_it_listens_on_this_machine_only(started):
    _, command, _ = started

    assert command[command.index("--host") + 1] == "127.0.0.1"
    assert command[command.index("--port") + 1] == "3210"


def test_its_processes_find_the_same_folders_from_anywhere(started, tmp_path):
    _, command, environment = started

    workspace = Path(command[command.index("--workspace") + 1])
    assert workspace.is_absolute()
    assert workspace.is_file()
    assert environment["SCOPEBOOK_REPORTS"] == str(tmp_path / "reports")
    assert environment["SCOPEBOOK_WAREHOUSE"] == str(tmp_path / "warehouse")
    assert environment["DAGSTER_HOME"] == str(tmp_path / "warehouse" / "dagster")


def test_it_calls_nobody(started):
    _, _, environment = started

    assert environment["DAGSTER_DISABLE_TELEMETRY"] == "yes"
    assert environment["GX_ANALYTICS_ENABLED"] == "false"


@pytest.mark.usefixtures("started")
def test_the_storage_is_there_before_its_processes_start(tmp_path):
    assert list((tmp_path / "warehouse" / "dagster").rglob("runs.db")) != []
