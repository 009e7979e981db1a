"""Records how every expectation went, run by run, in audit_expectation."""

import json
from collections.abc import Sequence

from duckdb import DuckDBPyConnection

from pipelines.tables import comment_on_table
from pipelines.validate.suite_runs import Outcome

_CREATE = """
    create table if not exists audit_expectation (
        run_id varchar,
        suite varchar,
        expectation varchar,
        table_name varchar,
        severity varchar,
        checked bigint,
        failed bigint,
        examples varchar,
        description varchar
    )
"""
_APPEND = """
    insert into audit_expectation
    select ?, unnest(?), unnest(?), unnest(?), unnest(?),
        unnest(?), unnest(?), unnest(?), unnest(?)
"""


def record_outcomes(
    connection: DuckDBPyConnection, run_id: str, outcomes: Sequence[Outcome]
) -> None:
    """Append the outcomes of a run; those of earlier runs stay.

    Examples are kept as a JSON list of rows.
    """
    connection.execute(_CREATE)
    comment_on_table(connection, "audit_expectation")
    if not outcomes:
        return
    rows = [
        (
            outcome.suite,
            outcome.expectation,
            outcome.table,
            outcome.severity,
            outcome.checked,
            outcome.failed,
            json.dumps(outcome.examples, default=str, ensure_ascii=False),
            outcome.description,
        )
        for outcome in outcomes
    ]
    connection.execute(_APPEND, [run_id, *map(list, zip(*rows, strict=True))])
