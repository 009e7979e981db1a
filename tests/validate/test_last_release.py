"""This run is held against the release that readers have, where there is one."""

import shutil

import duckdb
import pytest

from pipelines.publish.layout import DATABASE, current_link
from pipelines.schema import load_schema
from pipelines.validate.last_release import COMPARED, last_release, last_release_of
from pipelines.validate.suite_runs import run_suites
from pipelines.validate.suites import load_suite

CHANGED = "figures_are_those_of_the_last_release"


@pytest.fixture
def warehouse(sound_file, tmp_path):
    """A warehouse folder whose current release is the small warehouse."""
    folder = tmp_path / "an analyst's warehouse"
    release = current_link(folder)
    release.mkdir(parents=True)
    shutil.copyfile(sound_file, release / DATABASE)
    return folder


@pytest.fixture
def working(sound_file, tmp_path):
    """A working database of the next run, in which all is as it was."""
    shutil.copyfile(sound_file, tmp_path / "working.duckdb")
    with duckdb.connect(tmp_path / "working.duckdb") as connection:
        yield connection


def failures(working, table="fact_figure"):
    outcomes = run_suites(working, [load_suite(table, load_schema()[table])])
    return {each.expectation: each for each in outcomes if not each.has_passed}


def row_counts(working):
    return {
        table: working.sql(f"select count(*) from last_release.{table}").fetchall()
        for table in COMPARED
    }


def test_a_run_that_says_the_same_passes(warehouse, working):
    with last_release_of(working, warehouse):
        assert row_counts(working) == {
            table: working.sql(f"select count(*) from {table}").fetchall()
            for table in COMPARED
        }
        assert {table: failures(working, table) for table in COMPARED} == {
            table: {} for table in COMPARED
        }


def test_a_figure_that_is_read_otherwise_is_told_as_it_was(warehouse, working):
    working.execute("""
        update fact_figure set amount = 8100, low = 8100, high = 8100
        where figure_id = 'water-24'
    """)
    with last_release_of(working, warehouse):
        failure = failures(working)[CHANGED]

    assert failure.severity == "warning"
    assert [
        (row["path"], row["measure"], row["fiscal_year"], row["amount"])
        for row in failure.examples
    ] == [("acme/report-2024.csv", "water_consumption", 2024, 8)]


def test_what_is_corrected_since_may_differ(warehouse, working):
    working.execute("""
        update fact_figure set
            amount = 8.2, low = 8.2, high = 8.2, correction = 'a decimal was lost'
        where figure_id = 'water-24'
    """)
    with last_release_of(working, warehouse):
        assert failures(working) == {}


def test_a_document_that_is_gone_says_nothing_anymore(warehouse, working):
    working.execute("""
        delete from fact_figure where document_id = 'list-2025';
        delete from dim_document where document_id = 'list-2025';
    """)
    with last_release_of(working, warehouse):
        assert CHANGED not in failures(working)


def test_a_document_that_was_edited_is_the_same_document(warehouse, working):
    working.execute("""
        update fact_figure set document_id = 'edited' where document_id = 'list-2025';
        update dim_document set document_id = 'edited' where document_id = 'list-2025';
    """)
    with last_release_of(working, warehouse):
        assert CHANGED not in failures(working)
        working.execute(
            "update fact_figure set amount = 6, low = 6, high = 6 "
            "where figure_id = 'list-other-24'"
        )
        assert failures(working)[CHANGED].failed == 1


@pytest.mark.parametrize("damage", ["missing", "garbage", "older"])
def test_without_a_release_to_compare_with_nothing_differs(warehouse, working, damage):
    file = current_link(warehouse) / DATABASE
    if damage == "missing":
        file.unlink()
    elif damage == "garbage":
        file.write_bytes(b"no database " * 999)
    else:
        with duckdb.connect(file) as older:
            for table in COMPARED:
                older.execute(f"alter table {table} drop column document_id")
    with last_release_of(working, warehouse):
        assert row_counts(working) == {table: [(0,)] for table in COMPARED}
        assert {table: failures(working, table) for table in COMPARED} == {
            table: {} for table in COMPARED
        }


def test_checks_may_come_before_a_table_that_is_compared(working, tmp_path):
    working.execute("drop table fact_figure")
    with last_release_of(working, tmp_path / "no warehouse"):
        assert failures(working, "dim_document") == {}


def test_the_release_is_let_go_whatever_happens(warehouse, working):
    with pytest.raises(ZeroDivisionError), last_release_of(working, warehouse):
        raise ZeroDivisionError
    with last_release(working, current_link(warehouse) / DATABASE):
        assert row_counts(working)["dim_document"] == [(4,)]
    assert [name for (name,) in databases(working) if name.startswith("last")] == []


def databases(working):
    return working.sql("select database_name from duckdb_databases()").fetchall()
