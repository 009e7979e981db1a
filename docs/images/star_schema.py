"""The star schema as the pictures show it: who refers to whom, by sql/schema.toml."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from pipelines.schema import TableSchema, load_schema

DIMENSION = "dim_"
SHOWN = (DIMENSION, "fact_", "metric_")


@dataclass(frozen=True)
class Reference:
    """A column that leads to another table, by itself or as the end of its key."""

    column: str
    table: str
    is_of_grain: bool


@dataclass(frozen=True)
class Entity:
    """A table with the columns that are its key, and those that lead elsewhere."""

    name: str
    grain: tuple[str, ...]
    references: tuple[Reference, ...]

    @property
    def is_dimension(self) -> bool:
        """Whether others are told apart by it."""
        return self.name.startswith(DIMENSION)

    @property
    def columns(self) -> tuple[str, ...]:
        """The key, and after it what else leads to another table, each once."""
        leading = (reference.column for reference in self.references)
        return tuple(dict.fromkeys((*self.grain, *leading)))

    def references_of(self, column: str) -> list[Reference]:
        """What a column leads to."""
        return [each for each in self.references if each.column == column]


@cache
def read_entities() -> dict[str, Entity]:
    """Return the tables that users see, in the order of the schema."""
    schema = load_schema()
    dimensions = [each for name, each in schema.items() if name.startswith(DIMENSION)]
    return {
        name: Entity(name, table.grain, tuple(list_references(table, dimensions)))
        for name, table in schema.items()
        if name.startswith(SHOWN)
    }


def referred_to() -> list[str]:
    """The tables that others lead to: the dimensions, and after them facts."""
    entities = read_entities()
    aimed_at = {
        reference.table
        for entity in entities.values()
        for reference in entity.references
        if reference.table != entity.name
    }
    dimensions = [name for name, entity in entities.items() if entity.is_dimension]
    facts = [name for name in entities if name in aimed_at.difference(dimensions)]
    return [*dimensions, *facts]


def list_references(
    table: TableSchema, dimensions: Sequence[TableSchema]
) -> list[Reference]:
    """List the declared references, and the dimensions whose whole key a table has.

    A column's name means the same everywhere, so whoever has a key can be joined by it.
    """
    leading = (column for columns in table.references for column in columns)
    named = {*table.grain, *table.required, *leading}
    declared = [
        Reference(columns[-1], target, set(columns) <= set(table.grain))
        for columns, (target, _) in table.references.items()
    ]
    reached = {(reference.column, reference.table) for reference in declared}
    by_key = [
        Reference(
            dimension.grain[-1],
            dimension.name,
            is_of_grain=set(dimension.grain) <= set(table.grain),
        )
        for dimension in dimensions
        if set(dimension.grain) <= named
        and dimension.name != table.name
        and (dimension.grain[-1], dimension.name) not in reached
    ]
    return [*declared, *by_key]
