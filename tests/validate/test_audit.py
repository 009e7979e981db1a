"""Every run leaves a row for every expectation, and earlier runs keep theirs."""

import json
from dataclasses import replace
from decimal import Decimal

import duckdb
import pytest

from pipelines.validate.audit import record_outcomes
from pipelines.validate.suite_runs import Outcome

OUTCOME = Outcome(
    suite="fact_figure_suite",
    expectation="grain_is_unique",
    table="fact_figure",
    severity="critical",
    checked=9,
    failed=2,
    examples=({"figure_id": "f", "amount": Decimal("1.500000"), "unit": "万吨"},),
    description="Why.",
)


@pytest.fixture
def connection():
    """Open an empty database."""
    with duckdb.connect() as connection:
        yield connection


def test_an_outcome_is_recorded_whole(connection):
    record_outcomes(connection, "run", [OUTCOME])

    [row] = connection.sql("from audit_expectation").fetchall()
    assert row == (
        "run",
        "fact_figure_suite",
        "grain_is_unique",
        "fact_figure",
        "critical",
        9,
        2,
        '[{"figure_id": "f", "amount": "1.500000", "unit": "万吨"}]',
        "Why.",
    )
    assert json.loads(row[7])[0]["unit"] == "万吨"


def test_runs_are_appended(connection):
    record_outcomes(connection, "first", [OUTCOME, replace(OUTCOME, failed=0)])
    record_outcomes(connection, "second", [])
    record_outcomes(connection, "third", [OUTCOME])

    assert connection.sql(
        "select run_id, count(*) from audit_expectation group by run_id order by run_id"
    ).fetchall() == [("first", 2), ("third", 1)]
