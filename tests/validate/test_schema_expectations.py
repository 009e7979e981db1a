"""A table's grain, required columns and references are expected of it."""

import duckdb
import pytest

from pipelines.schema import TableSchema
from pipelines.validate.schema_expectations import expectations_of_schema
from pipelines.validate.suite_runs import run_suites
from pipelines.validate.suites import Suite

SCHEMA = TableSchema(
    name="fact",
    meaning="Facts.",
    grain=("company_id", "period_start"),
    required=("amount",),
    optional=("period_start",),
    references={
        "company_id": ("dim_company", "company_id"),
        "of": ("dim_scope", "scope"),
    },
)
SOUND = [("acme", "2024-01-01", 1, "scope_1"), ("acme", None, 2, None)]


def failures(*changed):
    """The expectations that the sound rows and some others fail, with examples."""
    with duckdb.connect() as connection:
        connection.execute(
            "create table dim_company as select 'acme' as company_id "
            "union all select null"
        )
        connection.execute("create table dim_scope as select 'scope_1' as scope")
        connection.execute(
            "create table fact "
            "(company_id varchar, period_start date, amount integer, of varchar)"
        )
        connection.executemany(
            "insert into fact values (?, ?, ?, ?)", [*SOUND, *changed]
        )
        suite = Suite("fact", SCHEMA.grain, tuple(expectations_of_schema(SCHEMA)))
        outcomes = run_suites(connection, [suite])
    return {each.expectation: each.examples for each in outcomes if each.failed}


def test_sound_rows_pass():
    assert failures() == {}


@pytest.mark.parametrize(
    ("row", "expectation", "told"),
    [
        (("acme", "2024-01-01", 3, None), "grain_is_unique", ("row_count", 2)),
        # Two empty values are the same one, as in "group by".
        (("acme", None, 3, None), "grain_is_unique", ("row_count", 2)),
        (
            (None, "2024-01-01", None, None),
            "required_columns_are_filled",
            ("empty_columns", "company_id, amount"),
        ),
        (("bcme", None, 3, None), "references_exist", ("value", "bcme")),
        (
            ("acme", "2023-01-01", 3, "scope_9"),
            "references_exist",
            ("column_name", "of"),
        ),
    ],
)
def test_a_broken_row_fails_one_expectation(row, expectation, told):
    [(name, [example])] = failures(row).items()

    assert (name, example[told[0]]) == (expectation, told[1])
