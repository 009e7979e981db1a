"""The harness of faults: it sees harm where there is some, and tells it in a line."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from random import Random

import pytest

from benchmarks.faults.apart import call_apart
from benchmarks.faults.load import crowded_readers
from benchmarks.faults.publishes import killed_publishes
from benchmarks.faults.runs import Run
from benchmarks.faults.small_releases import publish_number, require_kept
from benchmarks.faults.standing import require_no_process, require_whole_release
from benchmarks.faults.tally import LostError, Tally, require
from pipelines.publish.layout import DATABASE, MANIFEST, current_link


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """A warehouse with one small release, to be copied and harmed."""
    folder = tmp_path_factory.mktemp("published") / "warehouse"
    call_apart(publish_number, folder, 1)
    return folder


@pytest.fixture
def warehouse(published, tmp_path):
    return shutil.copytree(published, tmp_path / "warehouse", symlinks=True)


@pytest.fixture
def release(warehouse):
    """The current release, whose files may be written to."""
    folder = current_link(warehouse).resolve()
    for path in folder.rglob("*"):
        path.chmod(0o755)
    return folder


def test_a_release_that_was_not_touched_is_whole(warehouse):
    name = current_link(warehouse).readlink().name

    assert require_whole_release(warehouse) == name


@pytest.mark.parametrize("file", [DATABASE, MANIFEST, "parquet/fact_figure.parquet"])
def test_a_release_that_lacks_a_file_is_lost(warehouse, release, file):
    (release / file).unlink()

    with pytest.raises(LostError):
        require_whole_release(warehouse)


def test_a_file_that_is_not_as_published_is_noticed(warehouse, release):
    (release / "datapackage.json").write_text("{}")

    with pytest.raises(LostError, match="not those of its manifest"):
        require_whole_release(warehouse)


def test_a_table_that_is_not_as_published_is_noticed(warehouse, release):
    manifest = json.loads((release / MANIFEST).read_text())
    manifest["tables"]["fact_figure"]["rows"] += 1
    (release / MANIFEST).write_text(json.dumps(manifest))

    with pytest.raises(LostError, match="not as published"):
        require_whole_release(warehouse)


def test_what_a_dead_publish_left_is_noticed(warehouse):
    require_kept(warehouse, 1)
    (warehouse / "published" / "current.unfinished").symlink_to("nowhere")

    with pytest.raises(LostError, match=r"current\.unfinished"):
        require_kept(warehouse, 1)


def test_a_process_that_outlives_its_run_is_noticed(monkeypatch):
    monkeypatch.setattr("benchmarks.faults.standing.ORPHAN_SECONDS", 0.1)
    mark = f"SCOPEBOOK_FAULT=test-{os.getpid()}"
    name, _, value = mark.partition("=")
    command = [sys.executable, "-c", "import time; time.sleep(60)"]
    with subprocess.Popen(command, env=os.environ | {name: value}) as process:
        time.sleep(0.05)
        with pytest.raises(LostError, match=str(process.pid)):
            require_no_process(mark, group=-1)
        process.kill()

    require_no_process(mark, group=-1)


def test_a_run_that_hangs_is_killed_and_lost(tmp_path):
    pid = os.fork()
    if pid == 0:
        os.setsid()
        time.sleep(60)
    run = Run(pid, "SCOPEBOOK_FAULT=hangs", tmp_path / "log")

    with pytest.raises(LostError, match="did not end within 0 s"):
        run.wait(0.2)

    assert run.code == -signal.SIGKILL


def test_a_call_apart_returns_and_raises_what_the_call_does():
    assert call_apart(sorted, [2, 1]) == [1, 2]
    with pytest.raises(LostError, match="it burns"):
        call_apart(require, False, "it burns")


def test_a_tally_tells_what_was_lost_and_why():
    tally = Tally("fire")
    for number in (1, 2):
        with tally.attempt(f"fire {number}"):
            require(number == 1, "it burns")

    assert tally.survived == 1
    told, loss = tally.lines()
    assert " ".join(told.split()) == "fire tried 2 survived 1 lost 1"
    assert loss == "  lost: fire 2: it burns"


def test_publishes_that_are_killed_do_no_harm(tmp_path):
    tally = killed_publishes(tmp_path, 4, Random(7))  # noqa: S311  (no secret)

    assert (tally.tried, tally.losses) == (4, [])


def test_readers_see_no_mixture_while_releases_are_published(tmp_path):
    tally = crowded_readers(tmp_path, readers=4, publishes=3, least_queries=200)

    assert tally.losses == []
    assert tally.tried >= 200
    assert tally.notes["releases seen by one reader at least"] > 1
