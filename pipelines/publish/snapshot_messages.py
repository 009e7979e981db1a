"""What is said between a program that asks the snapshot and the process that answers.

Every request has one reply: the columns of a question, rows for as long as there are
some, or an error. Before the first, the process says which release it has opened.
"""

import pickle
from collections.abc import Mapping, Sequence
from typing import IO, Any, NamedTuple

from pipelines.errors import QueryError, ScopebookError


class Limits(NamedTuple):
    """What one query may take: time until its rows are there, and memory."""

    seconds: float = 60.0
    memory_mb: int = 1024


class Question(NamedTuple):
    """A query that is to be begun, which ends the one before it."""

    query: str
    parameters: Mapping[str, Any] = {}


class Fetch(NamedTuple):
    """A wish for the next rows of the query that was begun."""

    row_count: int


class Opened(NamedTuple):
    """The release that is read, by the name of its folder."""

    release: str


class Columns(NamedTuple):
    """The columns of an answer, each with its name and type."""

    columns: Sequence[tuple[str, str]]


class Rows(NamedTuple):
    """The next rows of an answer; none at its end."""

    rows: Sequence[tuple[Any, ...]]


Request = Question | Fetch
Reply = Opened | Columns | Rows | ScopebookError


def memory_error(memory_mb: int) -> QueryError:
    """Say that a query met its limit of memory, and what to do."""
    return QueryError(
        f"The query takes more than {memory_mb:,} MB of memory. Ask for less at a "
        "time, or allow it more with --memory-mb."
    )


def pack(message: Request | Reply) -> bytes:
    """Write a message as bytes that tell where they end."""
    return pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)


def send(stream: IO[bytes], packed: bytes) -> None:
    """Send a message.

    Raises:
        OSError: the other end is closed.
    """
    stream.write(packed)
    stream.flush()


def receive(stream: IO[bytes]) -> Any:  # noqa: ANN401  (each end knows what it gets)
    """Receive a message of our own other end.

    Raises:
        EOFError: the other end is closed.
        UnpicklingError: it was closed in the middle of a message.
    """
    return pickle.load(stream)  # noqa: S301  (we wrote it)
