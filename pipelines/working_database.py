"""How DuckDB is set for the working database, which every run makes anew."""

from collections.abc import Iterator
from contextlib import contextmanager

from duckdb import DuckDBPyConnection

# Trying these on every column of text costs a tenth of a run, and saves space in a file
# that nobody keeps. What is published is kept.
_SLOW_COMPRESSION = "fsst,dict_fsst,zstd"


def tune(connection: DuckDBPyConnection, memory_mb: int) -> None:
    """Set what makes a run cheap: memory in megabytes, and no work for a kept file."""
    # A path in a query would let a table's name read a file.
    connection.execute("set python_enable_replacements = false")
    connection.execute("set preserve_insertion_order = false")
    connection.execute(f"set memory_limit = '{memory_mb}MB'")
    # What tables of the run before leave free is used again anyway, and one checkpoint
    # at the end does for all of them.
    connection.execute("set max_vacuum_tasks = 0")
    connection.execute("set checkpoint_threshold = '8GB'")
    _disable_compression(connection, _SLOW_COMPRESSION)


@contextmanager
def all_compression(connection: DuckDBPyConnection) -> Iterator[None]:
    """Allow every compression for a file that is kept."""
    [before] = connection.execute(
        "select current_setting('disabled_compression_methods')"
    ).fetchall()[0]
    _disable_compression(connection, "")
    try:
        yield
    finally:
        _disable_compression(connection, before)


def _disable_compression(connection: DuckDBPyConnection, methods: str) -> None:
    connection.execute(f"set disabled_compression_methods = '{methods}'")
