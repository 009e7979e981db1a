"""Executes the job ``refresh`` in this process, recorded where the UI finds it."""

from collections.abc import Iterator

import dagster as dg

from pipelines import errors
from pipelines.command_line.progress import Progress, progress_logger, reading_shown
from pipelines.definitions import build_definitions, load_stages
from pipelines.errors import RunFailedError, ScopebookError
from pipelines.instance import close_dead_runs, prepare_instance
from pipelines.settings import Settings


def execute_refresh(
    settings: Settings, progress: Progress
) -> dg.ExecuteInProcessResult:
    """Run all stages, and show their progress in place of Dagster's own log."""
    definitions = dg.Definitions.merge(
        build_definitions(settings),
        dg.Definitions(loggers={"stages": progress_logger(progress)}),
    )
    with prepare_instance(settings.warehouse_folder) as instance:
        close_dead_runs(instance, settings.warehouse_folder)
        with reading_shown(progress):
            result = definitions.resolve_job_def("refresh").execute_in_process(
                instance=instance,
                raise_on_error=False,
                run_config={"loggers": {"stages": {}}},
                tags={"scopebook/started_from": "command line"},
            )
    progress.finish()
    return result


def stages_of_steps() -> dict[str, str]:
    """The stage that each step belongs to."""
    return {
        asset.op.name: stage
        for stage, assets in load_stages().items()
        for asset in assets
    }


def failed_checks(result: dg.ExecuteInProcessResult) -> list[dg.AssetCheckEvaluation]:
    """The checks that stopped the run."""
    return [
        check
        for check in result.get_asset_check_evaluations()
        if not check.passed and check.severity is dg.AssetCheckSeverity.ERROR
    ]


def check_warnings(result: dg.ExecuteInProcessResult) -> list[str]:
    """What checks found that does not stop a run."""
    return [
        f"{check.check_name}: {check.description}"
        for check in result.get_asset_check_evaluations()
        if not check.passed and check.severity is dg.AssetCheckSeverity.WARN
    ]


def failure_of(result: dg.ExecuteInProcessResult) -> ScopebookError:
    """Say why a run failed: in the words of a foreseen error, if it was one."""
    causes = list(_causes(result))
    for name, message in causes:
        foreseen = getattr(errors, name, None)
        if foreseen is not None:
            return foreseen(message)
        if name == dg.DagsterExecutionInterruptedError.__name__:
            return RunFailedError("The run was interrupted.")
    checks = failed_checks(result)
    if checks:
        names = ", ".join(f"{check.check_name}" for check in checks)
        return RunFailedError(f"The tables do not hold what they must: {names}.")
    [(name, message), *_] = [
        cause for cause in causes if not cause[0].startswith("Dagster")
    ] or causes
    return RunFailedError(
        f"{name}: {message}\nThis is a defect of the program, or of its installation; "
        "`scopebook dev` shows the whole of it with the run."
    )


def _causes(result: dg.ExecuteInProcessResult) -> Iterator[tuple[str, str]]:
    """Name every error of a run, the outer before the inner, and what it says."""
    for event in result.all_events:
        error = getattr(event.event_specific_data, "error", None)
        while event.is_failure and error is not None:
            name = error.cls_name or ""
            yield name, error.message.split(f"{name}: ", 1)[-1].strip()
            error = error.cause
