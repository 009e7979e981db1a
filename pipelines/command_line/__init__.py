"""The ``scopebook`` command: runs, queries, traces, and opens the UI.

Everything that takes long to import is imported by the command that needs it.
"""

from pipelines.command_line.app import app

__all__ = ["app"]
