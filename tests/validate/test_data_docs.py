"""Data Docs say what every suite found, on pages that need no network."""

import os
import re

import duckdb
import pytest
from great_expectations.expectations import ExpectColumnValuesToNotBeNull

from pipelines.validate.audit import record_outcomes
from pipelines.validate.custom_expectations import ExpectNoRows
from pipelines.validate.data_docs import RUNS_KEPT, write_data_docs
from pipelines.validate.suite_runs import run_suites
from pipelines.validate.suites import Suite


def filled(name):
    """Expect every row to have a name."""
    return ExpectColumnValuesToNotBeNull(
        meta={"name": name}, description="A row has a name.", column="name"
    )


SUITES = [
    Suite(
        "fact_sample",
        ("name",),
        (
            ExpectNoRows(
                meta={"name": "no_amount_is_negative"},
                description="No amount is negative: nothing emits less than nil.",
                unexpected_rows_query="select * from {batch} where amount < 0",
            ),
            filled("name_is_filled"),
        ),
    ),
    # A staging table has two suites, of the table and of its rows, and one page.
    Suite("stg_sample", ("name",), (filled("table_is_filled"),)),
    Suite("stg_sample", ("name",), (filled("rows_are_filled"),), is_of_rows=True),
]


@pytest.fixture
def sample():
    """A table with one bad row, whose name is not harmless."""
    with duckdb.connect() as connection:
        connection.execute(
            """
            create table fact_sample as
            select '<script>alert(1)</script>$name' as name, -5 as amount
            union all
            select 'good', 5;
            create table stg_sample as from fact_sample;
            """
        )
        yield connection


def write(connection, folder, run_id="run-1"):
    outcomes = run_suites(connection, SUITES)
    record_outcomes(connection, run_id, outcomes)
    return write_data_docs(connection, folder, run_id, SUITES, outcomes)


def test_the_index_tells_every_suite_and_what_failed(sample, tmp_path):
    index = write(sample, tmp_path)

    assert index == tmp_path / "audit" / "run-1" / "index.html"
    page = index.read_text(encoding="utf-8")
    assert "2 suites, 4 expectations" in page
    assert "no_amount_is_negative: 1 (critical)" in page
    for link in re.findall(r'href="([^"]*)"', page):
        assert (index.parent / link).is_file()


def test_a_page_tells_reasons_numbers_and_failing_rows(sample, tmp_path):
    page = write(sample, tmp_path).with_name("fact_sample_suite.html").read_text()

    assert "1 of 2 expectations hold." in page
    assert "No amount is negative: nothing emits less than nil." in page
    assert "no_amount_is_negative: 1 of 2 failed (critical)" in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;$name" in page
    assert "<script" not in page


def test_no_page_asks_for_anything_from_elsewhere(sample, tmp_path):
    folder = write(sample, tmp_path).parent

    assert sorted(page.name for page in folder.iterdir()) == [
        "fact_sample_suite.html",
        "index.html",
        "stg_sample_suite.html",
    ]
    for page in folder.iterdir():
        asked = re.findall(r"(?:src|href|url)[=(]\"?([^\")> ]*)", page.read_text())
        assert [link for link in asked if not (folder / link).is_file()] == []


def test_pages_of_old_runs_go(sample, tmp_path):
    for number in range(RUNS_KEPT + 2):
        index = write(sample, tmp_path, f"run-{number}")
        os.utime(index.parent, (number, number))

    kept = {run.name for run in (tmp_path / "audit").iterdir()}
    assert len(kept) == RUNS_KEPT
    assert f"run-{RUNS_KEPT + 1}" in kept
    assert "run-0" not in kept
