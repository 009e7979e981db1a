"""Exit codes are what the help and docs/operations.md say."""

import re

import pytest
from typer.testing import CliRunner

from pipelines.command_line import app
from pipelines.warehouse import Warehouse
from tests.conftest import PROJECT_FOLDER


def exit_code(*arguments):
    return CliRunner().invoke(app, arguments).exit_code


def test_done_is_0():
    assert exit_code("--version") == 0
    assert exit_code("run", "--help") == 0


@pytest.mark.parametrize(
    "command",
    [
        ["run", "--reports", "nowhere"],
        ["dev", "--reports", "nowhere"],
        ["extract", "nowhere.pdf"],
        ["sql", "select 1"],
        ["trace", "f_1"],
        ["quarantine"],
        ["review"],
        ["diff"],
        ["status"],
    ],
    ids=lambda command: command[0],
)
def test_failed_with_a_reason_is_1(tmp_path, monkeypatch, command):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SCOPEBOOK_WAREHOUSE", str(tmp_path / "warehouse"))

    assert exit_code(*command) == 1


@pytest.mark.parametrize(
    "command",
    [
        ["walk"],
        ["run", "--log-format", "xml"],
        ["sql", "select 1", "--limit", "0"],
        ["extract"],
        ["status", "--runs", "many"],
        ["dev", "--port", "0"],
    ],
    ids=" ".join,
)
def test_not_asked_rightly_is_2(command):
    assert exit_code(*command) == 2


def test_a_warehouse_that_another_run_holds_is_a_reason(tmp_path):
    (tmp_path / "reports").mkdir()
    warehouse = tmp_path / "warehouse"

    with Warehouse(folder=str(warehouse)).hold("another"):
        code = exit_code("run", "--reports", str(tmp_path / "reports"))

    assert code == 1


def test_interrupted_is_130(monkeypatch):
    def interrupt(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("pipelines.command_line.sql.print_answer", interrupt)

    assert exit_code("sql", "select 1") == 130


def test_help_and_documentation_name_the_same_codes():
    told = CliRunner().invoke(app, ["--help"]).stdout.partition("Exit codes:")[2]
    page = (PROJECT_FOLDER / "docs" / "operations.md").read_text(encoding="utf-8")
    table = page.partition("## Exit codes")[2]

    codes = re.findall(r"^\| (\d+) \|", table, flags=re.MULTILINE)
    assert codes == re.findall(r"\b\d+\b", told) == ["0", "1", "2", "130", "143"]
