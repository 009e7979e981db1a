"""audit_run tells what each run did, and keeps what it told of earlier runs."""

from datetime import UTC, datetime

from pipelines.publish.audit_run import append_audit_run

STARTED = datetime(2026, 11, 23, 18, 15, tzinfo=UTC)
ENDED = datetime(2026, 11, 23, 18, 16, tzinfo=UTC)


def append(connection, run_id, status="published"):
    append_audit_run(connection, run_id, STARTED, ENDED, status)


def test_a_run_is_counted_from_the_tables_that_it_made(working):
    append(working, "run-1")

    [row] = working.execute("select * exclude code_version from audit_run").fetchall()
    times = (STARTED.replace(tzinfo=None), ENDED.replace(tzinfo=None))
    assert row == ("run-1", *times, "published", 2, 1, 2, 2, 0, 2, 1, 0)


def test_earlier_runs_stay(working):
    append(working, "run-1")
    append(working, "run-2")

    assert working.execute(
        "select run_id, documents_read, documents_unchanged from audit_run order by 1"
    ).fetchall() == [("run-1", 2, 1), ("run-2", 0, 1)]


def test_what_is_said_of_a_run_can_change(working):
    append(working, "run-1", "published")
    append(working, "run-1", "failed")

    assert working.execute("select run_id, status from audit_run").fetchall() == [
        ("run-1", "failed")
    ]


def test_every_column_has_a_meaning(working):
    append(working, "run-1")

    assert (
        working.execute(
            "select column_name from duckdb_columns() "
            "where table_name = 'audit_run' and comment is null"
        ).fetchall()
        == []
    )
