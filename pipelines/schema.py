"""What tables and columns mean, key and refer to: ``sql/schema.toml``, its only home.

Comments in the database, the shared expectations of the suites, the metadata in the
Dagster UI and the data dictionary are all made from it.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from pipelines.errors import SchemaError

Columns = tuple[str, ...]

SQL_FOLDER = Path(__file__).resolve().parents[1] / "sql"


@dataclass(frozen=True)
class TableSchema:
    """One table: its meaning, its key, what must be filled, and what it refers to.

    ``references`` maps columns to the table and its columns that hold all their values.
    ``optional`` are the columns of the grain that may be null. A view is asked like a
    table, and one that takes parameters like a function.
    """

    name: str
    meaning: str
    grain: tuple[str, ...]
    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    references: Mapping[Columns, tuple[str, Columns]] = field(default_factory=dict)
    is_view: bool = False


@cache
def load_schema() -> dict[str, TableSchema]:
    """Return the schema of every table, by name.

    Raises:
        SchemaError: a table lacks its meaning or its grain.
    """
    return {
        name: read_table(name, entry)
        for name, entry in _schema_file()["tables"].items()
    }


@cache
def load_column_meanings() -> dict[str, str]:
    """Return what each column means; a name means the same in every table.

    Raises:
        SchemaError: a column lacks its meaning.
    """
    return read_meanings(_schema_file()["columns"])


def read_table(name: str, entry: Mapping[str, Any]) -> TableSchema:
    """Read what the file says of one table, and insist on its meaning and its grain."""
    if not entry.get("meaning"):
        message = (
            f"sql/schema.toml, [tables.{name}]: no meaning. "
            'Say in a sentence what the table holds: meaning = "…".'
        )
        raise SchemaError(message)
    if not entry.get("grain"):
        message = (
            f"sql/schema.toml, [tables.{name}]: no grain. "
            'Name the columns of which there is one row each: grain = ["…"].'
        )
        raise SchemaError(message)
    return TableSchema(
        name=name,
        meaning=entry["meaning"],
        grain=tuple(entry["grain"]),
        required=tuple(entry.get("required", ())),
        optional=tuple(entry.get("optional", ())),
        references=dict(
            _reference(columns, target)
            for columns, target in entry.get("references", {}).items()
        ),
        is_view=entry.get("view", False),
    )


def read_meanings(columns: Mapping[str, str]) -> dict[str, str]:
    """Read what the file says of the columns, and insist that it says something."""
    silent = [name for name, meaning in columns.items() if not meaning]
    if silent:
        message = (
            f"sql/schema.toml, [columns]: no meaning of {', '.join(silent)}. "
            "Say in a sentence what each holds, or remove it."
        )
        raise SchemaError(message)
    return dict(columns)


def _reference(names: str, target: str) -> tuple[Columns, tuple[str, Columns]]:
    """Read ``column = "table"``, ``column = "table.other"`` or ``"a, b" = "table"``."""
    columns = tuple(names.split(", "))
    table, _, other_column = target.partition(".")
    return columns, (table, (other_column,) if other_column else columns)


@cache
def _schema_file() -> dict[str, Any]:
    return tomllib.loads((SQL_FOLDER / "schema.toml").read_text(encoding="utf-8"))
