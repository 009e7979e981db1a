"""Which signal asked this process to stop, whoever handles it.

Dagster takes SIGINT and SIGTERM for one while a run goes on, and puts the handler of
SIGINT in the place of the other's afterwards.
"""

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

STOPPING = (signal.SIGINT, signal.SIGTERM)


@dataclass(slots=True)
class StopSignals:
    """The signals that came since this was asked for, as the system tells them."""

    arrivals: int
    first: signal.Signals | None = None

    def received(self) -> signal.Signals | None:
        """The first that asked to stop; None as long as none did."""
        while self.first is None:
            try:
                [number] = os.read(self.arrivals, 1)
            except BlockingIOError:
                return None
            if number in STOPPING:
                self.first = signal.Signals(number)
        return self.first


@contextmanager
def stop_signals() -> Iterator[StopSignals]:
    """Take note of signals until the block ends; how they are handled is as before.

    Only the main thread of a process is told of signals.
    """
    arrivals, told = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
    is_main = threading.current_thread() is threading.main_thread()
    handlers = {each: signal.getsignal(each) for each in STOPPING}
    before = signal.set_wakeup_fd(told, warn_on_full_buffer=False) if is_main else -1
    try:
        yield StopSignals(arrivals)
    finally:
        if is_main:
            signal.set_wakeup_fd(before)
            for each, handler in handlers.items():
                signal.signal(each, handler)
        os.close(arrivals)
        os.close(told)
