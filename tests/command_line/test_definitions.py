"""The code location: one job over everything, and what starts it."""

import dagster as dg

from pipelines.definitions import PATIENCE, build_definitions, defs, load_stages
from pipelines.publish.exposures import EXPOSURES
from pipelines.settings import Settings
from pipelines.triggers import daily_refresh


def test_the_job_covers_every_asset_and_check():
    definitions = build_definitions(Settings())
    graph = definitions.resolve_asset_graph()
    layer = definitions.resolve_job_def("refresh").asset_layer

    assert layer.selected_asset_keys == graph.materializable_asset_keys
    assert set(layer.asset_graph.asset_check_keys) == graph.asset_check_keys


def test_every_table_that_is_read_is_made_by_an_asset():
    graph = build_definitions(Settings()).resolve_asset_graph()

    readers = {exposure.key for exposure in EXPOSURES}
    assert graph.materializable_asset_keys == graph.get_all_asset_keys() - readers


def test_what_reads_the_releases_comes_after_them():
    graph = build_definitions(Settings()).resolve_asset_graph()
    [snapshot] = load_stages()["publish"][0].keys

    for exposure in EXPOSURES:
        assert snapshot in graph.get(exposure.key).parent_keys
        assert graph.get(exposure.key).child_keys == set()


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


def test_runs_of_dagster_wait_for_the_warehouse_and_others_do_not(monkeypatch):
    waits = [
        build_definitions(Settings()).resources["warehouse"].wait_seconds,
        defs().resources["warehouse"].wait_seconds,
    ]
    monkeypatch.setenv("SCOPEBOOK_WAIT_SECONDS", "7")
    waits.append(defs().resources["warehouse"].wait_seconds)

    assert waits == [0, PATIENCE, 7]


def test_sensors_run_without_being_switched_on():
    sensors = build_definitions(Settings()).sensors

    assert {
        sensor.name: sensor.default_status.value for sensor in sensors
    } == dict.fromkeys(("reports_changed", "run_failed", "dead_runs"), "RUNNING")
