"""Asks the current release in a process of its own, which can be ended at any time.

DuckDB's own limits have holes: a query may sleep, or take memory that is not counted.
So the system keeps the limit of memory, and a process that is late is ended.
"""

import os
import pickle
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn, Self

from pipelines.errors import QueryError, ReleaseError, ScopebookError
from pipelines.publish.layout import current_link
from pipelines.publish.snapshot_messages import (
    Columns,
    Fetch,
    Limits,
    Opened,
    Question,
    Request,
    Rows,
    memory_error,
    pack,
    receive,
    send,
)

OPENING_SECONDS = 60.0
PROJECT_FOLDER = Path(__file__).resolve().parents[2]
SERVE = "from pipelines.publish.snapshot_worker import serve; serve()"

#: What a process says last when its memory is at an end: Python's words, and C++'s.
OUT_OF_MEMORY = ("MemoryError", "bad_alloc", "out of memory")


class SnapshotProcess:
    """A process that answers queries, one at a time, on one release.

    It starts with the first question, on the release that is current then. One that has
    ended is followed by another. ``release`` is the name of the release that is read.
    """

    def __init__(self, warehouse_folder: Path, limits: Limits = Limits()) -> None:  # noqa: B008  (it cannot be changed)
        """Take the warehouse to be asked; nothing starts yet."""
        self.release: str | None = None
        self._folder = warehouse_folder
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._seconds_left = 0.0

    def __enter__(self) -> Self:
        """Use the process until the block ends."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the process."""
        self.end()

    def open(self) -> str:
        """Start the process if none runs; return the name of the release that is read.

        Raises:
            NothingPublishedError: there is no release.
            ReleaseError: the release is not as it was published.
        """
        if self._process is None or self._process.poll() is not None:
            self.end()
            self._start()
        assert self.release is not None  # noqa: S101  (it was opened)
        return self.release

    def ask(self, query: str, parameters: Mapping[str, Any] | None = None) -> "Answer":
        """Begin a query; its rows are there until the next begins.

        Raises:
            NothingPublishedError: there is no release.
            ReleaseError: the release is not as it was published.
            QueryError: it is not one query, it cannot be answered, or it met a limit.
        """
        self.open()
        self._seconds_left = self._limits.seconds
        reply = self._exchange(Question(query, parameters or {}))
        assert isinstance(reply, Columns)  # noqa: S101  (the reply to a question)
        return Answer(reply.columns, self)

    def fetch(self, row_count: int) -> Sequence[tuple[Any, ...]]:
        """Return the next rows of the query that was begun, none at its end.

        Raises:
            QueryError: the query cannot go on, or it met a limit.
        """
        reply = self._exchange(Fetch(row_count))
        assert isinstance(reply, Rows)  # noqa: S101  (the reply to a fetch)
        return reply.rows

    def newer_release(self) -> str | None:
        """Return the name of the current release if it is not the one that is read."""
        with suppress(OSError):
            current = current_link(self._folder).readlink().name
            if current != self.release:
                return current
        return None

    def end(self) -> None:
        """End the process, whatever it is at."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def _start(self) -> None:
        self._process = subprocess.Popen(  # noqa: S603  (our own interpreter)
            [
                # -P: no module of the folder in which somebody asks.
                *(sys.executable, "-P", "-c", SERVE),
                *(str(self._folder), *map(str, self._limits)),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=_environment(),
            process_group=0,  # Ctrl-C is for the program that asks
        )
        self._seconds_left = OPENING_SECONDS
        try:
            reply = self._exchange(None)
        except QueryError as error:
            raise ReleaseError(
                f"{self._folder}: the current release was not opened: {error}"
            ) from error
        assert isinstance(reply, Opened)  # noqa: S101  (the first word of a process)
        self.release = reply.release

    def _exchange(self, request: Request | None) -> Opened | Columns | Rows:
        """Send a request, and receive the reply to it in the time that is left."""
        process, is_late = self._process, threading.Event()
        if process is None:
            message = "The process that answers was ended. Ask again."
            raise QueryError(message)
        timer = threading.Timer(self._seconds_left, _end_late, (process, is_late))
        started = time.monotonic()
        timer.start()
        try:
            if request is not None:
                send(process.stdin, pack(request))  # type: ignore[arg-type]
            reply = receive(process.stdout)  # type: ignore[arg-type]
        except (OSError, EOFError, pickle.UnpicklingError):
            self._explain_end(process, is_late=is_late.is_set())
        finally:
            timer.cancel()
            self._seconds_left -= time.monotonic() - started
        if isinstance(reply, ScopebookError):
            raise reply
        return reply

    def _explain_end(
        self, process: subprocess.Popen[bytes], *, is_late: bool
    ) -> NoReturn:
        """Say why the process ended before it replied."""
        with suppress(subprocess.TimeoutExpired):
            process.wait(1)
        process.kill()  # it may have closed its end, and hang
        _, errors = process.communicate()
        self._process = None
        if is_late:
            message = (
                f"The query took more than {self._limits.seconds:g} seconds. Ask for "
                "less at a time, or give it more time with --timeout."
            )
            raise QueryError(message)
        last = errors.decode("utf-8", errors="replace").strip().rpartition("\n")[2]
        if any(words in last for words in OUT_OF_MEMORY):
            raise memory_error(self._limits.memory_mb)
        code = process.returncode
        reason = last or (f"signal {-code}" if code < 0 else f"code {code}")
        message = (
            f"The query ended the process that answers it ({reason}). Ask in another "
            "way, or for less at a time."
        )
        raise QueryError(message)


class Answer:
    """The columns of an answer and its rows, as a cursor has them."""

    def __init__(
        self, columns: Sequence[tuple[str, str]], process: SnapshotProcess
    ) -> None:
        """Take the columns, and the process that has the rows."""
        self.description = columns
        self._process = process

    def fetchmany(self, size: int) -> Sequence[tuple[Any, ...]]:
        """Return the next rows, none at the end.

        Raises:
            QueryError: the query cannot go on, or it met a limit.
        """
        return self._process.fetch(size)

    def fetchall(self) -> list[tuple[Any, ...]]:
        """Return all rows that are left.

        Raises:
            QueryError: the query cannot go on, or it met a limit.
        """
        rows: list[tuple[Any, ...]] = []
        while some := self.fetchmany(10_000):
            rows.extend(some)
        return rows


def _end_late(process: subprocess.Popen[bytes], is_late: threading.Event) -> None:
    is_late.set()
    process.kill()


def _environment() -> dict[str, str]:
    """Return the environment in which a process finds this very code."""
    paths = [str(PROJECT_FOLDER), os.environ.get("PYTHONPATH", "")]
    return os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, paths))}
