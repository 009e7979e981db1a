"""Starts Dagster's UI and daemon on the warehouse."""

import os
import sys
from typing import NoReturn

import typer

from pipelines.ingest.archive import ReportArchive
from pipelines.instance import (
    close_dead_runs,
    instance_folder,
    prepare_instance,
    run_environment,
)
from pipelines.settings import PROJECT_FOLDER, Settings

#: Dagster tells at every start that its newer command for projects is another.
SUPERSEDED = "ignore:Function `dev_command` is superseded"


def start_dagster(settings: Settings, port: int) -> NoReturn:
    """Become ``dagster dev``, which Ctrl-C ends.

    The UI has no login and changes things on request, so it is for this machine alone.
    """
    reports = ReportArchive(folder=str(settings.reports)).path
    with prepare_instance(settings.warehouse_folder) as instance:
        close_dead_runs(instance, settings.warehouse_folder)
    typer.echo(f"Dagster's UI for {reports}: http://127.0.0.1:{port} (Ctrl-C ends it)")
    command = dagster_command(port)
    # Modules of a folder that happens to be the current one must not be taken for ours.
    os.chdir(instance_folder(settings.warehouse_folder))
    os.execve(command[0], command, os.environ | run_environment(settings))  # noqa: S606


def dagster_command(port: int) -> list[str]:
    """The command that opens the UI to this machine and to no other."""
    workspace = PROJECT_FOLDER / "workspace.yaml"
    return [
        *(sys.executable, "-W", SUPERSEDED, "-m", "dagster", "dev"),
        *("--workspace", str(workspace)),
        *("--host", "127.0.0.1"),
        *("--port", str(port)),
    ]
