"""In Dagster, a failing row is set apart with a warning, and a failing table stops."""

import shutil
from pathlib import Path

import dagster as dg
import duckdb
import pytest

from pipelines.publish.layout import DATABASE, current_link
from pipelines.schema import load_schema
from pipelines.validate.quarantine import QUARANTINES
from pipelines.validate.suite_checks import load_quarantine, load_suite_checks
from pipelines.warehouse import Warehouse

STAGED = ("stg_figure", "stg_claim", "stg_correction")
SCHEMA = {
    table: load_schema()[table] for table in (*STAGED, "fact_figure", "metric_total")
}


@dg.multi_asset(specs=[dg.AssetSpec(table) for table in STAGED])
def staging():
    """Stand for models whose tables are there already."""
    for table in STAGED:
        yield dg.MaterializeResult(asset_key=table)


@dg.multi_asset(
    specs=[
        dg.AssetSpec("fact_figure", deps=list(QUARANTINES)),
        dg.AssetSpec("metric_total", deps=["fact_figure"]),
    ]
)
def model(warehouse: Warehouse):
    """Leave out of the figures what is in quarantine, as the models do."""
    warehouse.connection.execute(
        "delete from fact_figure "
        "where figure_id in (select figure_id from quarantine_figure)"
    )
    for table in ("fact_figure", "metric_total"):
        yield dg.MaterializeResult(asset_key=table)


@dg.asset(deps=["fact_figure", "metric_total"])
def published():
    """Stand for the release that nothing wrong may reach."""


@pytest.fixture
def warehouse(sound_file, tmp_path):
    """A folder with the small warehouse as its working database."""
    shutil.copy(sound_file, tmp_path / "working.duckdb")
    return tmp_path


@pytest.fixture
def run(warehouse):
    """Do something to the working database, and run the pipeline on it."""

    def run(statement="select 1", **settings):
        with duckdb.connect(warehouse / "working.duckdb") as connection:
            connection.execute(statement)
        job = dg.Definitions(
            assets=[
                staging,
                load_quarantine(SCHEMA),
                model,
                published,
            ],
            asset_checks=[load_suite_checks(SCHEMA)],
            resources={"warehouse": Warehouse(folder=str(warehouse), **settings)},
            executor=dg.in_process_executor,
        ).resolve_implicit_global_asset_job_def()
        return job.execute_in_process(raise_on_error=False)

    return run


def checks(result):
    """Whether each check passed, and how severe it is."""
    return {
        each.check_name: (each.passed, each.severity.value)
        for each in result.get_asset_check_evaluations()
    }


def shown(result, check, expectation):
    """What a check shows of an expectation."""
    [evaluation] = [
        each
        for each in result.get_asset_check_evaluations()
        if each.check_name == check
    ]
    return evaluation.metadata[expectation].value


def is_published(result):
    """Whether the release was reached."""
    return bool(result.asset_materializations_for_node("published"))


def audit(warehouse, query):
    """Ask the working database what was recorded."""
    with duckdb.connect(warehouse / "working.duckdb") as connection:
        return connection.sql(query).fetchall()


def test_a_sound_warehouse_is_published(run):
    result = run()

    assert {name: passed for name, (passed, _) in checks(result).items()} == {
        "stg_figure_suite": True,
        "stg_claim_suite": True,
        "stg_correction_suite": True,
        "fact_figure_suite": True,
        "metric_total_suite": True,
    }
    assert result.success
    assert is_published(result)


def test_a_failing_row_is_set_apart_and_the_rest_is_published(run, warehouse):
    result = run("update stg_figure set scope = null where figure_id = 'water-24'")

    assert checks(result)["stg_figure_suite"] == (False, "WARN")
    assert checks(result)["fact_figure_suite"][0]
    assert is_published(result)
    assert audit(
        warehouse, "select figure_id, expectations from quarantine_figure"
    ) == [("water-24", ["scope_is_known"])]
    [materialized] = result.asset_materializations_for_node("quarantine")[:1]
    assert materialized.metadata["dagster/row_count"].value == 1


