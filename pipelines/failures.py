"""Why a run failed, from the events that are recorded of it, in words for people."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import dagster as dg

from pipelines import errors
from pipelines.errors import RunFailedError, ScopebookError

#: How Dagster wraps the error of a step that was tried until no try was left.
_WRAPPING = dg.RetryRequested.__name__


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a run failed, and the steps and checks that did."""

    error: ScopebookError
    failed: tuple[str, ...]


def failure_in(events: Sequence[dg.DagsterEvent]) -> Failure:
    """Say why a run failed: in the words of a foreseen error, if it was one."""
    checks = [check.check_name for check in failed_checks(events)]
    steps = [
        str(event.step_key)
        for event in events
        if event.event_type is dg.DagsterEventType.STEP_FAILURE
    ]
    return Failure(_error_in(events, checks), tuple(checks or steps))


def failed_checks(events: Iterable[dg.DagsterEvent]) -> list[dg.AssetCheckEvaluation]:
    """The checks that stopped a run."""
    return [
        check
        for check in check_evaluations(events)
        if not check.passed and check.severity is dg.AssetCheckSeverity.ERROR
    ]


def check_evaluations(
    events: Iterable[dg.DagsterEvent],
) -> Iterator[dg.AssetCheckEvaluation]:
    """Pass on what every check of a run found."""
    for event in events:
        if event.event_type is dg.DagsterEventType.ASSET_CHECK_EVALUATION:
            yield event.asset_check_evaluation_data


def _error_in(
    events: Sequence[dg.DagsterEvent], checks: Sequence[str]
) -> ScopebookError:
    causes = [cause for cause in _causes(events) if cause[0] != _WRAPPING]
    for name, message in causes:
        foreseen = getattr(errors, name, None)
        if foreseen is not None:
            return foreseen(message)
        if name == dg.DagsterExecutionInterruptedError.__name__:
            return RunFailedError("The run was interrupted.")
    if checks:
        names = ", ".join(checks)
        return RunFailedError(f"The tables do not hold what they must: {names}.")
    unforeseen = [cause for cause in causes if not cause[0].startswith("Dagster")]
    for name, message in unforeseen or causes:
        return RunFailedError(
            f"{name}: {message}\nThis is a defect of the program, or of its "
            "installation; `scopebook dev` shows the whole of it with the run."
        )
    # Nobody was left to raise an error: the process was killed.
    told = [event.message for event in events if event.is_failure and event.message]
    return RunFailedError(told[-1] if told else "The run ended without a word.")


def _causes(events: Iterable[dg.DagsterEvent]) -> Iterator[tuple[str, str]]:
    """Name every error of a run, the outer before the inner, and what it says."""
    for event in events:
        error = getattr(event.event_specific_data, "error", None)
        while event.is_failure and error is not None:
            name = error.cls_name or ""
            yield name, error.message.split(f"{name}: ", 1)[-1].strip()
            error = error.cause
