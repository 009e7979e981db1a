"""The files under ``sql/``: queries, macros and reference lists, made into tables.

A query already names the tables that it reads, and its opening comment already says
what it means. Both are taken from the file, so neither is written down twice. One that
``schema.toml`` calls a view is kept as a question and answered when it is asked; a view
that asks for a ``$parameter`` becomes a table macro of its name.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from graphlib import TopologicalSorter
from itertools import takewhile
from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection

from pipelines.schema import SQL_FOLDER, load_schema
from pipelines.tables import comment_on_table

REFERENCE_FOLDER = SQL_FOLDER / "reference"
REFERENCE_PREFIX = "reference_"

#: How the tables are called that the files under ``sql/`` make, and no others.
_MADE_HERE = ("reference_", "stg_", "dim_", "fact_", "metric_", "figure_", "mart_")

_PARAMETER = re.compile(r"\$(\w+)")


@dataclass(frozen=True)
class SqlModel:
    """One table or view as one query: its name, its folder, and what it reads."""

    name: str
    folder: str
    query: str
    inputs: frozenset[str]
    is_view: bool = False

    @property
    def parameters(self) -> tuple[str, ...]:
        """What a table macro asks for, in the order of the query."""
        return tuple(dict.fromkeys(_PARAMETER.findall(self.query)))

    @property
    def statement(self) -> str:
        """The statement that makes the table, the view or the table macro."""
        if self.parameters:
            body = _PARAMETER.sub(r"\1", self.query)
            asked = ", ".join(self.parameters)
            return f"create or replace macro {self.name}({asked}) as table {body}"
        kind = "view" if self.is_view else "table"
        return f"create or replace {kind} {self.name} as {self.query}"

    @property
    def description(self) -> str:
        """The comment that the query opens with, without its dashes."""
        lines = takewhile(lambda line: line.startswith("--"), self.query.splitlines())
        return "\n".join(line.removeprefix("--").strip() for line in lines)


@cache
def read_models() -> dict[str, SqlModel]:
    """Read every query, each after those that it reads from."""
    schema = load_schema()
    with duckdb.connect() as connection:
        load_macros(connection)
        models = {
            path.stem: SqlModel(
                name=path.stem,
                folder=path.parent.name,
                query=(query := path.read_text(encoding="utf-8")),
                inputs=_inputs(connection, query),
                is_view=path.stem in schema and schema[path.stem].is_view,
            )
            for path in sorted(SQL_FOLDER.glob("*/*.sql"))
        }
    order = TopologicalSorter(
        {name: sorted(model.inputs & models.keys()) for name, model in models.items()}
    )
    return {name: models[name] for name in order.static_order()}


def _inputs(connection: DuckDBPyConnection, query: str) -> frozenset[str]:
    """Name the tables that a query reads; what it asks for may be anything."""
    return frozenset(connection.get_table_names(_PARAMETER.sub("null", query)))


def lineage(tables: Collection[str]) -> set[str]:
    """Return the models among some tables, and all models that they are built from."""
    models = read_models()
    built = models.keys() & set(tables)
    inputs = {name for table in built for name in models[table].inputs}
    return built | (lineage(inputs) if inputs else set())


def load_macros(connection: DuckDBPyConnection) -> None:
    """Define the macros that fold printed words into keys."""
    connection.execute((SQL_FOLDER / "macros.sql").read_text(encoding="utf-8"))


def load_reference_tables(connection: DuckDBPyConnection) -> list[str]:
    """Load every reference list as the table of its name; return the names.

    Empty cells are null, an empty alias too: it stands for what is not printed at all.
    """
    names = []
    for path in _reference_files():
        table = REFERENCE_PREFIX + path.stem
        connection.execute(
            f"create or replace table {table} as select * from read_csv(?, "
            "auto_detect = false, header = true, delim = ',', quote = '\"', "
            "nullstr = '', columns = ?)",
            [str(path), _reference_columns(path)],
        )
        names.append(table)
    return names


def drop_leftovers(connection: DuckDBPyConnection) -> None:
    """Drop what an earlier version of the model left in a database.

    A table that no file makes any more would be published for ever, and one that has
    become a view would be in its way.
    """
    models = read_models()
    kept = {
        name: "view" if model.is_view else "table" for name, model in models.items()
    }
    kept |= {REFERENCE_PREFIX + path.stem: "table" for path in _reference_files()}
    found = connection.execute(
        """
        select table_name, 'table' as kind from duckdb_tables()
        where database_name = current_database() and not temporary
        union all
        select view_name, 'view' as kind from duckdb_views()
        where database_name = current_database() and not internal
        """
    ).fetchall()
    for name, kind in found:
        if name.startswith(_MADE_HERE) and kept.get(name) != kind:
            connection.execute(f'drop {kind} "{name}"')


def build_tables(
    connection: DuckDBPyConnection,
    names: Collection[str],
) -> Iterator[str]:
    """Build the named tables in the order of their lineage; yield each when it is."""
    load_macros(connection)
    for name, model in read_models().items():
        if name in names:
            connection.execute(model.statement)
            comment_on_table(connection, name)
            yield name


def _reference_files() -> list[Path]:
    return sorted(REFERENCE_FOLDER.glob("*.csv"))


# Numbers with a point would otherwise be read as floating point.
_DECIMAL_COLUMNS = (
    "factor",
    "lowest_plausible",
    "highest_plausible",
    "assumed_from",
    "assumed_to",
)


def _reference_columns(path: Path) -> dict[str, str]:
    header = path.read_text(encoding="utf-8").split("\n", 1)[0].split(",")
    types = dict.fromkeys(header, "varchar")
    types |= {name: "decimal(28, 9)" for name in _DECIMAL_COLUMNS if name in header}
    types |= {
        name: "integer"
        for name in ("rule", "part_count", "preference", "source_rank")
        if name in header
    }
    types |= {
        name: "boolean"
        for name in header
        if name.startswith("is_") or name == "makes_total"
    }
    return types
