"""Dagster's own folder in the warehouse: where runs are recorded, whoever starts them.

Runs from the command line and from the UI share it, so each shows the other's.
"""

import fcntl
import os
from pathlib import Path

import dagster as dg

from pipelines.errors import WarehouseFolderError
from pipelines.settings import PROJECT_FOLDER, Settings
from pipelines.warehouse import is_held

CONFIGURATION = PROJECT_FOLDER / "dagster.yaml"


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


def close_dead_runs(instance: dg.DagsterInstance, warehouse_folder: Path) -> None:
    """Mark runs as failed whose process ended without a word, such as killed ones.

    They would hold Dagster's queue, in which one run goes at a time.
    """
    if is_held(warehouse_folder):
        return
    under_way = dg.RunsFilter(
        statuses=[dg.DagsterRunStatus.STARTED, dg.DagsterRunStatus.CANCELING]
    )
    for run in instance.get_runs(under_way):
        instance.report_run_failed(run, "The process of this run ended without a word.")


def _copy_configuration(file: Path) -> None:
    """Copy the project's dagster.yaml, so that a reader finds it whole."""
    text = CONFIGURATION.read_text(encoding="utf-8")
    if file.exists() and file.read_text(encoding="utf-8") == text:
        return
    aside = file.with_name(f"{file.name}.{os.getpid()}")
    aside.write_text(text, encoding="utf-8")
    aside.replace(file)
