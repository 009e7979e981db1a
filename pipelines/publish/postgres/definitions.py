"""What a release's tables are in PostgreSQL: types, keys, comments and indexes.

Columns and types are those of the release. Keys, references and meanings are those of
``sql/schema.toml``; what an older release does not have of them is left out.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import duckdb

from pipelines.errors import ReleaseError
from pipelines.publish.postgres.session import read_query
from pipelines.publish.quoting import quoted_name, quoted_text
from pipelines.schema import Columns, TableSchema, load_column_meanings, load_schema

#: DuckDB's types and PostgreSQL's; rows go over without a conversion. A time without a
#: zone is UTC in every release.
_TYPES = {
    "BOOLEAN": "boolean",
    "SMALLINT": "smallint",
    "INTEGER": "integer",
    "BIGINT": "bigint",
    "HUGEINT": "numeric(39, 0)",
    "DOUBLE": "double precision",
    "VARCHAR": "text",
    "VARCHAR[]": "text[]",
    "DATE": "date",
    "TIMESTAMP": "timestamp with time zone",
    "TIMESTAMP WITH TIME ZONE": "timestamp with time zone",
}

#: Columns by which people filter, beside those that refer to other tables.
_FILTERED = (("company_id", "fiscal_year"), ("measure",), ("scope",), ("metric",))


@dataclass(frozen=True)
class Table:
    """A table of the release: its columns with PostgreSQL's types, and its schema."""

    name: str
    columns: Mapping[str, str]
    schema: TableSchema | None

    @property
    def key(self) -> Columns:
        """The columns of which there is one row each; none where that is not known."""
        grain = self.schema.grain if self.schema else ()
        return grain if self.columns.keys() >= set(grain) else ()

    @property
    def primary_key(self) -> Columns:
        """The key, where all of it is always filled."""
        is_optional = self.schema and not set(self.schema.optional).isdisjoint(self.key)
        return () if is_optional else self.key

    @property
    def references(self) -> dict[Columns, tuple[str, Columns]]:
        """The columns whose values another table holds: which table, which columns."""
        if self.schema is None:
            return {}
        return {
            columns: target
            for columns, target in self.schema.references.items()
            if self.columns.keys() >= set(columns)
        }

    @property
    def indexed(self) -> list[Columns]:
        """The columns to find rows by that no key or longer index begins with."""
        wanted = {
            *self.references,
            *(names for names in _FILTERED if self.columns.keys() >= set(names)),
        } - {self.key}
        longer = [self.key, *wanted]
        return sorted(
            names
            for names in wanted
            if not any(
                len(other) > len(names) and other[: len(names)] == names
                for other in longer
            )
        )


def read_definitions(release: duckdb.DuckDBPyConnection) -> list[Table]:
    """Read what the tables of an open release are; its views are tables there.

    Raises:
        ReleaseError: a column has a type that PostgreSQL lacks.
    """
    query = read_query("release_columns")
    tables: dict[str, dict[str, str]] = {}
    for table, column, kind in release.execute(query).fetchall():
        tables.setdefault(table, {})[column] = _postgres_type(table, column, kind)
    schemas = load_schema()
    return [Table(name, tables[name], schemas.get(name)) for name in tables]


def _postgres_type(table: str, column: str, kind: str) -> str:
    if exact := re.fullmatch(r"DECIMAL\((\d+),(\d+)\)", kind):
        return f"numeric({exact[1]}, {exact[2]})"
    if kind in _TYPES:
        return _TYPES[kind]
    message = (
        f"{table}.{column}: PostgreSQL gets no column of DuckDB's type {kind}. "
        f"Cast it in the table's SQL to one of {', '.join(sorted(_TYPES))}."
    )
    raise ReleaseError(message)


def create_table(schema: str, table: Table) -> str:
    """Write the statement that makes a table without a key, to be filled fast."""
    required = table.schema.required if table.schema else ()
    columns = ", ".join(
        f"{quoted_name(name)} {kind}{' not null' if name in required else ''}"
        for name, kind in table.columns.items()
    )
    return f"create table {_qualified(schema, table.name)} ({columns})"


def finish_tables(schema: str, tables: list[Table]) -> Iterator[str]:
    """Write what filled tables get: keys and indexes, references, and comments."""
    by_name = {table.name: table for table in tables}
    for table in tables:
        yield from _keys(schema, table)
    for table in tables:
        yield from _foreign_keys(schema, table, by_name)
        yield from _comments(schema, table)
    for table in tables:
        yield f"analyze {_qualified(schema, table.name)}"


def _keys(schema: str, table: Table) -> Iterator[str]:
    name = _qualified(schema, table.name)
    if table.primary_key:
        yield f"alter table {name} add primary key ({_list(table.primary_key)})"
    elif table.key:
        yield (f"create unique index on {name} ({_list(table.key)}) nulls not distinct")
    for columns in table.indexed:
        yield f"create index on {name} ({_list(columns)})"


def _foreign_keys(
    schema: str, table: Table, tables: Mapping[str, Table]
) -> Iterator[str]:
    for columns, (target, target_columns) in sorted(table.references.items()):
        if target in tables and tables[target].primary_key == target_columns:
            yield (
                f"alter table {_qualified(schema, table.name)} "
                f"add foreign key ({_list(columns)}) "
                f"references {_qualified(schema, target)} ({_list(target_columns)})"
            )


def _comments(schema: str, table: Table) -> Iterator[str]:
    name = _qualified(schema, table.name)
    if table.schema:
        yield f"comment on table {name} is {quoted_text(table.schema.meaning)}"
    meanings = load_column_meanings()
    for column in table.columns:
        if column in meanings:
            meaning = quoted_text(meanings[column])
            yield f"comment on column {name}.{quoted_name(column)} is {meaning}"


def _qualified(schema: str, table: str) -> str:
    return f"{quoted_name(schema)}.{quoted_name(table)}"


def _list(columns: Columns) -> str:
    return ", ".join(map(quoted_name, columns))
