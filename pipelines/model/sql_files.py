"""The files under ``sql/``: queries, macros and reference lists, made into tables.

A query already names the tables that it reads, and its opening comment already says
what it means. Both are taken from the file, so neither is written down twice.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from graphlib import TopologicalSorter
from itertools import takewhile
from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection

from pipelines.schema import SQL_FOLDER
from pipelines.tables import comment_on_table

REFERENCE_FOLDER = SQL_FOLDER / "reference"
REFERENCE_PREFIX = "reference_"


@dataclass(frozen=True)
class SqlModel:
    """One table as one query: its name, its folder, and the tables that it reads."""

    name: str
    folder: str
    query: str
    inputs: frozenset[str]

    @property
    def description(self) -> str:
        """The comment that the query opens with, without its dashes."""
        lines = takewhile(lambda line: line.startswith("--"), self.query.splitlines())
        return "\n".join(line.removeprefix("--").strip() for line in lines)


@cache
def read_models() -> dict[str, SqlModel]:
    """Read every query, each after those that it reads from."""
    with duckdb.connect() as connection:
        load_macros(connection)
        models = {
            path.stem: SqlModel(
                name=path.stem,
                folder=path.parent.name,
                query=(query := path.read_text(encoding="utf-8")),
                inputs=frozenset(connection.get_table_names(query)),
            )
            for path in sorted(SQL_FOLDER.glob("*/*.sql"))
        }
    order = TopologicalSorter(
        {name: sorted(model.inputs & models.keys()) for name, model in models.items()}
    )
    return {name: models[name] for name in order.static_order()}


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
    for path in sorted(REFERENCE_FOLDER.glob("*.csv")):
        table = REFERENCE_PREFIX + path.stem
        connection.execute(
            f"create or replace table {table} as select * from read_csv(?, "
            "auto_detect = false, header = true, delim = ',', quote = '\"', "
            "nullstr = '', columns = ?)",
            [str(path), _reference_columns(path)],
        )
        names.append(table)
    return names


def build_tables(
    connection: DuckDBPyConnection,
    names: Collection[str],
) -> Iterator[str]:
    """Build the named tables in the order of their lineage; yield each when it is."""
    load_macros(connection)
    for name, model in read_models().items():
        if name in names:
            connection.execute(f"create or replace table {name} as {model.query}")
            comment_on_table(connection, name)
            yield name


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
