"""Releases under a clock that goes back: the last published is current, and stays."""

from datetime import UTC, datetime, timedelta

import pytest

from benchmarks.faults.small_releases import PAIR, publish_number
from pipelines.publish import release as release_module
from pipelines.publish.layout import current_link, releases_folder
from pipelines.publish.snapshot import open_snapshot

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


@pytest.fixture
def publish_at(tmp_path, monkeypatch):
    """Publish releases, numbered as they come, at times of a clock that is set."""
    numbers = iter(range(100))

    def publish(moment, kept=2):
        clock = type("Clock", (), {"now": staticmethod(lambda _: moment)})
        monkeypatch.setattr(release_module, "datetime", clock)
        return publish_number(tmp_path, next(numbers), kept)

    return publish


def names(folder):
    return {path.name for path in releases_folder(folder).iterdir()}


def test_the_release_published_last_is_current_whatever_its_time(tmp_path, publish_at):
    publish_at(NOON)
    publish_at(NOON - timedelta(days=30))

    assert current_link(tmp_path).resolve().name.startswith("20260502T120000Z")
    with open_snapshot(tmp_path) as connection:
        assert connection.execute(PAIR).fetchone() == (1, 1)


def test_the_release_before_stays_for_those_who_are_opening_it(tmp_path, publish_at):
    publish_at(NOON)
    publish_at(NOON + timedelta(seconds=1))
    before = publish_at(NOON - timedelta(days=30))
    last = publish_at(NOON - timedelta(days=60))

    assert names(tmp_path) == {before, last}


def test_releases_of_a_clock_that_was_ahead_go_first(tmp_path, publish_at):
    publish_at(NOON + timedelta(days=365))
    older = publish_at(NOON)
    before = publish_at(NOON + timedelta(seconds=1))
    last = publish_at(NOON + timedelta(seconds=2), kept=3)

    assert names(tmp_path) == {older, before, last}


def test_one_that_is_kept_alone_is_the_current_one(tmp_path, publish_at):
    publish_at(NOON)
    last = publish_at(NOON - timedelta(days=30), kept=1)

    assert names(tmp_path) == {last}
    with open_snapshot(tmp_path) as connection:
        assert connection.execute(PAIR).fetchone() == (1, 1)
