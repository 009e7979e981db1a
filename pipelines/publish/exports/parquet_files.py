"""Every published table and view as a Parquet file, its rows in the order of its grain.

The same rows make the same bytes, so the files of two releases can be compared.
"""

from pathlib import Path

from duckdb import DuckDBPyConnection

from pipelines.errors import ReleaseError
from pipelines.publish.exports.published_tables import export_query, published_tables
from pipelines.publish.quoting import quoted_name, quoted_text
from pipelines.publish.stamp import Stamp


def write_parquet_files(
    connection: DuckDBPyConnection,
    folder: Path,
    stamp: Stamp,  # noqa: ARG001  (the same rows are the same bytes in every release)
) -> None:
    """Write ``parquet/<table>.parquet`` of every table and view that is published.

    Raises:
        ReleaseError: a file does not hold the rows that were written to it.
    """
    (folder / "parquet").mkdir()
    written = {}
    for table in published_tables(connection):
        file = str(folder / table.parquet_path)
        [(written[file],)] = connection.execute(
            f"copy (from {quoted_name(table.name)} order by {table.order}) "
            f"to {quoted_text(file)} (format parquet, compression zstd)"
        ).fetchall()
    _verify(connection, written)


def _verify(connection: DuckDBPyConnection, written: dict[str, int]) -> None:
    """Read the end of every file, which tells of its rows, and is written last."""
    if not written:
        return
    found = connection.execute(
        export_query("parquet_rows"), {"files": list(written)}
    ).fetchall()
    lacking = sorted(set(written.items()) - set(found))
    if lacking:
        message = (
            f"{lacking[0][0]}: the file does not hold the {lacking[0][1]:,} rows that "
            "were written. Readers still have the release before. Run again."
        )
        raise ReleaseError(message)