def test_a_check_shows_examples_as_a_table(run):
    result = run(
        "update stg_figure set scope = null, figure_id = '<b>a|b' "
        "where figure_id = 'water-24'"
    )

    text = shown(result, "stg_figure_suite", "scope_is_known")
    assert text.startswith("The scope is known: ")
    assert "1 failed, of 32 (quarantine)" in text
    assert "| &lt;b&gt;a\\|b |  |" in text


def test_a_lost_figure_stops_the_publish(run):
    result = run("delete from fact_figure where figure_id = 'one-24'")

    assert checks(result)["fact_figure_suite"] == (False, "ERROR")
    assert not result.success
    assert not is_published(result)
    text = shown(result, "fact_figure_suite", "figures_are_all_accounted_for")
    assert "| report\\-2024 | one\\-24 | 1 | 0 | 0 |" in text


HALF_IS_LOST = "update audit_run set figures_accepted = 2 * figures_accepted"


def test_a_run_that_loses_figures_is_not_published(run):
    result = run(HALF_IS_LOST)

    assert checks(result)["fact_figure_suite"] == (False, "ERROR")
    assert not is_published(result)
    text = shown(result, "fact_figure_suite", "few_figures_are_lost")
    assert "SCOPEBOOK\\_ACCEPT\\_LOSS" in text or "SCOPEBOOK_ACCEPT_LOSS" in text
    assert "| before | 64 | 32 |" in text


def test_a_loss_that_was_meant_is_only_told(run):
    result = run(HALF_IS_LOST, accept_loss=True)

    assert checks(result)["fact_figure_suite"] == (False, "WARN")
    assert is_published(result)


def test_a_figure_that_the_last_release_had_otherwise_is_told(run, warehouse):
    release = current_link(warehouse)
    release.mkdir(parents=True)
    shutil.copy(warehouse / "working.duckdb", release / DATABASE)
    result = run(
        "update fact_figure set amount = 8.1, low = 8.1, high = 8.1 "
        "where figure_id = 'water-24'"
    )

    assert checks(result)["fact_figure_suite"] == (False, "WARN")
    assert "| 8\\.000000 | m3 |" in shown(
        result, "fact_figure_suite", "figures_are_those_of_the_last_release"
    )
    assert is_published(result)


def test_a_run_leads_to_the_pages_of_what_it_checked(run, warehouse):
    result = run()

    docs = warehouse / "audit" / result.run_id
    assert result.dagster_run.tags["scopebook/data_docs"] == str(docs / "index.html")
    for evaluation in result.get_asset_check_evaluations():
        page = Path(evaluation.metadata["data_docs"].value)
        assert page == docs / f"{evaluation.check_name}.html"
        assert page.is_file()
    index = (docs / "index.html").read_text(encoding="utf-8")
    assert f"{len(SCHEMA)} suites" in index


def test_an_empty_staging_table_stops_the_run_before_any_fact(run):
    result = run("delete from stg_figure")

    assert checks(result)["stg_figure_suite"] == (False, "ERROR")
    assert not result.success
    assert not result.asset_materializations_for_node("model")


def test_every_outcome_is_recorded_for_every_run(run, warehouse):
    first = run()
    second = run("delete from fact_figure where figure_id = 'water-24'")

    recorded = audit(
        warehouse,
        "select run_id, count(*), count(distinct (suite, expectation)), sum(failed), "
        "count(distinct table_name) from audit_expectation group by run_id",
    )
    counts = {run_id: numbers for run_id, *numbers in recorded}
    assert set(counts) == {first.run_id, second.run_id}
    assert counts[first.run_id] == [counts[first.run_id][0]] * 2 + [0, len(SCHEMA)]
    assert counts[second.run_id] == [*counts[first.run_id][:2], 1, len(SCHEMA)]


def test_checks_can_be_run_one_by_one(warehouse):
    check = dg.AssetSelection.checks(
        dg.AssetCheckKey(dg.AssetKey("fact_figure"), "fact_figure_suite")
    )
    result = (
        dg.Definitions(
            asset_checks=[load_suite_checks(SCHEMA)],
            resources={"warehouse": Warehouse(folder=str(warehouse))},
            jobs=[dg.define_asset_job("one", selection=check)],
            executor=dg.in_process_executor,
        )
        .resolve_job_def("one")
        .execute_in_process()
    )

    assert checks(result) == {"fact_figure_suite": (True, "WARN")}
