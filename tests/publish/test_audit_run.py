"""audit_run tells what each run did, and keeps what it told of earlier runs."""

from datetime import UTC, datetime

from pipelines.publish.audit_run import append_audit_run

STARTED = datetime(2026, 11, 23, 18, 15, tzinfo=UTC)
ENDED = datetime(2026, 11, 23, 18, 16, tzinfo=UTC)


def append(connection, run_id, status="published"):
    append_audit_run(connection, run_id, STARTED, ENDED, status)


def test_a_run_is_counted_from_the_tables_that_it_made(working):
    append(working, "run-1")

    [row] = working.execute(
        "select * exclude (code_version, started_from, seconds, failure) from audit_run"
    ).fetchall()
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
            "where table_name in ('audit_run', 'audit_stage') and comment is null"
        ).fetchall()
        == []
    )


def test_a_working_database_of_an_older_version_is_taken_on(working):
    working.execute(
        "create table audit_run (run_id varchar primary key, started_at timestamp not "
        "null, ended_at timestamp not null, status varchar not null, documents_read "
        "bigint not null, documents_unchanged bigint not null, figures_read bigint not "
        "null, figures_accepted bigint not null, figures_quarantined bigint not null, "
        "claims_confirmed bigint not null, claims_contradicted bigint not null, "
        "claims_unverifiable bigint not null, code_version varchar not null); "
        "insert into audit_run "
        "select 'old', now()::timestamp, now()::timestamp, 'published', "
        "1, 1, 1, 1, 1, 1, 1, 1, '0.1'"
    )

    append(working, "run-1")
    working.execute(
        "insert into audit_run by name select 'bare' as run_id, "
        "now()::timestamp as started_at, now()::timestamp as ended_at, "
        "'failed' as status"
    )

    assert working.execute(
        "select run_id, seconds from audit_run order by run_id"
    ).fetchall() == [("bare", None), ("old", None), ("run-1", None)]
