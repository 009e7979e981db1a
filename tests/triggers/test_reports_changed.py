"""The sensor starts one run a change, once the reports have stopped changing."""

import os

import dagster as dg
import pytest

from pipelines.ingest.archive import ReportArchive
from pipelines.triggers import watch_reports

reports_changed = watch_reports(30)


class Sensor:
    """The sensor on one folder, called with the cursor of the last look."""

    def __init__(self, archive):
        """Begin without a cursor."""
        self.archive = archive
        self.cursor = None

    def look(self, cursor=None):
        """Look once; return the keys of the runs that were asked for."""
        context = dg.build_sensor_context(
            cursor=cursor or self.cursor, resources={"archive": self.archive}
        )
        result = reports_changed(context)
        self.cursor = result.cursor
        return [request.run_key for request in result.run_requests or []]

    def settle(self):
        """Look until the reports are known."""
        self.look()
        assert len(self.look()) == 1


@pytest.fixture
def report(tmp_path):
    report = tmp_path / "reports" / "Acme" / "report.csv"
    report.parent.mkdir(parents=True)
    report.write_text("measure,period,value\n")
    return report


@pytest.fixture
def sensor(report):
    return Sensor(ReportArchive(folder=str(report.parents[1])))


def test_reports_that_two_looks_find_alike_start_one_run(sensor):
    assert [len(sensor.look()) for _ in range(4)] == [0, 1, 0, 0]


def test_a_file_that_is_being_copied_is_left_until_it_is_whole(sensor, report):
    sensor.settle()
    found = []
    for _ in range(3):
        with report.open("a") as file:
            file.write("ghg_emissions_gross,FY2024,1\n")
        found.append(len(sensor.look()))
    found += [len(sensor.look()) for _ in range(3)]

    assert found == [0, 0, 0, 1, 0, 0]


@pytest.mark.parametrize("change", ["add", "touch", "remove", "describe"])
def test_each_kind_of_change_starts_one_run(sensor, report, change):
    sensor.settle()
    match change:
        case "add":
            report.with_name("other.csv").write_text("measure,period,value\n")
        case "touch":
            os.utime(report, ns=(1, 1))
        case "remove":
            report.unlink()
        case "describe":
            (report.parents[1] / "catalogue.csv").write_text("path\n")

    assert [len(sensor.look()) for _ in range(3)] == [0, 1, 0]


def test_what_is_undone_between_two_looks_starts_nothing(sensor, report):
    sensor.settle()
    other = report.with_name("other.csv")
    other.touch()
    sensor.look()
    other.unlink()

    assert [sensor.look() for _ in range(3)] == [[], [], []]


def test_reports_that_are_put_back_start_a_run_of_another_key(sensor, report):
    keys = []
    other = report.with_name("other.csv")
    for change in (other.touch, other.unlink, other.touch, other.unlink):
        change()
        if other.exists():
            os.utime(other, ns=(1, 1))
        sensor.look()
        keys += sensor.look()

    assert len(set(keys)) == 4


def test_a_daemon_that_died_before_it_kept_the_cursor_asks_for_the_same_run(sensor):
    sensor.look()
    before = sensor.cursor

    assert sensor.look(before) == sensor.look(before) != []


@pytest.mark.parametrize("cursor", ["1a2b3c", '{"unknown": 1}', "[1]", "3"])
def test_a_cursor_of_another_version_is_forgotten(sensor, cursor):
    assert sensor.look(cursor) == []
    assert len(sensor.look()) == 1


def test_a_folder_that_is_away_starts_nothing_and_is_known_when_it_returns(
    sensor, report
):
    sensor.settle()
    folder = report.parents[1]
    away = folder.rename(folder.with_name("away"))
    with pytest.raises(Exception, match="no such folder"):
        sensor.look()
    away.rename(folder)

    assert sensor.look() == []
    assert sensor.look() == []
