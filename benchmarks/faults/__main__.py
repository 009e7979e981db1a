"""Tries every kind of fault, and prints a line for each: tried, survived, lost.

    python -m benchmarks.faults                  all kinds
    python -m benchmarks.faults kills --count 20

Exits with 1 if anything was lost. What needs root, or a server, and has none, is said
to be not tried.
"""

import sys
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from benchmarks.faults import runs
from benchmarks.faults.stage import Stage
from benchmarks.faults.tally import NotTriedError, Tally

Trial = Callable[[Stage, Namespace], Tally]


def main() -> int:
    """Try the kinds that are asked for."""
    options = _options()
    started = time.monotonic()
    runs.warm_up()
    is_lost = False
    with TemporaryDirectory(prefix="scopebook-faults-") as folder:
        for kind in options.kinds or TRIALS:
            try:
                tally = TRIALS[kind](Stage(Path(folder) / kind), options)
            except NotTriedError as error:
                print(f"{kind:<34} not tried: {error}", flush=True)
                continue
            print(*tally.lines(), sep="\n", flush=True)
            is_lost = is_lost or bool(tally.losses)
    print(f"{time.monotonic() - started:,.0f} s, seed {options.seed}")
    return int(is_lost)


def _kills(stage: Stage, options: Namespace) -> Tally:
    from benchmarks.faults.stops import killed

    amount = options.count, options.every, options.minutes
    return killed(stage, *amount, _random(options))


def _stops(stage: Stage, options: Namespace) -> Tally:
    from benchmarks.faults.stops import stopped

    return stopped(stage, max(options.count // 10, 1), _random(options))


def _publishes(stage: Stage, options: Namespace) -> Tally:
    from benchmarks.faults.publishes import killed_publishes

    return killed_publishes(stage.warehouse, options.count, _random(options))


def _clocks(stage: Stage, options: Namespace) -> Tally:
    from benchmarks.faults.publishes import turned_clocks

    return turned_clocks(stage.warehouse, options.count // 2, _random(options))


def _disks(stage: Stage, _: Namespace) -> Tally:
    from benchmarks.faults.folders import full_disk

    return full_disk(stage, 20)


def _read_only(stage: Stage, _: Namespace) -> Tally:
    from benchmarks.faults.folders import read_only

    return read_only(stage)


def _reports(stage: Stage, options: Namespace) -> Tally:
    from benchmarks.faults.folders import vanishing_reports

    count = max(options.count // 20, 2)
    return vanishing_reports(stage, count, _random(options))


def _crowds(stage: Stage, options: Namespace) -> Tally:
    from benchmarks.faults.crowds import two_runs

    return two_runs(stage, _random(options))


def _servers(stage: Stage, options: Namespace) -> Tally:
    from benchmarks.faults.servers import restarting_server

    count = max(options.count // 20, 2)
    return restarting_server(stage, count, _random(options))


def _readers(stage: Stage, _: Namespace) -> Tally:
    from benchmarks.faults.load import crowded_readers

    return crowded_readers(stage.warehouse, 32, 20, 50_000)


def _volume(stage: Stage, options: Namespace) -> Tally:
    from benchmarks.faults.load import large_run

    return large_run(stage, options.documents, options.rows)


TRIALS: dict[str, Trial] = {
    "kills": _kills,
    "stops": _stops,
    "publishes": _publishes,
    "clocks": _clocks,
    "disks": _disks,
    "read-only": _read_only,
    "reports": _reports,
    "crowds": _crowds,
    "servers": _servers,
    "readers": _readers,
    "volume": _volume,
}


def _random(options: Namespace) -> Random:
    return Random(options.seed)  # noqa: S311  (no secret)


def _options() -> Namespace:
    parser = ArgumentParser(
        prog="python -m benchmarks.faults", description=__doc__.partition("\n")[0]
    )
    parser.add_argument(
        "kinds", nargs="*", choices=[[], *TRIALS], metavar=f"{{{','.join(TRIALS)}}}"
    )
    parser.add_argument("--count", type=int, default=200, help="kills; stops a tenth")
    parser.add_argument("--every", type=int, default=5, help="kills to a whole run")
    parser.add_argument("--minutes", type=float, default=90, help="for kills")
    parser.add_argument("--documents", type=int, default=5_000)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=7)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
