"""Dagster's own folder in the warehouse: where runs are recorded, whoever starts them.

Runs from the command line and from the UI share it, so each shows the other's.
``python -m pipelines.instance`` makes it, before services are started on it.
"""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import dagster as dg
from sqlalchemy.exc import OperationalError

from pipelines.errors import WarehouseFolderError
from pipelines.settings import PROJECT_FOLDER, Settings
from pipelines.warehouse import forget, is_alive

CONFIGURATION = PROJECT_FOLDER / "dagster.yaml"
#: What is added to it where Dagster keeps its records in PostgreSQL.
POSTGRES_STORAGE = PROJECT_FOLDER / "deploy" / "dagster-postgres.yaml"

#: Seconds after its start in which a run need not have come to the warehouse yet.
GRACE_SECONDS = 60.0


def instance_folder(warehouse_folder: Path) -> Path:
    """The folder that Dagster calls its home."""
    return warehouse_folder / "dagster"


def run_environment(settings: Settings) -> dict[str, str]:
    """The variables by which every process of a run finds the same folders.

    Nothing is reported to the makers of Dagster and Great Expectations.
    """
    return {
        "SCOPEBOOK_REPORTS": str(settings.reports),
        "SCOPEBOOK_WAREHOUSE": str(settings.warehouse_folder),
        "DAGSTER_HOME": str(instance_folder(settings.warehouse_folder)),
        "DAGSTER_DISABLE_TELEMETRY": "yes",
        "GX_ANALYTICS_ENABLED": "false",
    }


def prepare_instance(warehouse_folder: Path) -> dg.DagsterInstance:
    """Make Dagster's folder and its storage, once, and open it.

    Several processes that start on an empty folder can break it for good, so they
    wait for each other here.

    Raises:
        WarehouseFolderError: the folder cannot be written.
    """
    home = instance_folder(warehouse_folder)
    try:
        home.mkdir(parents=True, exist_ok=True)
        with (home / "preparing.lock").open("w", encoding="utf-8") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            _copy_configuration(home / "dagster.yaml")
            instance = dg.DagsterInstance.from_config(str(home))
    except OSError as error:
        message = (
            f"{error.filename or home}: cannot be written ({error.strerror or error}). "
            "Give rights to the folder, or name another with --warehouse."
        )
        raise WarehouseFolderError(message) from error
    return instance


@contextmanager
def record_errors(warehouse_folder: Path) -> Iterator[None]:
    """Say in words that Dagster's records cannot be written, as on a full disk.

    Raises:
        WarehouseFolderError: they cannot.
    """
    try:
        yield
    except OperationalError as error:
        message = (
            f"{instance_folder(warehouse_folder)}: Dagster's records cannot be written "
            f"({error.orig}). Readers still have the last release. Make room, give "
            "rights to the folder, and run again."
        )
        raise WarehouseFolderError(message) from error


def close_dead_runs(
    instance: dg.DagsterInstance, warehouse_folder: Path
) -> list[dg.DagsterRun]:
    """Mark runs as failed whose process ended without a word, such as killed ones.

    They would hold Dagster's queue, in which one run goes at a time. A run that waits
    for the warehouse is alive, and so is one that has just begun. Returns what was
    closed.
    """
    under_way = dg.RunsFilter(
        statuses=[dg.DagsterRunStatus.STARTED, dg.DagsterRunStatus.CANCELING]
    )
    closed = []
    for record in instance.get_run_records(under_way):
        run = record.dagster_run
        alive = is_alive(warehouse_folder, run.run_id)
        age = time.time() - (record.start_time or 0.0)
        if alive or (alive is None and age < GRACE_SECONDS):
            continue
        instance.report_run_failed(run, "The process of this run ended without a word.")
        forget(warehouse_folder, run.run_id)
        closed.append(run)
    return closed


def _configuration() -> str:
    """The project's dagster.yaml, with PostgreSQL as storage if that is set."""
    parts = [CONFIGURATION]
    if Settings().dagster_postgres:
        parts.append(POSTGRES_STORAGE)
    return "\n".join(part.read_text(encoding="utf-8") for part in parts)


def _copy_configuration(file: Path) -> None:
    """Write Dagster's configuration so that a reader finds it whole."""
    text = _configuration()
    if file.exists() and file.read_text(encoding="utf-8") == text:
        return
    aside = file.with_name(f"{file.name}.{os.getpid()}")
    aside.write_text(text, encoding="utf-8")
    aside.replace(file)


if __name__ == "__main__":
    prepare_instance(Settings().warehouse_folder).dispose()
