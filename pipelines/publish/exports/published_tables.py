"""What a release gives out as files: its tables and views, their columns and order."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from duckdb import DuckDBPyConnection

from pipelines.publish.contents import AUDIT_PREFIX, PUBLISHED_PREFIXES
from pipelines.publish.quoting import quoted_name
from pipelines.schema import load_column_meanings, load_schema

QUERIES = Path(__file__).parent / "queries"

#: How tables are called that people read; the rest is how they were made.
PUBLISHED = f"^({'|'.join((AUDIT_PREFIX, *PUBLISHED_PREFIXES))})"
MART = "mart_"


@dataclass(frozen=True)
class Column:
    """A column: its name, and its type in DuckDB."""

    name: str
    data_type: str

    @property
    def meaning(self) -> str:
        """What the column means, in a sentence; empty where nobody has said it."""
        return load_column_meanings().get(self.name, "")

    @property
    def unit(self) -> str | None:
        """The unit, where it is the same in every row."""
        if "_tco2e" in self.name:
            return "tCO2e"
        if self.name.endswith(("_pct", "_pct_low", "_pct_high")):
            return "%"
        return {"size_bytes": "byte", "seconds": "s"}.get(self.name)

    @property
    def is_text(self) -> bool:
        """Whether the cells hold words, which may be anything that was printed."""
        return self.data_type == "VARCHAR"

    @property
    def is_nested(self) -> bool:
        """Whether the cells hold lists or objects."""
        return self.data_type.endswith("]") or self.data_type.startswith(
            ("STRUCT", "MAP")
        )


@dataclass(frozen=True)
class PublishedTable:
    """A table or view: its columns, and by which of them its rows are ordered."""

    name: str
    columns: tuple[Column, ...]

    @property
    def meaning(self) -> str:
        """What the table holds, in a sentence; empty where nobody has said it."""
        schema = load_schema().get(self.name)
        return "" if schema is None else schema.meaning

    @property
    def grain(self) -> tuple[str, ...]:
        """The columns of which there is one row each; none where that is not known."""
        schema = load_schema().get(self.name)
        names = {column.name for column in self.columns}
        return schema.grain if schema and names.issuperset(schema.grain) else ()

    @property
    def order(self) -> str:
        """The order that makes the same rows the same bytes."""
        return ", ".join(map(quoted_name, self.grain)) or "all"

    @property
    def parquet_path(self) -> str:
        """Where its Parquet file lies in a release."""
        return f"parquet/{self.name}.parquet"

    @property
    def csv_path(self) -> str:
        """Where its CSV file lies in a release, if it has one."""
        return f"csv/{self.name}.csv"


def published_tables(connection: DuckDBPyConnection) -> list[PublishedTable]:
    """List the tables and views of a release that are given out as files, by name."""
    rows = connection.execute(
        export_query("published_columns"), {"pattern": PUBLISHED}
    ).fetchall()
    return [
        PublishedTable(name, tuple(Column(*column) for _, *column in columns))
        for name, columns in groupby(rows, key=lambda row: str(row[0]))
    ]


def published_marts(connection: DuckDBPyConnection) -> Iterator[PublishedTable]:
    """List the wide views for people, which spreadsheets get too."""
    for table in published_tables(connection):
        if table.name.startswith(MART):
            yield table


def export_query(name: str) -> str:
    """Read one of the queries of the exports."""
    return (QUERIES / f"{name}.sql").read_text(encoding="utf-8")
