"""The console that commands write to."""

from rich.console import Console


def open_console() -> Console:
    """Open the standard output, where nothing wraps unless a terminal is narrow."""
    console = Console(highlight=False)
    return console if console.is_terminal else Console(highlight=False, width=1000)
