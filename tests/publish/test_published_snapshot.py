"""The asset published_snapshot comes last, and says what it published."""

import dagster as dg
import duckdb
import pytest

from pipelines.publish import assets as assets_module
from pipelines.publish.assets import load_published_snapshot
from pipelines.publish.release import ReleaseError
from pipelines.publish.snapshot import open_snapshot
from pipelines.warehouse import Warehouse

TABLES = ["fact_figure", "raw_figure", "quarantine_figure", "metric_claim_check"]


@dg.multi_asset(specs=[dg.AssetSpec(table) for table in [*TABLES, "audit_document"]])
def made_tables(context, warehouse: Warehouse):
    connection = warehouse.connection
    for table in TABLES:
        connection.execute(
            f"create or replace table {table} as "
            "select 'confirmed' as verdict, 2024 as fiscal_year"
        )
        yield dg.MaterializeResult(asset_key=table)
    connection.execute(
        "create or replace table fact_best_figure as "
        "select 'acme' as company_id, 2024 as fiscal_year, 'water' as measure, "
        "'m3' as canonical_unit, 5 as amount, 'fact_resource' as fact_table"
    )
    connection.execute(
        "create or replace table audit_document as "
        "select ? as run_id, 'read' as status",
        [context.run_id],
    )
    connection.execute(
        "create or replace table audit_expectation as select ? as run_id, "
        "unnest(['fact_figure', 'fact_best_figure', 'metric_claim_check']) "
        "as table_name",
        [context.run_id],
    )
    yield dg.MaterializeResult(asset_key="audit_document")


@pytest.fixture
def run(warehouse_folder):
    def run(**options):
        return dg.materialize(
            [made_tables, load_published_snapshot([made_tables])],
            resources={"warehouse": Warehouse(folder=str(warehouse_folder))},
            **options,
        )

    return run


def test_it_waits_for_facts_metrics_dimensions_and_quarantine():
    asset = load_published_snapshot([made_tables])

    [dependencies] = asset.asset_deps.values()
    assert {key.to_user_string() for key in dependencies} == {
        "fact_figure",
        "metric_claim_check",
        "quarantine_figure",
    }


def test_it_says_what_was_published(run, warehouse_folder):
    result = run()

    [event] = result.asset_materializations_for_node("published_snapshot")
    release = (warehouse_folder / "published" / "current").resolve()
    assert event.metadata["path"].value == str(release)
    assert event.metadata["release"].value == release.name
    assert event.metadata["tables"].value == 10
    assert event.metadata["page"].value == (release / "site/index.html").as_uri()
    assert event.metadata["preview"].value.splitlines()[2:] == [
        "| 2024 | 1 | 1 | 1 | 1 |"
    ]


def test_the_release_tells_of_its_own_run(run, warehouse_folder):
    result = run()

    with open_snapshot(warehouse_folder) as snapshot:
        assert snapshot.execute(
            "select run_id, status, documents_read, started_at <= ended_at "
            "from audit_run"
        ).fetchall() == [(result.run_id, "published", 1, True)]


def test_two_runs_on_the_same_figures_publish_the_same_content(run):
    first, second = (
        run().asset_materializations_for_node("published_snapshot")[0].metadata
        for _ in range(2)
    )

    assert first["content_hash"] == second["content_hash"]
    assert first["release"] != second["release"]


def test_tables_that_the_run_has_not_checked_are_not_published(run, warehouse_folder):
    before = run().asset_materializations_for_node("published_snapshot")[0]

    result = run(selection=["published_snapshot"], raise_on_error=False)

    [failure] = result.get_failed_step_keys()
    assert failure == "published_snapshot"
    assert "fact_figure, metric_claim_check" in str(
        result.failure_data_for_node("published_snapshot").error
    )
    current = (warehouse_folder / "published" / "current").resolve()
    assert current.name == before.metadata["release"].value


def test_a_publish_that_failed_is_known_as_failed(run, warehouse_folder, monkeypatch):
    def fail(*_):
        message = "no room"
        raise ReleaseError(message)

    monkeypatch.setattr(assets_module, "publish_release", fail)
    result = run(raise_on_error=False)

    assert not result.success
    with duckdb.connect(warehouse_folder / "working.duckdb") as connection:
        assert connection.execute("select status from audit_run").fetchall() == [
            ("failed",)
        ]
