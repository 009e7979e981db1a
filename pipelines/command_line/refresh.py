"""Executes the job ``refresh`` in this process, recorded where the UI finds it."""

import logging
from collections.abc import Sequence

import dagster as dg

from pipelines import failures
from pipelines.alerts.alert import alert_of
from pipelines.alerts.sending import send_alert
from pipelines.command_line.progress import Progress, progress_logger, reading_shown
from pipelines.command_line.stop_signals import StopSignals
from pipelines.definitions import build_definitions
from pipelines.errors import ScopebookError
from pipelines.instance import close_dead_runs, prepare_instance, record_errors
from pipelines.run_records import STARTED_FROM
from pipelines.settings import Settings


def execute_refresh(
    settings: Settings,
    progress: Progress,
    signals: StopSignals,
    logs: Sequence[logging.Handler] = (),
) -> dg.ExecuteInProcessResult:
    """Run all stages, and show their progress in place of Dagster's own log.

    A run that a signal stops is recorded as canceled. ``logs`` are told all of it.
    """
    with (
        record_errors(settings.warehouse_folder),
        prepare_instance(settings.warehouse_folder) as instance,
    ):
        close_dead_runs(instance, settings.warehouse_folder)
        canceler = _Canceler(instance, signals)
        definitions = dg.Definitions.merge(
            build_definitions(settings),
            dg.Definitions(
                loggers={"stages": progress_logger(progress, canceler, *logs)}
            ),
        )
        with reading_shown(progress, *logs):
            result = definitions.resolve_job_def("refresh").execute_in_process(
                instance=instance,
                raise_on_error=False,
                run_config={"loggers": {"stages": {}}},
                tags={STARTED_FROM: "command line"},
            )
        canceler.settle(result.run_id)
        if not result.success and signals.received() is None:
            _alert(settings, instance, result)
    progress.finish()
    return result


def _alert(
    settings: Settings, instance: dg.DagsterInstance, result: dg.ExecuteInProcessResult
) -> None:
    """Tell of a failed run whoever the settings name, as the sensor does of others."""
    record = instance.get_run_record_by_id(result.run_id)
    assert record is not None  # noqa: S101  (the run has just ended)
    failure = failures.failure_in(result.all_events)
    alert = alert_of(record, failure, settings)
    send_alert(settings, alert, logging.getLogger(__name__))


class _Canceler(logging.Handler):
    """Tells Dagster that it was a signal that stops a run, which is not a failure.

    Dagster looks for that after the step that the signal stopped has been told of.
    """

    def __init__(self, instance: dg.DagsterInstance, signals: StopSignals) -> None:
        super().__init__()
        self._instance = instance
        self._signals = signals
        self._is_told = False

    def emit(self, record: logging.LogRecord) -> None:
        """Tell it once, with the first that is logged after the signal."""
        run_id = getattr(record, "dagster_meta", {}).get("run_id")
        if self._is_told or run_id is None or self._signals.received() is None:
            return
        self._is_told = True
        run = self._instance.get_run_by_id(run_id)
        if run is not None and not run.is_finished:
            self._instance.report_run_canceling(run)

    def settle(self, run_id: str) -> None:
        """Close the record of a run that was stopped when nothing was logged of it."""
        run = self._instance.get_run_by_id(run_id)
        is_failed = run is not None and run.status is dg.DagsterRunStatus.FAILURE
        if run is not None and is_failed and self._signals.received() is not None:
            self._instance.report_run_canceled(run)


def failed_checks(result: dg.ExecuteInProcessResult) -> list[dg.AssetCheckEvaluation]:
    """The checks that stopped the run."""
    return failures.failed_checks(result.all_events)


def check_warnings(result: dg.ExecuteInProcessResult) -> list[str]:
    """What checks found that does not stop a run."""
    return [
        f"{check.check_name}: {check.description}"
        for check in result.get_asset_check_evaluations()
        if not check.passed and check.severity is dg.AssetCheckSeverity.WARN
    ]


def failure_of(result: dg.ExecuteInProcessResult) -> ScopebookError:
    """Say why a run failed: in the words of a foreseen error, if it was one."""
    return failures.failure_in(result.all_events).error
