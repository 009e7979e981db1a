"""Sets rows apart that fail an expectation, with the reasons, as printed.

``quarantine_figure`` and ``quarantine_claim`` are built on every run, and are empty
when nothing failed. Facts are built from what is not in them.
"""

from collections.abc import Mapping, Sequence

from duckdb import DuckDBPyConnection

from pipelines.schema import TableSchema
from pipelines.tables import comment_on_table
from pipelines.validate.suite_runs import Outcome, run_suites
from pipelines.validate.suites import load_row_suite, load_suite

#: Which staging table each quarantine takes from, and what it keeps of a row.
QUARANTINES = {
    "quarantine_figure": (
        "stg_figure",
        (
            "figure_id",
            "document_id",
            "page",
            "locator",
            "context",
            "org_unit_text",
            "measure_text",
            "scope_text",
            "period_text",
            "value_text",
            "unit_text",
            "org_unit_words",
            "measure_words",
            "scope_words",
            "period_words",
            "confidence",
            "reasons",
            "reading_problem",
        ),
    ),
    "quarantine_claim": (
        "stg_claim",
        (
            "claim_id",
            "document_id",
            "page",
            "locator",
            "context",
            "org_unit_text",
            "measure_text",
            "scope_text",
            "period_text",
            "change_text",
            "change_unit_text",
            "org_unit_words",
            "measure_words",
            "scope_words",
            "period_words",
            "confidence",
            "reasons",
            "reading_problem",
        ),
    ),
}


def build_quarantine(
    connection: DuckDBPyConnection, schema: Mapping[str, TableSchema]
) -> list[Outcome]:
    """Hold the staging tables against their suites, and set failing rows apart."""
    stagings = [staging for staging, _ in QUARANTINES.values()]
    outcomes = run_suites(
        connection,
        [
            load(staging, schema[staging])
            for staging in stagings
            for load in (load_suite, load_row_suite)
        ],
    )
    for quarantine, (staging, columns) in QUARANTINES.items():
        failed = [
            outcome
            for outcome in outcomes
            if outcome.table == staging and outcome.severity == "quarantine"
        ]
        _set_apart(connection, quarantine, staging, columns, failed)
    return outcomes


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


def _set_apart(
    connection: DuckDBPyConnection,
    quarantine: str,
    staging: str,
    columns: Sequence[str],
    outcomes: Sequence[Outcome],
) -> None:
    """Build one quarantine from the keys of the rows that failed."""
    connection.execute(
        "create or replace temp table failed_row "
        "(key varchar, expectation varchar, description varchar)"
    )
    for outcome in outcomes:
        connection.execute(
            "insert into failed_row select unnest(?::varchar[]), ?, ?",
            [list(outcome.keys), outcome.expectation, outcome.description],
        )
    connection.execute(
        f"""
        create or replace table {quarantine} as
        with failed as (
            select
                key,
                list(expectation order by expectation) as expectations,
                string_agg(description, ' ' order by expectation) as explanation
            from failed_row
            group by key
        )
        select
            {", ".join(f"staged.{column}" for column in columns)},
            failed.expectations,
            -- A rejection is explained by who rejected it and why.
            if(
                staged.review_state = 'rejected',
                concat(failed.explanation, ' It was ', staged.review_told),
                failed.explanation
            ) as explanation
        from {staging} as staged
        inner join failed on staged.{columns[0]} = failed.key
        order by staged.{columns[0]}
        """
    )
    connection.execute("drop table failed_row")
    comment_on_table(connection, quarantine)
