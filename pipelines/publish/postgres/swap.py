"""Puts a filled schema in the place of the one that people read.

PostgreSQL looks names up in the newest catalogue, whatever a transaction has seen: a
rename alone would let one that reads several tables see two releases, and one whose
snapshot is older than the new rows see none at all. So the swap waits until every
snapshot is younger than the rows, and then renames while it holds all tables that are
replaced, so that no transaction is in the middle of them.
"""

import time
from collections.abc import Iterable
from itertools import cycle

from pipelines.errors import ReleaseError
from pipelines.publish.postgres.session import Session
from pipelines.publish.quoting import quoted_name

#: How many milliseconds an attempt waits for the tables, one after the other. Readers
#: wait as long behind it. A reader and the swap that wait for each other would be told
#: apart by the server after a second (deadlock_timeout), at the cost of the reader: no
#: attempt comes near that.
_PATIENCE = (5, 10, 20, 40, 80, 160, 320, 480)

_POLL_SECONDS = 0.02

#: A lock that is not to be had in time, and a deadlock.
_IS_BUSY = {"57014", "55P03", "40P01"}


def previous_schema(schema: str) -> str:
    """Where the release before stays until the next publish."""
    return f"{schema}_previous"


def await_snapshots(session: Session, schema: str, wait: float) -> None:
    """Wait until nobody looks at the database as it was before the last commit.

    Raises:
        ReleaseError: somebody still does after ``wait`` seconds; names the sessions.
    """
    deadline = time.monotonic() + wait
    held = _snapshots(session)
    while held:
        if time.monotonic() > deadline:
            raise _busy(session, schema, [pid for pid, _ in held], wait)
        time.sleep(_POLL_SECONDS)
        # Younger ones do not matter: whoever was seen without its snapshot is done.
        held &= _snapshots(session)


def swap_in(session: Session, schema: str, staged: str, wait: float) -> None:
    """Rename the staged schema to the name that people read, at one stroke.

    Raises:
        ReleaseError: tables were in use for ``wait`` seconds; names the sessions.
    """
    deadline = time.monotonic() + wait
    for patience in cycle(_PATIENCE):
        try:
            _rename(session, schema, staged, patience)
        except Exception as error:
            session.rollback()
            if getattr(error, "sqlstate", None) not in _IS_BUSY:
                raise
        else:
            return
        holders = [pid for (pid,) in session.asked("holders", [schema])]
        session.rollback()
        if time.monotonic() > deadline:
            raise _busy(session, schema, holders, wait)
        time.sleep(patience / 1000)


def drop_schema(session: Session, schema: str, wait: float) -> None:
    """Remove a schema that nobody is meant to read any more.

    Raises:
        ReleaseError: it was in use for ``wait`` seconds; names the sessions.
    """
    try:
        session.execute(f"set local lock_timeout = {max(1, round(wait * 1000))}")
        session.execute(f"drop schema if exists {quoted_name(schema)} cascade")
        session.commit()
    except Exception as error:
        session.rollback()
        if getattr(error, "sqlstate", None) not in _IS_BUSY:
            raise
        holders = [pid for (pid,) in session.asked("holders", [schema])]
        raise _busy(session, schema, holders, wait) from None


def _rename(session: Session, schema: str, staged: str, patience: int) -> None:
    name = quoted_name(schema)
    tables = [table for (table,) in session.asked("tables_by_use", [schema])]
    session.execute(f"set local statement_timeout = {patience}")
    if tables:
        session.execute(f"lock table {', '.join(tables)} in access exclusive mode")
    session.execute("set local statement_timeout = 0")
    if tables:
        name, previous = quoted_name(schema), quoted_name(previous_schema(schema))
        session.execute(f"alter schema {name} rename to {previous}")
    else:
        session.execute(f"drop schema if exists {quoted_name(schema)}")
    session.execute(
        f"alter schema {quoted_name(staged)} rename to {quoted_name(schema)}"
    )
    session.commit()


def _snapshots(session: Session) -> set[tuple]:
    rows = session.asked("snapshots")
    # What is asked in a transaction is seen as it was at its first question.
    session.rollback()
    return set(rows)


def _busy(
    session: Session, schema: str, pids: Iterable[int], wait: float
) -> ReleaseError:
    told = [
        f"{pid} (user {user}, program {program}, since {since})"
        for pid, user, program, since in session.asked(
            "sessions", [",".join(map(str, sorted(pids)))]
        )
    ]
    session.rollback()
    return ReleaseError(
        f"{session.address}: readers held schema {schema} for {wait:g} seconds. "
        f"Open transactions: {'; '.join(told) or 'none any more'}. Let them end, or "
        "end them by select pg_terminate_backend(...), and publish again; --wait waits "
        "longer. Readers there still have what was published before."
    )
