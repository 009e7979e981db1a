"""The queries of the site, and their rows by column name."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import duckdb

QUERIES = Path(__file__).parent / "queries"

Row = dict[str, Any]


def read_rows(connection: duckdb.DuckDBPyConnection, query: str) -> list[Row]:
    """Answer one of the queries of the site, as a dictionary for each row."""
    text = (QUERIES / f"{query}.sql").read_text(encoding="utf-8")
    answer = connection.execute(text)
    names = [column[0] for column in answer.description]
    return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]


def by_company(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Sort rows into those of each company, in the order in which they come."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row["company_id"], []).append(row)
    return groups
