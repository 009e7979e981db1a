"""Runs of the command line, each in a process group of its own that can be ended.

A run is forked from a process that has imported everything, so it costs what it does
and not what Python takes to start: a fault can be tried some hundred times.
"""

import json
import os
import secrets
import signal
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.faults.standing import require_no_process
from benchmarks.faults.tally import LostError
from pipelines.settings import Settings

MARK = "SCOPEBOOK_FAULT"

#: A run that takes longer than this hangs.
MOST_SECONDS = 300.0

_POLL_SECONDS = 0.005


def warm_up() -> None:
    """Import all that a run imports, so that none of the forked ones has to."""
    os.environ.update(GX_ANALYTICS_ENABLED="false", DAGSTER_DISABLE_TELEMETRY="yes")
    import great_expectations  # noqa: F401

    from pipelines.command_line import refresh, run, summary  # noqa: F401
    from pipelines.definitions import load_stages
    from pipelines.validate import suite_runs  # noqa: F401

    load_stages()


@dataclass
class Run:
    """A run that was started: its process, and what it has said so far."""

    pid: int
    mark: str
    log: Path
    started: float = field(default_factory=time.monotonic)
    code: int | None = None

    def wait_for(self, step: str) -> bool:
        """Wait until a step has begun; False if the run ended before it."""
        words = f'execution of step \\"{step}\\"'
        return self.wait_until(lambda: words in self.said())

    def wait_until(self, holds: Callable[[], bool]) -> bool:
        """Wait until something holds; False if the run ended before it did."""
        while not holds():
            if self.poll() is not None:
                return False
            time.sleep(_POLL_SECONDS)
        return True

    def poll(self) -> int | None:
        """The exit code, negative for a signal; None while the run goes on."""
        if self.code is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.code = os.waitstatus_to_exitcode(status)
        return self.code

    def wait(self, seconds: float = MOST_SECONDS) -> int:
        """Wait for the end of the run and all of its processes.

        Raises:
            LostError: it does not end in time; it is killed then.
        """
        ends_at = time.monotonic() + seconds
        while (code := self.poll()) is None:
            if time.monotonic() > ends_at:
                self.kill()
                message = f"the run did not end within {seconds:.0f} s"
                raise LostError(message)
            time.sleep(_POLL_SECONDS)
        require_no_process(self.mark, self.pid)
        return code

    def signal(self, number: signal.Signals, *, to_group: bool = False) -> None:
        """Send a signal to the process, or to all of its group."""
        if self.poll() is None:
            with suppress(ProcessLookupError):
                (os.killpg if to_group else os.kill)(self.pid, number)

    def kill(self) -> None:
        """Kill the whole group."""
        self.signal(signal.SIGKILL, to_group=True)
        if self.code is None:
            _, status = os.waitpid(self.pid, 0)
            self.code = os.waitstatus_to_exitcode(status)

    def said(self) -> str:
        """All that the run has printed."""
        return self.log.read_text(encoding="utf-8", errors="replace")

    def seconds_of_steps(self) -> dict[str, float]:
        """How long each step took, of a run that is over."""
        found = {}
        for line in self.said().splitlines():
            if line.startswith("{"):
                record = json.loads(line)
                if record["event"] == "step_succeeded":
                    found[record["step"]] = record["seconds"]
        return found


def start(
    settings: Settings, log: Path, prepare: Callable[[], object] | None = None
) -> Run:
    """Fork a run; ``prepare`` is called in its process before it begins."""
    mark = f"{MARK}={secrets.token_hex(8)}"
    log.write_bytes(b"")
    sys.stdout.flush()
    pid = os.fork()
    if pid == 0:
        _be_a_run(settings, log, mark, prepare)
    return Run(pid, mark, log)


def finish(settings: Settings, log: Path) -> Run:
    """Run to the end.

    Raises:
        LostError: the run failed.
    """
    run = start(settings, log)
    code = run.wait()
    if code:
        message = f"a run without a fault ended with {code}: {run.said()[-1500:]}"
        raise LostError(message)
    return run


def _be_a_run(
    settings: Settings, log: Path, mark: str, prepare: Callable[[], object] | None
) -> None:
    code = 1
    try:
        os.setsid()
        name, _, value = mark.partition("=")
        os.environ[name] = value
        descriptor = os.open(log, os.O_WRONLY | os.O_APPEND)
        os.dup2(descriptor, 1)
        os.dup2(descriptor, 2)
        if prepare:
            prepare()
        code = _run(settings)
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _run(settings: Settings) -> int:
    """Do as the command does, errors and exit codes alike."""
    import typer

    from pipelines.command_line.output_format import LogFormat
    from pipelines.command_line.run import run_refresh

    try:
        run_refresh(settings, LogFormat.JSON)
    except typer.Exit as ended:
        return ended.exit_code
    return 0
