"""Folders that fail a run: a full disk, one that cannot be written, reports that go.

The warehouse lies on a small disk in memory, which only root may mount.
"""

import re
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

from benchmarks.faults import runs
from benchmarks.faults.stage import Stage
from benchmarks.faults.stops import STEPS
from benchmarks.faults.tally import NotTriedError, Tally, require

_ROOMY_KB = 400_000

#: Words by which a person sees what is wrong.
_FULL = re.compile(r"no space|no room|disk is full|disk full|make room", re.IGNORECASE)
_READ_ONLY = re.compile(r"read-only|cannot be written|give rights", re.IGNORECASE)


@contextmanager
def small_disk(stage: Stage) -> Iterator[Path]:
    """Put the warehouse on a disk in memory until the block ends.

    Raises:
        NotTriedError: only root may.
    """
    disk = stage.folder / "disk"
    disk.mkdir()
    done = subprocess.run(  # noqa: S603
        ["mount", "-t", "tmpfs", "-o", f"size={_ROOMY_KB}k", "tmpfs", str(disk)],  # noqa: S607
        check=False,
        capture_output=True,
    )
    if done.returncode:
        message = "a disk in memory can only be mounted by root"
        raise NotTriedError(message)
    stage.warehouse = disk / "warehouse"
    try:
        yield disk
    finally:
        subprocess.run(["umount", "--lazy", str(disk)], check=True)  # noqa: S603, S607


def full_disk(stage: Stage, count: int) -> Tally:
    """Leave a run less room than it needs: from none at all to nearly enough.

    The room grows by steps until a run succeeds, so that every stage meets the end.
    """
    tally = Tally("disk full")
    with small_disk(stage) as disk:
        stage.require_repair()
        step_kb = 48
        for _ in range(count):
            stage.write_reports()
            before = stage.require_release()
            used_kb = _used_kb(disk)
            room_kb = step_kb
            with tally.attempt(f"{room_kb:,} KB of room"):
                _resize(disk, used_kb + room_kb)
                run = runs.start(stage.settings, stage.log)
                code = run.wait()
                is_enough = code == 0
                if not is_enough:
                    tally.notes[f"met in {_last_step(run)}"] += 1
                    require(code == 1, f"ended with {code}: {run.said()[-800:]}")
                    _require_told(run, _FULL)
                    after = stage.require_release()
                    require(after == before, f"{after} was published by a failed run")
                _resize(disk, _ROOMY_KB)
            if is_enough:
                tally.notes["KB were enough"] = room_kb
                break
            step_kb = round(step_kb * 1.9)
        with tally.attempt("room was made"):
            stage.require_repair()
    return tally


def read_only(stage: Stage) -> Tally:
    """Make the disk of the warehouse read-only, and writable again."""
    tally = Tally("read-only warehouse")
    with small_disk(stage) as disk:
        stage.require_repair()
        stage.write_reports()
        for name in ("where there is a release", "where there is nothing"):
            with tally.attempt(name):
                before = stage.require_release()
                settings = stage.settings
                if name == "where there is nothing":
                    settings.warehouse = disk / "new"
                _remount(disk, "ro")
                run = runs.start(settings, stage.log)
                code = run.wait()
                require(code == 1, f"ended with {code}: {run.said()[-800:]}")
                _require_told(run, _READ_ONLY)
                require(stage.require_release() == before, "the release changed")
            _remount(disk, "rw")
        with tally.attempt("it can be written again"):
            stage.require_repair()
    return tally


def vanishing_reports(stage: Stage, count: int, random: Random) -> Tally:
    """Take the reports away before or amid a run, and put them back after it."""
    tally = Tally("reports vanishing")
    durations = stage.require_repair().seconds_of_steps()
    away = stage.reports.with_name("reports-away")
    for number in range(count):
        stage.write_reports()
        before = stage.require_release()
        moment = random.uniform(0, 2 * durations["raw_tables"])
        with tally.attempt(f"{moment:.2f} s after reading began"):
            if number == 0:
                stage.reports.rename(away)
            run = runs.start(stage.settings, stage.log)
            if number:
                run.wait_for("raw_tables")
                time.sleep(moment)
                stage.reports.rename(away)
            code = run.wait()
            tally.notes[f"exit {code}"] += 1
            require(code in {0, 1}, f"ended with {code}: {run.said()[-800:]}")
            require("Traceback" not in run.said(), f"{run.said()[-800:]}")
            after = stage.require_release()
            is_published = after != before
            require(is_published == (code == 0), f"exit {code}, and {after} is there")
        away.rename(stage.reports)
    with tally.attempt("they are back"):
        stage.require_repair()
    return tally


def _require_told(run: runs.Run, words: re.Pattern[str]) -> None:
    said = run.said()
    require(words.search(said), f"does not say why it failed: {said[-800:]}")
    require("Traceback" not in said, f"ends in a traceback: {said[-1500:]}")


def _last_step(run: runs.Run) -> str:
    begun = [step for step in STEPS if f'execution of step \\"{step}\\"' in run.said()]
    return STEPS[begun[-1]][0] if begun else "starting"


def _used_kb(disk: Path) -> int:
    done = subprocess.run(  # noqa: S603
        ["df", "--output=used", "-k", str(disk)],  # noqa: S607
        check=True,
        capture_output=True,
        text=True,
    )
    return int(done.stdout.split()[-1])


def _resize(disk: Path, size_kb: int) -> None:
    _remount(disk, f"size={size_kb}k")


def _remount(disk: Path, options: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{options}", str(disk)], check=True)  # noqa: S603, S607
