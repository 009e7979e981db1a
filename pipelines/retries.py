"""Which errors may be gone a moment later, and how often a step is tried again.

A check that fails, a folder that is missing or a full disk is the same a minute later:
such a step is not tried again, so that people are told at once. What comes and goes by
itself is a network disk that stalls and a server that restarts.
"""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

import dagster as dg

MOST_RETRIES = 3
#: Seconds before the first retry; each further one waits four times as long.
FIRST_WAIT = 5.0

_TRANSIENT_ERRNOS = frozenset(
    {
        errno.EAGAIN,
        errno.EBUSY,
        errno.ECONNABORTED,
        errno.ECONNREFUSED,
        errno.ECONNRESET,
        errno.EHOSTDOWN,
        errno.EHOSTUNREACH,
        errno.EIO,
        errno.ENETDOWN,
        errno.ENETRESET,
        errno.ENETUNREACH,
        errno.ENOTCONN,
        errno.EPIPE,
        errno.EREMOTEIO,
        errno.ESTALE,
        errno.ETIMEDOUT,
    }
)
#: PostgreSQL: connections lost, serialization and deadlocks, no connection left, server
#: going down or coming up.
_TRANSIENT_SQLSTATES = ("08", "40001", "40P01", "53300", "57P0")


def is_transient(error: BaseException) -> bool:
    """Whether an error, or one that it was raised from, may be gone a moment later."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, OSError) and cause.errno in _TRANSIENT_ERRNOS:
            return True
        sqlstate = getattr(cause, "sqlstate", None)
        if isinstance(sqlstate, str) and sqlstate.startswith(_TRANSIENT_SQLSTATES):
            return True
        cause = cause.__cause__
    return False


@contextmanager
def retried(context: dg.AssetExecutionContext) -> Iterator[None]:
    """Have Dagster try a step again whose block failed by a transient error."""
    try:
        yield
    except Exception as error:
        if not is_transient(error):
            raise
        wait = FIRST_WAIT * 4**context.retry_number
        context.log.warning(f"{error} Tried again in {wait:.0f} s.")
        raise dg.RetryRequested(MOST_RETRIES, wait) from error
