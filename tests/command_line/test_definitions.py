"""The code location: one job over everything, and what starts it."""

import os

import dagster as dg
import pytest

from pipelines.definitions import build_definitions, defs, load_stages
from pipelines.ingest.archive import ReportArchive
from pipelines.settings import Settings
from pipelines.triggers import daily_refresh, reports_changed


@pytest.fixture
def archive(tmp_path):
    report = tmp_path / "reports" / "Acme" / "report.csv"
    report.parent.mkdir(parents=True)
    report.write_text("measure,period,value\n")
    return ReportArchive(folder=str(tmp_path / "reports"))


def tick(archive, cursor=None):
    context = dg.build_sensor_context(cursor=cursor, resources={"archive": archive})
    return reports_changed(context)


def test_the_job_covers_every_asset_and_check():
    definitions = build_definitions(Settings())
    graph = definitions.resolve_asset_graph()
    layer = definitions.resolve_job_def("refresh").asset_layer

    assert layer.selected_asset_keys == graph.materializable_asset_keys
    assert set(layer.asset_graph.asset_check_keys) == graph.asset_check_keys


def test_every_table_that_is_read_is_made_by_an_asset():
    graph = build_definitions(Settings()).resolve_asset_graph()

    assert graph.materializable_asset_keys == graph.get_all_asset_keys()


def test_every_asset_has_a_group_and_a_description():
    graph = build_definitions(Settings()).resolve_asset_graph()

    assert [
        key.to_user_string()
        for key in graph.get_all_asset_keys()
        if graph.get(key).group_name == "default" or not graph.get(key).description
    ] == []


def test_the_snapshot_comes_after_every_check_that_can_stop_it():
    graph = build_definitions(Settings()).resolve_asset_graph()
    [snapshot] = load_stages()["publish"][0].keys

    checked = {key.asset_key for key in graph.asset_check_keys}
    assert checked <= graph.get_ancestor_asset_keys(snapshot)


def test_the_environment_names_the_folders(tmp_path, monkeypatch):
    monkeypatch.setenv("SCOPEBOOK_REPORTS", str(tmp_path / "reports"))

    resources = defs().resources
    assert resources["archive"].folder == str(tmp_path / "reports")
    assert resources["warehouse"].folder == str(tmp_path / "warehouse")


def test_the_schedule_runs_every_night_without_being_switched_on():
    assert daily_refresh.cron_schedule == "0 2 * * *"
    assert daily_refresh.execution_timezone == "UTC"
    assert daily_refresh.default_status is dg.DefaultScheduleStatus.RUNNING


def test_the_first_look_at_the_reports_starts_a_run(archive):
    assert len(tick(archive).run_requests) == 1


def test_reports_that_stay_the_same_start_nothing(archive):
    assert isinstance(tick(archive, tick(archive).cursor), dg.SkipReason)


def test_a_report_that_changes_starts_a_run_and_so_does_its_return(archive):
    report = archive.path / "Acme" / "report.csv"
    first = tick(archive)
    before = report.stat()

    report.write_text("measure,period,value\nghg_emissions_gross,FY2024,1\n")
    second = tick(archive, first.cursor)
    report.write_text("measure,period,value\n")
    os.utime(report, ns=(before.st_atime_ns, before.st_mtime_ns))
    third = tick(archive, second.cursor)

    assert third.cursor == first.cursor != second.cursor
    # Dagster starts no second run of the same key.
    keys = [tick.run_requests[0].run_key for tick in (first, second, third)]
    assert keys == [None, None, None]
