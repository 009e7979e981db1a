"""What tables say: row counts, and hashes that the order of rows does not change."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb

QUERIES = Path(__file__).parent / "queries"

#: Tables of these names tell of the runs, which differ where the content does not.
AUDIT_PREFIX = "audit_"

#: What is published beside them: the tables and views that the model makes for readers.
PUBLISHED_PREFIXES = ("dim_", "fact_", "figure_", "mart_", "metric_", "quarantine_")


@dataclass(frozen=True)
class TableContent:
    """How many rows a table has, and the hash of what they say."""

    rows: int
    content_hash: str


def read_contents(connection: duckdb.DuckDBPyConnection) -> dict[str, TableContent]:
    """Count and hash every table of the database that a connection is in."""
    content = read_query("content")
    tables = connection.execute(read_query("tables")).fetchall()
    return {
        table: TableContent(
            *connection.execute(content, {"table_name": qualified}).fetchall()[0]
        )
        for table, qualified in tables
    }


def read_checksums(connection: duckdb.DuckDBPyConnection) -> dict[str, tuple]:
    """Count and sum up every table, to tell whether a copy is one."""
    checksum = read_query("checksum")
    tables = connection.execute(read_query("tables")).fetchall()
    return {
        table: connection.execute(checksum, {"table_name": qualified}).fetchall()[0]
        for table, qualified in tables
    }


def hash_contents(contents: Mapping[str, TableContent]) -> str:
    """Hash everything that the tables say, but what they say of the runs."""
    lines = [
        f"{table} {content.rows} {content.content_hash}\n"
        for table, content in sorted(contents.items())
        if not table.startswith(AUDIT_PREFIX)
    ]
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def read_query(name: str) -> str:
    """Read one of the queries of this stage."""
    return (QUERIES / f"{name}.sql").read_text(encoding="utf-8")
