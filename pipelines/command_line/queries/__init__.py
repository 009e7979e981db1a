"""What the commands ask of the published snapshot and of documents, a query a file."""

from pathlib import Path
from typing import Any

import duckdb

Row = dict[str, Any]


def ask(
    snapshot: duckdb.DuckDBPyConnection, query: str, parameters: Row | None = None
) -> list[Row]:
    """Run the query in the file of a name; give each row as its columns."""
    answer = snapshot.execute(query_text(query), parameters or {})
    columns = [column[0] for column in answer.description or ()]
    return [dict(zip(columns, row, strict=True)) for row in answer.fetchall()]


def query_text(name: str) -> str:
    """Read the query in the file of a name."""
    return (Path(__file__).parent / f"{name}.sql").read_text(encoding="utf-8")
