"""The process that answers queries: it shuts itself in before it hears the first.

It opens the current release; from then on the system refuses it any further file, any
connection and memory beyond its limit, whatever DuckDB can be talked into.
"""

import os
import re
import signal
import sys
from contextlib import suppress
from difflib import get_close_matches
from importlib import import_module
from pathlib import Path
from typing import IO

import duckdb

from pipelines.errors import NothingPublishedError, QueryError, ReleaseError
from pipelines.publish.snapshot import open_snapshot
from pipelines.publish.snapshot_messages import (
    Columns,
    Fetch,
    Limits,
    Opened,
    Question,
    Reply,
    Request,
    Rows,
    memory_error,
    pack,
    receive,
    send,
)

#: How long after its time a process ends by itself, when no one is there to end it.
GRACE_SECONDS = 5

#: What DuckDB imports when it makes rows, which is too late for a process shut in.
ROW_MODULES = ("datetime", "decimal", "pytz", "uuid")

READING = (duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN)
UNKNOWN_TABLE = r"Catalog Error: Table with name (.+) does not exist"

#: After these, a database answers nothing any more.
FATAL = (duckdb.FatalException, duckdb.InternalException)

#: How DuckDB passes on that there is no more memory, beside its own exception.
OUT_OF_MEMORY = (
    "bad_alloc",
    "bad allocation",
    "Allocation failure",
    "Could not allocate",
)


def serve() -> None:
    """Answer what is asked for on the standard input, until it ends."""
    folder, limits = Path(sys.argv[1]), Limits(float(sys.argv[2]), int(sys.argv[3]))
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not stand between the replies
    try:
        snapshot = open_snapshot(folder, limits.memory_mb)
        release = _release_name(snapshot)
    except (NothingPublishedError, ReleaseError) as error:
        send(replies, pack(error))
        return
    shut_in(limits.memory_mb)
    send(replies, pack(Opened(release)))
    with suppress(EOFError, BrokenPipeError):
        _answer_all(snapshot, limits, sys.stdin.buffer, replies)


def shut_in(memory_mb: int) -> None:
    """Give up the right to open files and connections, and to take more memory."""
    for module in ROW_MODULES:
        with suppress(ImportError):  # DuckDB says so when it wants it
            import_module(module)
    try:
        import resource
    except ImportError:  # not a Unix: DuckDB's own limits have to do
        return
    allowed = {resource.RLIMIT_FSIZE: 0, resource.RLIMIT_NOFILE: 0}
    used = _memory_in_use()
    if used is not None:
        allowed[resource.RLIMIT_AS] = used + memory_mb * 1_000_000
    for limit, most in allowed.items():
        _, hard = resource.getrlimit(limit)
        if hard != resource.RLIM_INFINITY:
            most = min(most, hard)
        resource.setrlimit(limit, (most, most))


def _memory_in_use() -> int | None:
    """Return the bytes of address space that the process has, where the system says."""
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[0]
    except FileNotFoundError:
        return None
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def _release_name(snapshot: duckdb.DuckDBPyConnection) -> str:
    [(path,)] = snapshot.execute(
        "select path from duckdb_databases() where database_name = current_database()"
    ).fetchall()
    return Path(path).parent.name


def _answer_all(
    snapshot: duckdb.DuckDBPyConnection,
    limits: Limits,
    requests: IO[bytes],
    replies: IO[bytes],
) -> None:
    is_usable = True
    while is_usable:
        request: Request = receive(requests)
        _end_in(limits.seconds + GRACE_SECONDS)
        try:
            reply = pack(_answer(snapshot, request))
        except (MemoryError, RuntimeError, duckdb.Error) as error:
            reply = pack(_explain(snapshot, error, limits))
            is_usable = not isinstance(error, FATAL)
        _end_in(0)
        send(replies, reply)


def _end_in(seconds: float) -> None:
    """Have this process ended after a time; 0 takes that back."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _answer(snapshot: duckdb.DuckDBPyConnection, request: Request) -> Reply:
    match request:
        case Fetch(row_count):
            return Rows(snapshot.fetchmany(row_count))
        case Question(query, parameters):
            refusal = _why_no_query(snapshot.extract_statements(query))
            if refusal:
                return QueryError(refusal)
            snapshot.execute(query, dict(parameters))
            return Columns(
                [(name, str(kind)) for name, kind, *_ in snapshot.description or ()]
            )


def _why_no_query(statements: list[duckdb.Statement]) -> str | None:
    if not statements:
        return "The query is empty. Try: scopebook sql 'show tables'"
    if len(statements) > 1:
        return f"These are {len(statements)} statements; ask one query at a time."
    [statement] = statements
    if statement.type not in READING:
        return (
            f"{statement.type.name} is not a query. The snapshot is there to be read: "
            "ask with SELECT, SHOW, DESCRIBE, SUMMARIZE or EXPLAIN."
        )
    return None


def _explain(
    snapshot: duckdb.DuckDBPyConnection,
    error: MemoryError | RuntimeError | duckdb.Error,
    limits: Limits,
) -> QueryError:
    """Say what went wrong, without the copy of the query that DuckDB shows."""
    told = " ".join(str(error).split("\n\nLINE ", 1)[0].split())
    if isinstance(error, MemoryError | duckdb.OutOfMemoryException):
        return memory_error(limits.memory_mb)
    if any(words in told for words in OUT_OF_MEMORY):
        return memory_error(limits.memory_mb)
    unknown = re.match(UNKNOWN_TABLE, told)
    if unknown:
        return QueryError(_name_tables(snapshot, unknown[1]))
    return QueryError(told)


def _name_tables(snapshot: duckdb.DuckDBPyConnection, unknown: str) -> str:
    """Name the tables that may have been meant, where a table is unknown."""
    tables = [name for (name,) in snapshot.execute("show tables").fetchall()]
    similar = get_close_matches(unknown.lower(), tables, n=5, cutoff=0.5)
    told = f"There is no table {unknown}. "
    if similar:
        told += f"Similar: {', '.join(similar)}. "
    return f"{told}All of them: scopebook sql 'show tables'"
