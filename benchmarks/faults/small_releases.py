"""Releases of a few rows, made in a moment, with the number of each in two tables.

Publishing and pruning are the same code as in a run; a pair of two numbers would be a
mixture of two releases.
"""

from pathlib import Path

import duckdb

from benchmarks.faults.tally import require
from pipelines.publish.layout import releases_folder
from pipelines.publish.release import publish_release

TABLES = ("fact_figure", "metric_value")
PAIR = "select (select max(n) from fact_figure), (select max(n) from metric_value)"


def publish_number(warehouse: Path, number: int, kept: int = 3) -> str:
    """Publish a release that holds a number; return its name."""
    with duckdb.connect() as connection:
        for table in TABLES:
            connection.execute(
                f"create table {table} as select {number} as n from range(2000)"
            )
        return publish_release(connection, warehouse, f"{number:08d}", kept).name


def require_kept(warehouse: Path, kept: int) -> None:
    """See that a publish has cleared up and pruned.

    Raises:
        LostError: it has not.
    """
    folders = sorted(path.name for path in releases_folder(warehouse).iterdir())
    require(len(folders) <= kept, f"{len(folders)} releases lie there: {folders}")
    published = sorted(
        path.name for path in releases_folder(warehouse).parent.iterdir()
    )
    require(published == ["current", "releases"], f"left in published: {published}")
