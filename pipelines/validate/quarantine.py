"""Sets rows apart that fail an expectation, with the reasons, as printed.

``quarantine_figure`` and ``quarantine_claim`` are built on every run, and are empty
when nothing failed. Facts are built from what is not in them.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from duckdb import DuckDBPyConnection

from pipelines.schema import TableSchema
from pipelines.tables import comment_on_table
from pipelines.validate.suite_runs import Outcome, run_suites
from pipelines.validate.suites import Suite, load_row_suite, load_suite

_QUERIES = Path(__file__).parent / "queries"

#: Which staging table each quarantine takes from; the query of its name says what.
QUARANTINES = {"quarantine_figure": "stg_figure", "quarantine_claim": "stg_claim"}

#: What is held against its suite before rows are set apart, though none is taken of it.
CORRECTIONS = "stg_correction"


def build_quarantine(
    connection: DuckDBPyConnection, schema: Mapping[str, TableSchema]
) -> list[Outcome]:
    """Hold the staging tables against their suites, and set failing rows apart."""
    outcomes = run_suites(connection, staging_suites(schema))
    for quarantine, staging in QUARANTINES.items():
        failed = [
            outcome
            for outcome in outcomes
            if outcome.table == staging and outcome.severity == "quarantine"
        ]
        set_apart(connection, quarantine, failed)
    return outcomes


def staging_suites(schema: Mapping[str, TableSchema]) -> list[Suite]:
    """Load what is expected of corrections and of the staging tables."""
    return [
        load_suite(CORRECTIONS, schema[CORRECTIONS]),
        *(
            load(staging, schema[staging])
            for staging in QUARANTINES.values()
            for load in (load_suite, load_row_suite)
        ),
    ]


def unmatched_reviews(connection: DuckDBPyConnection) -> list[str]:
    """Say which reviews name no figure or claim: it is gone, or was read otherwise."""
    lines = connection.execute(
        """
        select line, document, value
        from raw_review
        where line not in (select line from stg_review)
        order by line
        """
    ).fetchall()
    return [
        f"reviews.csv line {line}: {document} has no figure or claim {value} at that "
        "place and of that meaning any more. Look at it again, or remove the line."
        for line, document, value in lines
    ]


def set_apart(
    connection: DuckDBPyConnection, quarantine: str, outcomes: Sequence[Outcome]
) -> None:
    """Build one quarantine from the keys of the rows that failed; it may be empty."""
    connection.execute(
        "create or replace temp table failed_row "
        "(key varchar, expectation varchar, description varchar)"
    )
    for outcome in outcomes:
        connection.execute(
            "insert into failed_row select unnest(?::varchar[]), ?, ?",
            [list(outcome.keys), outcome.expectation, outcome.description],
        )
    query = (_QUERIES / f"{quarantine}.sql").read_text(encoding="utf-8")
    connection.execute(f"create or replace table {quarantine} as {query}")
    connection.execute("drop table failed_row")
    comment_on_table(connection, quarantine)
