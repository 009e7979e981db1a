"""Two runs at once in one warehouse: one writes, and nobody is harmed."""

import os
import signal
import subprocess
import sys
import time
from random import Random

from benchmarks.faults import runs
from benchmarks.faults.stage import Stage
from benchmarks.faults.tally import Tally, require
from pipelines.warehouse import is_held

_COMMAND = "from pipelines.command_line import app; app()"


def two_runs(stage: Stage, random: Random) -> Tally:
    """Start a second run beside a first: refused, waiting, taking over, at once."""
    tally = Tally("two runs at once")
    stage.require_repair()
    with tally.attempt("the second is refused, and told by whom"):
        stage.write_reports()
        first = _holding(stage)
        refused = _command(stage)
        said = refused.stdout + refused.stderr
        require(refused.returncode == 1, f"exit {refused.returncode}: {said}")
        require("in use by run" in said, f"does not say who holds it: {said[-500:]}")
        require(f"process {first.pid}" in said, f"names no process: {said[-500:]}")
        require(first.wait() == 0, f"the first failed: {first.said()[-800:]}")
        stage.require_release()
    with tally.attempt("the second waits, and takes over from a killed one"):
        stage.write_reports()
        first = _holding(stage)
        settings = stage.settings.model_copy(update={"wait_seconds": 120.0})
        second = runs.start(settings, stage.folder / "second")
        time.sleep(random.uniform(0.5, 3))
        require(second.poll() is None, f"did not wait: {second.said()[-800:]}")
        first.signal(signal.SIGKILL)
        first.wait()
        require(second.wait() == 0, f"the second failed: {second.said()[-800:]}")
        stage.require_repair()
    for number in range(2):
        with tally.attempt(f"both start at the same moment ({number + 1})"):
            stage.write_reports()
            logs = [stage.folder / name for name in ("first", "second")]
            both = [runs.start(stage.settings, log) for log in logs]
            codes = sorted(run.wait() for run in both)
            said = "".join(run.said() for run in both)
            require(codes == [0, 1], f"they ended with {codes}: {said[-1500:]}")
            require("in use by run" in said, "the refused one does not say why")
            stage.require_release()
    return tally


def _holding(stage: Stage) -> runs.Run:
    """Start a run, and wait until it holds the warehouse."""
    run = runs.start(stage.settings, stage.log)
    is_holding = run.wait_until(lambda: is_held(stage.warehouse))
    require(is_holding and run.wait_for("raw_tables"), "the first run did not begin")
    return run


def _command(stage: Stage) -> subprocess.CompletedProcess[str]:
    """Run the command in a process that knows nothing of this one."""
    return subprocess.run(  # noqa: S603
        [
            *(sys.executable, "-c", _COMMAND, "run"),
            *("--reports", str(stage.reports), "--warehouse", str(stage.warehouse)),
        ],
        capture_output=True,
        text=True,
        check=False,
        timeout=runs.MOST_SECONDS,
        env=os.environ | {"COLUMNS": "1000"},
    )
