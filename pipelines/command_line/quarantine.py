"""Lists what is in quarantine: where it stands, why, and what would cure it."""

from pathlib import Path

import duckdb

from pipelines.command_line.output_format import OutputFormat
from pipelines.command_line.queries import query_text
from pipelines.command_line.rows import print_rows
from pipelines.errors import QueryError
from pipelines.publish.snapshot import open_snapshot


def print_quarantine(
    warehouse_folder: Path, output_format: OutputFormat, limit: int
) -> None:
    """Print the figures and claims of the current release that are in quarantine.

    Raises:
        QueryError: the release is of a version that knew no remedies.
    """
    _print(warehouse_folder, "quarantine_list", output_format, limit)


def print_corrections(warehouse_folder: Path) -> None:
    """Print lines for corrections.csv, for somebody to fill in what is right.

    Raises:
        QueryError: the release is of a version that knew no corrections.
    """
    _print(warehouse_folder, "quarantine_corrections", OutputFormat.CSV, limit=0)


def _print(
    warehouse_folder: Path, query: str, output_format: OutputFormat, limit: int
) -> None:
    with open_snapshot(warehouse_folder) as snapshot:
        try:
            answer = snapshot.execute(query_text(query))
        except (duckdb.CatalogException, duckdb.BinderException) as error:
            message = (
                f"{warehouse_folder}: the current release was made by a version that "
                "knew no remedies. Make a new one with `scopebook run`."
            )
            raise QueryError(message) from error
        print_rows(answer, output_format, limit)
