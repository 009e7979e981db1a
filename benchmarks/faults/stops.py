"""Runs that are killed, or asked to stop, at random moments of every step."""

import signal
import time
from collections.abc import Iterator
from random import Random

from benchmarks.faults import runs
from benchmarks.faults.stage import Stage
from benchmarks.faults.tally import Tally, require

#: What a run does, and how often a stop is aimed at it: publishing and pruning most.
STEPS = {
    "raw_tables": ("reading", 2),
    "model": ("modelling", 1),
    "quarantine": ("validating", 1),
    "model_2": ("modelling", 1),
    "suite_checks": ("validating", 1),
    "published_snapshot": ("publishing", 4),
}
#: Seconds from the fork to the first step, where a run may be stopped too.
_STARTING = 1.0

#: Within these seconds a run ends when it is asked to.
STOP_SECONDS = 10.0


def killed(
    stage: Stage, count: int, every: int, minutes: float, random: Random
) -> Tally:
    """Kill runs with SIGKILL: the process with its group, or alone, by turns.

    The release is looked at after every kill, the next run after every so many: the
    kills between them meet what those before them left. No kill begins after so many
    minutes.
    """
    ends_at = time.monotonic() + 60 * minutes
    tally = Tally("kill -9 at a random moment")
    durations = stage.require_repair().seconds_of_steps()
    for number, (step, moment) in enumerate(_moments(durations, count, random), 1):
        stage.write_reports()
        before = stage.require_release()
        is_last = False
        with tally.attempt(f"kill {number}, in {step} after {moment:.2f} s"):
            run = runs.start(stage.settings, stage.log)
            _reach(run, step, moment)
            run.signal(signal.SIGKILL, to_group=number % 2 == 0)
            tally.notes[_what(run, step)] += 1
            run.wait()
            after = stage.require_release()
            tally.notes["had published by then"] += after != before
            is_last = number == count or time.monotonic() > ends_at
            if number % every == 0 or is_last:
                stage.require_repair()
                tally.notes["followed by a whole run"] += 1
        if is_last:
            break
    return tally


def stopped(stage: Stage, count: int, random: Random) -> Tally:
    """Ask runs to stop with SIGTERM: they end within ten seconds."""
    tally = Tally("SIGTERM at a random moment")
    durations = stage.require_repair().seconds_of_steps()
    longest = 0.0
    for number, (step, moment) in enumerate(_moments(durations, count, random), 1):
        stage.write_reports()
        with tally.attempt(f"SIGTERM {number}, in {step} after {moment:.2f} s"):
            run = runs.start(stage.settings, stage.log)
            _reach(run, step, moment)
            began = time.monotonic()
            is_over = run.poll() is not None
            run.signal(signal.SIGTERM)
            code = run.wait(STOP_SECONDS)
            longest = max(longest, time.monotonic() - began)
            tally.notes[_what(run, step)] += 1
            # One that has published ends as it would have.
            expected = {0} if is_over else {0, 128 + signal.SIGTERM, -signal.SIGTERM}
            require(code in expected, f"ended with {code}: {run.said()[-800:]}")
            stage.require_release()
    with tally.attempt("the run after them"):
        stage.require_repair()
    tally.notes["ms at most"] = round(longest * 1000)
    return tally


def _moments(
    durations: dict[str, float], count: int, random: Random
) -> Iterator[tuple[str, float]]:
    """Draw steps, and seconds after their beginning."""
    steps = ["", *STEPS]
    weights = [1, *(weight for _, weight in STEPS.values())]
    for step in random.choices(steps, weights, k=count):
        yield step, random.uniform(0, durations.get(step, _STARTING))


def _reach(run: runs.Run, step: str, moment: float) -> None:
    """Wait for a moment of a step, unless the run ends before."""
    if step:
        run.wait_for(step)
        began = time.monotonic()
    else:
        began = run.started
    run.wait_until(lambda: time.monotonic() - began >= moment)


def _what(run: runs.Run, step: str) -> str:
    if run.code == 0:
        return "came too late"
    return STEPS[step][0] if step else "starting"
