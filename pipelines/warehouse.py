"""The warehouse folder: what lies where, who holds it, and the one connection.

``working.duckdb`` is opened by one run at a time and by nobody else; readers open
the releases under ``published/``. What belongs to one stage lies with that stage.

A run locks a file of its own for as long as its process lives, and the warehouse for as
long as it writes. Both locks are the operating system's: they are freed when the
process ends, however it ends, so none is ever stale.
"""

import fcntl
import getpass
import os
import platform
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from decimal import Decimal
from logging import Logger
from pathlib import Path
from typing import IO

import dagster as dg
import duckdb
from dagster._utils.interrupts import raise_interrupts_as
from pydantic import PrivateAttr

from pipelines.deadline import deadline
from pipelines.errors import WarehouseBusyError
from pipelines.settings import REVIEW_THRESHOLD
from pipelines.tables import set_review_threshold
from pipelines.working_database import tune

#: Seconds between two looks at a warehouse that another run holds.
_POLL_SECONDS = 0.5


class Warehouse(dg.ConfigurableResource):
    """The folder of one warehouse, held by one run at a time.

    A run holds one connection to ``working.duckdb`` from its first step to its
    last, so tables are statements of one session. It waits ``wait_seconds`` for a run
    that is there before it, and is ended when it has held the warehouse for
    ``run_seconds``.
    """

    folder: str
    releases_kept: int = 3
    review_threshold: str = str(REVIEW_THRESHOLD)
    memory_mb: int = 600
    accept_loss: bool = False
    wait_seconds: float = 0.0
    run_seconds: float = 7200.0

    _connection: duckdb.DuckDBPyConnection | None = PrivateAttr(default=None)

    @property
    def path(self) -> Path:
        """The warehouse's folder."""
        return Path(self.folder)

    @property
    def raw_folder(self) -> Path:
        """Where the raw figures of each document lie as Parquet."""
        return self.path / "raw"

    @property
    def connection(self) -> duckdb.DuckDBPyConnection:
        """The run's connection to the working database."""
        if self._connection is None:
            message = "The warehouse is open only while a run holds it."
            raise RuntimeError(message)
        return self._connection

    @contextmanager
    def yield_for_execution(
        self,
        context: dg.InitResourceContext,
    ) -> Iterator["Warehouse"]:
        """Hold the warehouse for one run.

        Raises:
            WarehouseBusyError: another run holds it.
        """
        run_id = context.run_id or "unnamed"
        log = context.log or dg.get_dagster_logger()
        with (
            _presence(self.path, run_id),
            self.hold(run_id, log) as connection,
            deadline(self.run_seconds, connection, log),
        ):
            yield self

    @contextmanager
    def hold(
        self, holder: str, log: Logger | None = None
    ) -> Iterator[duckdb.DuckDBPyConnection]:
        """Lock the folder and open the working database until the block ends.

        Raises:
            WarehouseBusyError: another run holds it, and did not end in time.
        """
        self.path.mkdir(parents=True, exist_ok=True)
        with (
            _lock_file(self.path).open("a+", encoding="utf-8") as lock,
            self._take(lock, log) as connection,
            _signed(lock, holder),
        ):
            tune(connection, self.memory_mb)
            set_review_threshold(connection, Decimal(self.review_threshold))
            self._connection = connection
            try:
                yield connection
            finally:
                self._connection = None

    def _take(self, lock: IO[str], log: Logger | None) -> duckdb.DuckDBPyConnection:
        """Lock and open, and try again while another has it and there is time."""
        ends_at = time.monotonic() + self.wait_seconds
        is_told = False
        while True:
            try:
                return _lock_and_open(lock, self.path)
            except WarehouseBusyError as error:
                left = ends_at - time.monotonic()
                if left <= 0:
                    raise
                if log and not is_told:
                    log.warning(f"{error} This run waits {left:.0f} s at most.")
                    is_told = True
            # Dagster defers interrupts here; nobody should wait for one that waits.
            with raise_interrupts_as(dg.DagsterExecutionInterruptedError):
                time.sleep(min(_POLL_SECONDS, left))


def is_held(folder: Path) -> bool:
    """Whether a run holds a warehouse at this moment."""
    return _is_locked(_lock_file(folder))


def is_alive(folder: Path, run_id: str) -> bool | None:
    """Whether the process of a run lives; None where it left no trace of itself.

    A run has no trace in the moment before it comes to the warehouse.
    """
    file = _presence_file(folder, run_id)
    return _is_locked(file) if file.exists() else None


def forget(folder: Path, run_id: str) -> None:
    """Remove the trace of a run whose process is dead."""
    _presence_file(folder, run_id).unlink(missing_ok=True)


def _lock_file(folder: Path) -> Path:
    return folder / "lock"


def _presence_file(folder: Path, run_id: str) -> Path:
    return folder / "runs" / run_id


def _is_locked(file: Path) -> bool:
    try:
        with file.open(encoding="utf-8") as lock:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False


@contextmanager
def _presence(folder: Path, run_id: str) -> Iterator[None]:
    """Hold a lock that tells that the process of a run lives."""
    file = _presence_file(folder, run_id)
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w", encoding="utf-8") as lock:
        # Whoever looks whether it is locked holds it for that moment: so this waits.
        fcntl.flock(lock, fcntl.LOCK_EX)
        try:
            yield
        finally:
            file.unlink(missing_ok=True)


def _lock_and_open(lock: IO[str], folder: Path) -> duckdb.DuckDBPyConnection:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.seek(0)
        other = lock.read().strip() or "another run"
        message = (
            f"{folder}: in use by {other}. "
            "Wait for it to end, or give this run a folder of its own with --warehouse."
        )
        raise WarehouseBusyError(message) from None
    try:
        return _open_database(folder / "working.duckdb")
    except BaseException:
        fcntl.flock(lock, fcntl.LOCK_UN)
        raise


def _open_database(file: Path) -> duckdb.DuckDBPyConnection:
    try:
        return duckdb.connect(file)
    except duckdb.IOException as error:
        # A program that is not a run of ours knows nothing of our lock.
        if "lock" not in str(error):
            raise
        message = (
            f"{file}: open in another program. Close it there and run again; "
            "queries are for the published snapshot."
        )
        raise WarehouseBusyError(message) from error


@contextmanager
def _signed(lock: IO[str], holder: str) -> Iterator[None]:
    """Write into the lock who holds it, since when, for others to read."""
    lock.truncate(0)
    lock.write(
        f"run {holder} (process {os.getpid()} of {_user()} on {platform.node()}, "
        f"since {datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC)"
    )
    lock.flush()
    try:
        yield
    finally:
        lock.truncate(0)


def _user() -> str:
    try:
        return getpass.getuser()
    except KeyError:  # a container's user may have a number and no name
        return f"user {os.getuid()}"
