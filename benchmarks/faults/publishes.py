"""Publishes alone: killed at random moments, and under a clock that goes back."""

import os
import signal
import time
from collections.abc import Callable
from datetime import datetime, timedelta, tzinfo
from functools import partial
from pathlib import Path
from random import Random

from benchmarks.faults.apart import call_apart
from benchmarks.faults.small_releases import PAIR, publish_number, require_kept
from benchmarks.faults.standing import require_whole_release
from benchmarks.faults.tally import Tally, require
from pipelines.publish.layout import current_link, releases_folder
from pipelines.publish.snapshot import open_snapshot

_KEPT = 2


def killed_publishes(warehouse: Path, count: int, random: Random) -> Tally:
    """Kill publishes of a small database; a whole one follows each."""
    tally = Tally("kill -9 while publishing or pruning")
    began = time.monotonic()
    for number in range(3):
        call_apart(publish_number, warehouse, number, _KEPT)
    seconds = (time.monotonic() - began) / 3
    for number in range(3, 2 * count + 3, 2):
        moment = random.uniform(0, seconds)
        before = current_link(warehouse).resolve().name
        with tally.attempt(f"publish {number} after {moment:.3f} s"):
            publish = partial(publish_number, warehouse, number, _KEPT)
            _kill_after(moment, publish)
            after = call_apart(require_whole_release, warehouse)
            tally.notes["had published by then"] += after != before
            call_apart(publish_number, warehouse, number + 1, _KEPT)
            call_apart(require_whole_release, warehouse)
            require_kept(warehouse, _KEPT)
    return tally


def _kill_after(seconds: float, call: Callable[[], object]) -> None:
    pid = os.fork()
    if pid == 0:
        try:
            call()
        finally:
            os._exit(0)
    time.sleep(seconds)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)


def turned_clocks(warehouse: Path, count: int, random: Random) -> Tally:
    """Publish under a clock that jumps to and fro by up to a year.

    What was published last is current, and what was before it stays for its readers.
    """
    tally = Tally("clock going back or ahead")
    clock = datetime(2026, 6, 1, 12)
    name: str | None = None
    for number in range(count):
        clock += timedelta(
            seconds=random.choice([-1, 1]) * 10 ** random.uniform(0, 7.5)
        )
        with tally.attempt(f"publish {number} at {clock:%Y-%m-%d %H:%M:%S}"):
            last, name = name, call_apart(_publish_at, warehouse, number, clock)
            current = call_apart(require_whole_release, warehouse)
            require(current == name, f"{name} was published, {current} is current")
            found = call_apart(_ask, warehouse)
            require(found == (number, number), f"{number} was published, not {found}")
            is_there = last is None or (releases_folder(warehouse) / last).is_dir()
            require(is_there, f"{last} was pruned as soon as it was not current")
            require_kept(warehouse, _KEPT)
    return tally


def _publish_at(warehouse: Path, number: int, moment: datetime) -> str:
    """Publish in a process of its own, whose clock stands still at a moment."""
    from pipelines.publish import release

    class Clock(datetime):
        """A clock that somebody has set."""

        @classmethod
        def now(cls, tz: tzinfo | None = None) -> "Clock":
            """Tell that time."""
            return cls.fromisoformat(moment.isoformat()).replace(tzinfo=tz)

    release.datetime = Clock  # type: ignore[misc]
    return publish_number(warehouse, number, _KEPT)


def _ask(warehouse: Path) -> tuple[int, int] | None:
    with open_snapshot(warehouse) as connection:
        return connection.execute(PAIR).fetchone()
