"""The command line is quick to help, and its errors are messages."""

import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipelines.command_line import app

HEAVY = (
    "import sys; from pipelines.command_line import app; "
    "app(['--help'], standalone_mode=False); "
    "heavy = {'dagster', 'great_expectations', 'duckdb', 'sqlalchemy', 'pydantic'}; "
    "sys.exit(repr(heavy & sys.modules.keys()) if heavy & sys.modules.keys() else 0)"
)


def invoke(*arguments, **environment):
    return CliRunner().invoke(app, arguments, env=environment)


def test_help_imports_nothing_that_takes_long():
    ended = subprocess.run(
        [sys.executable, "-c", HEAVY], capture_output=True, text=True, check=False
    )

    assert (ended.returncode, ended.stderr) == (0, "")
    for command in ("run", "sql", "trace", "dev"):
        assert f" {command} " in ended.stdout


def test_the_version_is_that_of_the_distribution():
    assert invoke("--version").stdout == f"scopebook {version('scopebook')}\n"


@pytest.mark.parametrize("command", [["sql", "select 1"], ["trace", "f_1"]])
def test_a_warehouse_without_a_release_says_what_to_do(tmp_path, command):
    result = invoke(*command, "--warehouse", str(tmp_path))

    assert result.exit_code == 1
    assert result.stderr == (
        f"error: {tmp_path}: nothing is published yet. Make a release with "
        "`scopebook run`, or name the right folder with --warehouse.\n"
    )


@pytest.mark.parametrize("command", ["run", "dev"])
def test_a_reports_folder_that_is_not_there_is_said_before_anything_is_made(
    tmp_path, monkeypatch, command
):
    monkeypatch.setattr("os.execve", lambda *_: pytest.fail("started all the same"))

    result = invoke(command, "--reports", str(tmp_path / "none"))

    assert result.exit_code == 1
    assert f"error: {tmp_path / 'none'}: no such folder of reports." in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_warehouse_lies_beside_the_reports_that_are_given(tmp_path):
    result = invoke("sql", "select 1", "--reports", str(tmp_path / "reports"))

    assert f"error: {tmp_path / 'warehouse'}:" in result.stderr


def test_the_folders_may_come_from_the_environment(tmp_path):
    result = invoke("sql", "select 1", SCOPEBOOK_WAREHOUSE=str(tmp_path / "w"))

    assert f"error: {tmp_path / 'w'}:" in result.stderr


def test_an_empty_variable_is_no_folder(tmp_path):
    result = invoke(
        "sql",
        "select 1",
        SCOPEBOOK_REPORTS=str(tmp_path / "reports"),
        SCOPEBOOK_WAREHOUSE="",
    )

    assert f"error: {tmp_path / 'warehouse'}:" in result.stderr


def test_a_variable_that_makes_no_sense_is_named():
    result = invoke("sql", "select 1", SCOPEBOOK_RELEASES_KEPT="0")

    assert result.exit_code == 1
    assert result.stderr.startswith("error: SCOPEBOOK_RELEASES_KEPT: ")


def test_a_relative_folder_is_that_of_the_caller(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    result = invoke("sql", "select 1", "--warehouse", "w")

    assert f"error: {Path(tmp_path, 'w')}:" in result.stderr


def test_a_release_that_is_damaged_is_said(ask, published):
    (published / "scopebook.duckdb.wal").touch()

    result = ask("sql", "select 1")

    assert result.exit_code == 1
    assert result.stderr.startswith(f"error: {published}: this release is damaged:")
