"""The marts as CSV, for whatever reads nothing else; safe to open in a spreadsheet.

UTF-8 with a header. Nothing is null, ``""`` is empty text, and lists are JSON. Text
that begins like a formula gets an apostrophe before it; numbers are written as numbers.
"""

from pathlib import Path

from duckdb import DuckDBPyConnection

from pipelines.publish.exports.published_tables import (
    Column,
    export_query,
    published_marts,
)
from pipelines.publish.quoting import quoted_name, quoted_text
from pipelines.publish.stamp import Stamp

#: What the documentation and the data package say of the apostrophe.
GUARD = (
    "Text that begins with =, +, -, @ (also in full width), a tab or a line end has an "
    "apostrophe before it, so that no spreadsheet takes it for a formula."
)


def write_csv_files(
    connection: DuckDBPyConnection,
    folder: Path,
    stamp: Stamp,  # noqa: ARG001  (the same rows are the same bytes in every release)
) -> None:
    """Write ``csv/<mart>.csv`` of every mart, from its Parquet file."""
    (folder / "csv").mkdir()
    connection.execute(export_query("csv_cells"))
    for mart in published_marts(connection):
        cells = ", ".join(map(_cell, mart.columns))
        source = quoted_text(folder / mart.parquet_path)
        connection.execute(
            f"copy (select {cells} from read_parquet({source})) "
            f"to {quoted_text(folder / mart.csv_path)} (format csv, header)"
        )


def _cell(column: Column) -> str:
    name = quoted_name(column.name)
    if column.is_text:
        return f"csv_text({name}) as {name}"
    if column.is_nested:
        return f"to_json({name})::varchar as {name}"
    return name
