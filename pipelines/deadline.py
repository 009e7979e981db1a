"""Ends a run that takes too long, whoever started it."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from logging import Logger
from threading import Event, Thread

from duckdb import DuckDBPyConnection

#: Seconds that a run has to end by itself, once it was told to.
GRACE_SECONDS = 10.0
#: The exit code of a process that did not, as that of ``timeout``.
EXIT_CODE = 124


@contextmanager
def deadline(
    seconds: float, connection: DuckDBPyConnection, log: Logger
) -> Iterator[None]:
    """End the process if the block takes longer than its seconds.

    It is told as by an operator, with SIGTERM, and its query is given up; where neither
    helps, it is ended. Dagster's own limit, run_monitoring, ends only what its daemon
    started.
    """
    is_over = Event()

    def watch() -> None:
        if is_over.wait(seconds):
            return
        log.error(
            f"The run takes longer than {seconds:,.0f} s and is ended. Readers still "
            "have the release before. If it needs more, set SCOPEBOOK_RUN_SECONDS."
        )
        os.kill(os.getpid(), signal.SIGTERM)
        connection.interrupt()
        if not is_over.wait(GRACE_SECONDS):
            os._exit(EXIT_CODE)

    watcher = Thread(target=watch, name="deadline", daemon=True)
    watcher.start()
    try:
        yield
    finally:
        is_over.set()
        watcher.join(GRACE_SECONDS)
