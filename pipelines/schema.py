"""What each table and column means, read from ``sql/schema.toml``, its only home.

Comments in the database, the shared expectations of the suites, the metadata in the
Dagster UI and the data dictionary are all made from it.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SQL_FOLDER = Path(__file__).resolve().parents[1] / "sql"


@dataclass(frozen=True)
class TableSchema:
    """One table: its meaning, its key, what must be filled, and what it refers to.

    ``references`` maps a column to the table and column that hold all its values.
    ``optional`` are the columns of the grain that may be null.
    """

    name: str
    meaning: str
    grain: tuple[str, ...]
    required: tuple[str, ...]
    optional: tuple[str, ...]
    references: dict[str, tuple[str, str]]


@cache
def load_schema() -> dict[str, TableSchema]:
    """Return the schema of every table, by name."""
    tables = _schema_file()["tables"]
    return {
        name: TableSchema(
            name=name,
            meaning=table["meaning"],
            grain=tuple(table["grain"]),
            required=tuple(table.get("required", ())),
            optional=tuple(table.get("optional", ())),
            references={
                column: _reference(column, target)
                for column, target in table.get("references", {}).items()
            },
        )
        for name, table in tables.items()
    }


@cache
def load_column_meanings() -> dict[str, str]:
    """Return what each column means; a name means the same in every table."""
    return dict(_schema_file()["columns"])


def _reference(column: str, target: str) -> tuple[str, str]:
    table, _, other_column = target.partition(".")
    return table, other_column or column


@cache
def _schema_file() -> dict[str, dict]:
    return tomllib.loads((SQL_FOLDER / "schema.toml").read_text(encoding="utf-8"))
