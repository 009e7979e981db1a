"""The warehouse folder: what lies where, who holds it, and the one connection.

``working.duckdb`` is opened by one run at a time and by nobody else; readers open
the releases under ``published/``. What belongs to one stage lies with that stage.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import IO

import dagster as dg
import duckdb
from pydantic import PrivateAttr

from pipelines.errors import WarehouseBusyError
from pipelines.settings import REVIEW_THRESHOLD
from pipelines.tables import set_review_threshold
from pipelines.working_database import tune


class Warehouse(dg.ConfigurableResource):
    """The folder of one warehouse, held by one run at a time.

    A run holds one connection to ``working.duckdb`` from its first step to its
    last, so tables are statements of one session. The lock is the operating
    system's: it is freed when its process ends, however it ends.
    """

    folder: str
    releases_kept: int = 3
    review_threshold: str = str(REVIEW_THRESHOLD)
    memory_mb: int = 600
    accept_loss: bool = False

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
        with self.hold(context.run_id or "a run"):
            yield self

    @contextmanager
    def hold(self, holder: str) -> Iterator[duckdb.DuckDBPyConnection]:
        """Lock the folder and open the working database until the block ends."""
        self.path.mkdir(parents=True, exist_ok=True)
        with (
            _lock_file(self.path).open("a+", encoding="utf-8") as lock,
            _locked(lock, holder, self.path),
            _open_database(self.path / "working.duckdb") as connection,
        ):
            tune(connection, self.memory_mb)
            set_review_threshold(connection, Decimal(self.review_threshold))
            self._connection = connection
            try:
                yield connection
            finally:
                self._connection = None


def is_held(folder: Path) -> bool:
    """Whether a run holds a warehouse at this moment."""
    if not _lock_file(folder).exists():
        return False
    with _lock_file(folder).open(encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def _lock_file(folder: Path) -> Path:
    return folder / "lock"


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
def _locked(lock: IO[str], holder: str, folder: Path) -> Iterator[None]:
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
    lock.truncate(0)
    lock.write(f"run {holder} (process {os.getpid()})")
    lock.flush()
    try:
        yield
    finally:
        lock.truncate(0)
        fcntl.flock(lock, fcntl.LOCK_UN)
