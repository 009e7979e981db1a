"""What lies in a release beside the database, for people without DuckDB.

Each writer gets a connection to the release's own database, the folder, and what every
file says of the release. It writes what it is for, and nothing else. They run in this
order: later ones read what earlier ones wrote.
"""

from collections.abc import Callable
from pathlib import Path

from duckdb import DuckDBPyConnection

from pipelines.publish.exports.csv_files import write_csv_files
from pipelines.publish.exports.data_package import write_data_package
from pipelines.publish.exports.parquet_files import write_parquet_files
from pipelines.publish.exports.workbook import write_workbook
from pipelines.publish.site import write_site
from pipelines.publish.stamp import Stamp

Writer = Callable[[DuckDBPyConnection, Path, Stamp], None]

WRITERS: tuple[Writer, ...] = (
    write_parquet_files,
    write_csv_files,
    write_workbook,
    write_data_package,
    write_site,
)
