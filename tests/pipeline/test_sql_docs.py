"""docs/sql.md: every example runs on the release of the bundled reports."""

import os
import re
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from pipelines.publish.release import publish_release
from tests.conftest import PROJECT_FOLDER

PAGE = (PROJECT_FOLDER / "docs" / "sql.md").read_text(encoding="utf-8")
SECTIONS = {
    section.partition("\n")[0]: section
    for section in re.split(r"^## ", PAGE, flags=re.M)
}
COMMANDS = [
    line.removeprefix("$ ")
    for block in re.findall(r"```console\n(.*?)```", PAGE, flags=re.DOTALL)
    for line in block.splitlines()
]


#: What a table that is cut says beside it.
WHERE_MORE_IS = "These are the first 100 rows: --limit shows more, csv shows all.\n"


def python_of(section):
    return re.findall(r"```python\n(.*?)```", SECTIONS[section], flags=re.DOTALL)


def run(section):
    """Run the blocks of a section, one after the other as the cells of a notebook."""
    names = {}
    for block in python_of(section):
        exec(block, names)  # noqa: S102  (our own page)
    return names


@pytest.fixture
def warehouse_here(bundled_warehouse, tmp_path, monkeypatch):
    (tmp_path / "warehouse").symlink_to(bundled_warehouse)
    monkeypatch.chdir(tmp_path)


def test_all_examples_are_run():
    assert len(COMMANDS) == 5
    assert {section: len(python_of(section)) for section in SECTIONS} == {
        PAGE.partition("\n")[0]: 0,
        "`scopebook sql`": 0,
        "The DuckDB command line": 0,
        "Python": 2,
        "SQLAlchemy": 2,
        "A notebook": 2,
        "Noticing a new release": 2,
    }


@pytest.mark.usefixtures("warehouse_here")
@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_answers(command):
    folders = [str(Path(sys.executable).parent), os.environ["PATH"]]
    done = subprocess.run(
        ["/bin/sh", "-c", command],
        env=os.environ
        | {"PATH": os.pathsep.join(folders), "SCOPEBOOK_WAREHOUSE": "warehouse"},
        capture_output=True,
        text=True,
        check=False,
    )

    written = "".join(file.read_text() for file in Path().glob("*.csv"))
    assert (done.returncode, done.stderr.replace(WHERE_MORE_IS, "")) == (0, "")
    assert (done.stdout + written).count("\n") > 5


@pytest.mark.usefixtures("warehouse_here")
def test_python_gets_rows_and_frames():
    names = run("Python")

    assert len(names["rows"]) > 10
    assert len(names["as_pandas"]) == len(names["as_polars"]) > 1000
    assert str(names["as_polars"]["amount_tco2e"].dtype).startswith("Decimal")


@pytest.mark.usefixtures("warehouse_here")
def test_sqlalchemy_gets_rows_and_columns():
    names = run("SQLAlchemy")

    assert len(names["rows"]) > 10
    assert (
        "company_id",
        "VARCHAR",
        "The company, as a readable slug, for example alibaba-group.",
    ) in names["columns"]
    names["engine"].dispose()


@pytest.mark.usefixtures("warehouse_here")
def test_the_cells_of_a_notebook_make_a_table():
    names = run("A notebook")

    assert len(names["totals"]) > 10
    names["connection"].close()


@pytest.mark.parametrize(
    ("place", "ask"),
    [(0, lambda names: names["reader"].ask), (1, lambda names: names["ask_pool"])],
    ids=["connection", "pool"],
)
def test_a_reader_notices_a_new_release(place, ask, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    publish(2)
    names = {}
    exec(python_of("Noticing a new release")[place], names)  # noqa: S102
    assert ask(names)("select count(*) from fact_figure") == [(2,)]

    publish(3)

    assert ask(names)("select count(*) from fact_figure") == [(3,)]


def test_a_connection_keeps_its_release_and_the_link_opened_again_gives_the_newest(
    tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    publish(2)
    link = "warehouse/published/current/scopebook.duckdb"
    count = "select count(*) from fact_figure"

    with duckdb.connect(link, read_only=True) as first:
        publish(3)
        with duckdb.connect(link, read_only=True) as second:
            assert first.execute(count).fetchall() == [(2,)]
            assert second.execute(count).fetchall() == [(3,)]


def publish(rows):
    with duckdb.connect() as connection:
        connection.execute(f"create table fact_figure as from range({rows})")
        publish_release(connection, Path("warehouse").absolute(), f"{rows:08d}")
