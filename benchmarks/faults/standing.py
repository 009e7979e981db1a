"""What must stand after a fault: a whole release, and nothing left of dead runs."""

import json
import time
from pathlib import Path

import dagster as dg
import duckdb

from benchmarks.faults.tally import LostError, require
from pipelines.durable_files import UNFINISHED, hash_file
from pipelines.errors import ScopebookError
from pipelines.instance import GRACE_SECONDS, prepare_instance
from pipelines.publish.contents import read_contents
from pipelines.publish.layout import MANIFEST, releases_folder
from pipelines.publish.manifest import release_files
from pipelines.publish.snapshot import current_release, open_snapshot
from pipelines.warehouse import is_held

#: Seconds that processes of a dead run may take to see that they are alone.
ORPHAN_SECONDS = 10.0

_LEFTOVERS = (f"*{UNFINISHED}", "*.tmp", "dagster.yaml.*")


def require_whole_release(warehouse: Path) -> str:
    """Hold the current release against its manifest; return its name.

    Every file has the hash, and every table the rows, that the manifest says; every
    view answers.

    Raises:
        LostError: there is no release, or it is not as it was published.
    """
    try:
        folder = current_release(warehouse)
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        with open_snapshot(warehouse) as connection:
            contents = read_contents(connection)
            views = connection.execute(
                "select view_name from duckdb_views() where not internal"
            ).fetchall()
            for (view,) in views:
                connection.execute(f'from "{view}"').fetchall()
    except (ScopebookError, duckdb.Error, OSError, ValueError) as error:
        raise LostError(str(error)) from error
    files = {
        str(path.relative_to(folder)): hash_file(path)
        for path in release_files(folder)
        if path.name != MANIFEST
    }
    said = {name: entry["sha256"] for name, entry in manifest["files"].items()}
    require(files == said, f"{folder}: its files are not those of its manifest")
    rows = {
        name: {"rows": content.rows, "content_hash": content.content_hash}
        for name, content in contents.items()
    }
    require(rows == manifest["tables"], f"{folder}: its tables are not as published")
    return folder.name


def require_nothing_left(warehouse: Path, began: float) -> None:
    """See that a run that succeeded has cleared up after all that died before it.

    It began at that time, in seconds since 1970.

    Raises:
        LostError: something is left of a dead run.
    """
    require(not is_held(warehouse), f"{warehouse}: still held")
    holder = (warehouse / "lock").read_text(encoding="utf-8")
    require(not holder, f"{warehouse}: its lock is signed by {holder}")
    left = [path for pattern in _LEFTOVERS for path in warehouse.rglob(pattern)]
    require(not left, f"left by dead runs: {', '.join(map(str, left))}")
    traces = list((warehouse / "runs").iterdir())
    require(not traces, f"traces of dead runs: {', '.join(map(str, traces))}")
    for folder in releases_folder(warehouse).iterdir():
        require((folder / MANIFEST).is_file(), f"{folder}: a release without manifest")
    require_runs_closed(warehouse, began)


def require_runs_closed(warehouse: Path, began: float) -> None:
    """See that Dagster believes no dead run to be under way.

    Raises:
        LostError: it does.
    """
    under_way = dg.RunsFilter(
        statuses=[dg.DagsterRunStatus.STARTED, dg.DagsterRunStatus.CANCELING]
    )
    with prepare_instance(warehouse) as instance:
        for record in instance.get_run_records(under_way):
            # One that left no trace in the warehouse is closed a minute later.
            age = began - (record.start_time or 0.0)
            run_id = record.dagster_run.run_id
            require(age < GRACE_SECONDS, f"run {run_id} is dead and still under way")


def require_no_process(mark: str, group: int) -> None:
    """Wait until no process of a run is left.

    Raises:
        LostError: one still lives ten seconds after the run has died.
    """
    ends_at = time.monotonic() + ORPHAN_SECONDS
    while living := _processes(mark, group):
        is_time_left = time.monotonic() < ends_at
        require(is_time_left, f"processes of a dead run live on: {living}")
        time.sleep(0.05)


def _processes(mark: str, group: int) -> list[int]:
    """Find processes that bear a mark in their environment, or are of a group."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            state, _, its_group = (
                (folder / "stat").read_text().rpartition(")")[2].split()[:3]
            )
            is_marked = mark.encode() in (folder / "environ").read_bytes()
        except OSError:  # it has just ended, or is another user's
            continue
        if state != "Z" and (is_marked or int(its_group) == group):
            found.append(int(folder.name))
    return found
