"""A run on its way to its publish tells how the runs before it ended."""

import dagster as dg
import pytest

from pipelines.errors import ReportsFolderError
from pipelines.instance import prepare_instance
from pipelines.publish.audit_run import append_audit_run, create_run_tables
from pipelines.publish.run_history import append_past_runs
from pipelines.run_records import STARTED_FROM, past_runs

SUITE = dg.AssetCheckSpec("table_suite", asset="raw_figure", blocking=True)


@pytest.fixture(scope="module")
def instance(tmp_path_factory):
    with prepare_instance(tmp_path_factory.mktemp("history")) as instance:
        yield instance


def materialize(instance, publish, *, rows=3, is_missing=False):
    """Run two steps with the names of real ones."""

    @dg.multi_asset(
        name="raw_tables", specs=[dg.AssetSpec("raw_figure")], check_specs=[SUITE]
    )
    def raw_tables():
        if is_missing:
            message = "/r: no such folder of reports. Make it."
            raise ReportsFolderError(message)
        yield dg.MaterializeResult(
            asset_key="raw_figure", metadata={"dagster/row_count": rows}
        )
        yield dg.AssetCheckResult(asset_key="raw_figure", passed=True)

    @dg.asset(deps=["raw_figure"])
    def published_snapshot(context):
        publish(context.run_id)

    return dg.materialize(
        [raw_tables, published_snapshot],
        instance=instance,
        raise_on_error=False,
        tags={STARTED_FROM: "command line"},
    ).run_id


@pytest.fixture(scope="module")
def runs(instance):
    """The ids of three runs: one that failed, one that did not, and one that tells."""
    failed = materialize(instance, lambda _: None, is_missing=True)
    published = materialize(instance, lambda _: None)
    return failed, published, materialize(instance, lambda _: None)


@pytest.fixture
def told(working, instance, runs):
    """The working database when the last of the runs has told of all."""
    *_, last = runs
    [this] = [run for run in past_runs(instance, 3) if run.run_id == last]
    append_audit_run(working, last, this.started_at, this.started_at, "published")
    append_past_runs(working, instance, last)
    return working


def test_a_run_that_failed_is_known_with_the_reason(told, runs):
    failed, *_ = runs
    [row] = told.execute(
        "select status, failure, started_from, seconds > 0, started_at < ended_at, "
        "figures_read, documents_read, code_version from audit_run where run_id = $id",
        {"id": failed},
    ).fetchall()

    reason = "/r: no such folder of reports. Make it."
    assert row == ("failed", reason, "command line", True, True, None, None, None)


def test_a_run_that_published_has_no_failure_and_took_its_time(told, runs):
    _, published, last = runs

    assert told.execute(
        "select run_id, status, failure, seconds is null from audit_run "
        "where status = 'published' order by started_at"
    ).fetchall() == [
        (published, "published", None, False),
        (last, "published", None, True),
    ]


def test_stages_are_told_with_what_they_made(told, runs):
    _, published, _ = runs

    assert told.execute(
        "select stage, seconds > 0, tables_made, rows_made, checks_made "
        "from audit_stage where run_id = $id order by started_at",
        {"id": published},
    ).fetchall() == [("ingest", True, 1, 3, 1), ("publish", True, 1, 0, 0)]


def test_a_run_tells_of_its_own_stages_those_that_are_over(working, instance):
    def publish(run_id):
        create_run_tables(working)
        append_past_runs(working, instance, run_id)

    run_id = materialize(instance, publish)

    assert working.execute(
        "select stage from audit_stage where run_id = $id", {"id": run_id}
    ).fetchall() == [("ingest",)]


def test_what_is_known_of_a_run_is_not_told_twice(told, instance, runs):
    failed, *_, last = runs
    told.execute("update audit_run set failure = 'kept' where failure is not null")

    append_past_runs(told, instance, last)

    assert told.execute(
        "select failure from audit_run where run_id = $id", {"id": failed}
    ).fetchall() == [("kept",)]


def test_what_a_run_counted_stays_when_it_turns_out_to_have_failed(
    working, instance, runs
):
    failed, _, last = runs
    [this] = [run for run in past_runs(instance, 9) if run.run_id == failed]
    append_audit_run(working, failed, this.started_at, this.started_at, "published")

    append_past_runs(working, instance, last)

    assert working.execute(
        "select status, figures_accepted from audit_run where run_id = $id",
        {"id": failed},
    ).fetchall() == [("failed", 2)]
