"""Runs of suites tell how many rows failed and which, and tell it quietly."""

import duckdb
import great_expectations as gx
import pytest
from great_expectations.expectations import (
    ExpectColumnValuesToBeBetween,
    ExpectColumnValuesToNotBeNull,
    ExpectTableRowCountToBeBetween,
    UnexpectedRowsExpectation,
)
from great_expectations.expectations.metadata_types import FailureSeverity

from pipelines.validate.suite_runs import EXAMPLE_COUNT, run_suites
from pipelines.validate.suites import Suite

BUILT_IN = ExpectColumnValuesToBeBetween(
    meta={"name": "built_in"}, description="Why.", column="amount", min_value=0
)
QUERIED = UnexpectedRowsExpectation(
    meta={"name": "queried"},
    description="Why.",
    unexpected_rows_query="select figure_id, amount from {batch} where amount < 0",
)


@pytest.fixture
def connection():
    """Open a database with a thousand figures, of which 600 are negative."""
    with duckdb.connect() as connection:
        connection.execute(
            "create table figure as "
            "select format('f{:03}', range) as figure_id, "
            "(range - 600)::decimal(28, 6) as amount from range(1000)"
        )
        yield connection


def suite(*expectations, is_of_rows=False):
    """Make a suite of the table of figures."""
    return Suite("figure", ("figure_id",), expectations, is_of_rows=is_of_rows)


@pytest.mark.parametrize("expectation", [BUILT_IN, QUERIED])
def test_failing_rows_are_counted_and_a_few_are_shown(connection, expectation):
    [outcome] = run_suites(connection, [suite(expectation)])

    assert (outcome.checked, outcome.failed, outcome.keys) == (1000, 600, ())
    assert len(outcome.examples) == EXAMPLE_COUNT
    assert all(set(row) == {"figure_id", "amount"} for row in outcome.examples)
    assert all(row["amount"] < 0 for row in outcome.examples)


@pytest.mark.parametrize("expectation", [BUILT_IN, QUERIED])
def test_a_suite_of_rows_names_every_row_that_fails(connection, expectation):
    [outcome] = run_suites(connection, [suite(expectation, is_of_rows=True)])

    assert sorted(outcome.keys) == [f"f{number:03}" for number in range(600)]
    assert outcome.severity == "quarantine"


@pytest.mark.parametrize("expectation", [BUILT_IN, QUERIED])
def test_what_is_not_committed_changes_nothing(connection, expectation):
    connection.execute("begin; delete from figure where amount < 0")

    [outcome] = run_suites(connection, [suite(expectation)])

    assert (outcome.checked, outcome.failed) == (1000, 600)


def test_a_row_that_nobody_names_stops_the_run(connection, monkeypatch):
    # As if Great Expectations listed no more than its first rows, whatever is asked.
    validate = gx.datasource.fluent.interfaces.Batch.validate

    def forget(self, suite, *, result_format):
        results = validate(self, suite, result_format=result_format)
        for result in results.results:
            result.result.get("partial_unexpected_index_list", [])[3:] = []
        return results

    monkeypatch.setattr(gx.datasource.fluent.interfaces.Batch, "validate", forget)

    with pytest.raises(RuntimeError, match=r"600 rows failed, .* named 3"):
        run_suites(connection, [suite(BUILT_IN, is_of_rows=True)])


def test_a_passing_expectation_is_told_as_well(connection):
    connection.execute("delete from figure where amount < 0")

    outcomes = run_suites(connection, [suite(BUILT_IN, QUERIED)])

    assert [(o.expectation, o.checked, o.failed, o.examples) for o in outcomes] == [
        ("built_in", 400, 0, ()),
        ("queried", 400, 0, ()),
    ]


def test_an_expectation_of_the_whole_table_shows_what_was_seen(connection):
    few = ExpectTableRowCountToBeBetween(
        meta={"name": "few"}, description="Why.", max_value=9
    )
    [outcome] = run_suites(connection, [suite(few)])

    assert (outcome.failed, outcome.examples) == (1, ({"observed": 1000},))


def test_a_warning_stays_one(connection):
    warning = BUILT_IN.copy(update={"severity": FailureSeverity.WARNING})

    for is_of_rows in (False, True):
        [outcome] = run_suites(connection, [suite(warning, is_of_rows=is_of_rows)])
        assert outcome.severity == "warning"


@pytest.mark.parametrize(
    "expectation",
    [
        ExpectColumnValuesToNotBeNull(
            meta={"name": "misspelt"}, description="Why.", column="amuont"
        ),
        UnexpectedRowsExpectation(
            meta={"name": "misspelt"},
            description="Why.",
            unexpected_rows_query="select amuont from {batch}",
        ),
    ],
)
def test_what_cannot_be_checked_is_an_error_and_no_failure(connection, expectation):
    with pytest.raises(
        RuntimeError, match=r"figure: the expectation misspelt .*amuont"
    ):
        run_suites(connection, [suite(BUILT_IN, expectation)])


def test_a_table_without_expectations_is_not_opened(connection):
    assert run_suites(connection, [Suite("missing", ("key",), ())]) == []


def test_nothing_is_printed(connection, capfd, recwarn):
    run_suites(connection, [suite(BUILT_IN, QUERIED)])

    assert capfd.readouterr() == ("", "")
    assert [str(warning.message) for warning in recwarn] == []
