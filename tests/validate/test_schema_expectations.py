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
        ("company_id",): ("dim_company", ("company_id",)),
        ("of",): ("dim_scope", ("scope",)),
        ("company_id", "part_id"): ("dim_part", ("company_id", "part_id")),
    },
)
SOUND = [
    ("acme", "2024-01-01", 1, "scope_1", "mill"),
    ("acme", None, 2, None, None),
    ("bolt", None, 2, None, "yard"),
]


def failures(*changed):
    """The expectations that the sound rows and some others fail, with examples."""
    with duckdb.connect() as connection:
        connection.execute(
            "create table dim_company as "
            "select unnest(['acme', 'bolt', null]) as company_id; "
            "create table dim_part as select * from "
            "(values ('acme', 'mill'), ('bolt', 'yard')) as _ (company_id, part_id)"
        )
        connection.execute("create table dim_scope as select 'scope_1' as scope")
        connection.execute(
            "create table fact "
            "(company_id varchar, period_start date, amount integer, of varchar, "
            "part_id varchar)"
        )
        connection.executemany(
            "insert into fact values (?, ?, ?, ?, ?)", [*SOUND, *changed]
        )
        suite = Suite("fact", SCHEMA.grain, tuple(expectations_of_schema(SCHEMA)))
        outcomes = run_suites(connection, [suite])
    return {each.expectation: each.examples for each in outcomes if each.failed}


def test_sound_rows_pass():
    assert failures() == {}


@pytest.mark.parametrize(
    ("row", "expectation", "told"),
    [
        (("acme", "2024-01-01", 3, None, None), "grain_is_unique", ("row_count", 2)),
        # Two empty values are the same one, as in "group by".
        (("acme", None, 3, None, None), "grain_is_unique", ("row_count", 2)),
        (
            (None, "2024-01-01", None, None, None),
            "required_columns_are_filled",
            ("empty_columns", "company_id, amount"),
        ),
        (("bcme", None, 3, None, None), "references_exist", ("value", "bcme")),
        # Each company has parts of its own.
        (
            ("acme", "2023-01-01", 3, None, "yard"),
            "references_exist",
            ("value", "acme, yard"),
        ),
        (
            ("acme", "2023-01-01", 3, "scope_9", None),
            "references_exist",
            ("column_name", "of"),
        ),
    ],
)
def test_a_broken_row_fails_one_expectation(row, expectation, told):
    [(name, [example])] = failures(row).items()

    assert (name, example[told[0]]) == (expectation, told[1])
