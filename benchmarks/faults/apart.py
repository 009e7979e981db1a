"""Calls in a forked process, so that the one that forks runs stays as it was.

A process that has opened DuckDB has threads, and does not fork well.
"""

import os
import pickle
from collections.abc import Callable
from typing import Any


def call_apart(function: Callable[..., Any], *arguments: object) -> Any:  # noqa: ANN401
    """Return what a function returns, or raise what it raises; both are pickled."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        outcome: tuple[bool, Any]
        try:
            outcome = True, function(*arguments)
        except BaseException as error:
            outcome = False, error
        with os.fdopen(writing, "wb") as stream:
            stream.write(pickle.dumps(outcome))
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as stream:
        content = stream.read()
    os.waitpid(pid, 0)
    is_returned, value = pickle.loads(content)  # noqa: S301  (our own process's)
    if not is_returned:
        raise value
    return value
