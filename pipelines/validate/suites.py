"""Which expectations each table has to meet: its own, and those its schema implies.

A table's own expectations lie in the module of its name, ``expectations`` about the
table as a whole and ``row_expectations`` about each row by itself. These modules are
imported when suites run and not before, because Great Expectations takes seconds to
import; what Dagster must know beforehand, names and descriptions, is known without.
"""

import ast
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from pipelines.schema import TableSchema

if TYPE_CHECKING:
    from great_expectations.expectations import Expectation

GUARDED = ("quarantine_", "dim_", "fact_", "metric_")

#: The expectation that stops a run which has lost figures, unless that was meant.
NO_LOSS = "few_figures_are_lost"


@dataclass(frozen=True)
class Suite:
    """The expectations of one table, and the columns by which its rows are named.

    A row that fails a suite of rows goes to quarantine. A suite that is not of rows
    stops the publish.
    """

    table: str
    key: tuple[str, ...]
    expectations: tuple["Expectation", ...]
    is_of_rows: bool = False

    @property
    def name(self) -> str:
        """The suite's name, which is also its check's."""
        return suite_name(self.table)


def suite_name(table: str) -> str:
    """The name of a table's suite."""
    return f"{table}_suite"


def guarded_tables(schema: Mapping[str, TableSchema]) -> list[str]:
    """The tables whose suites stop the publish: all but what is raw or staged."""
    return sorted(table for table in schema if table.startswith(GUARDED))


def describe_suite(table: str) -> str:
    """What a table's suite expects, as its module's docstring says."""
    spec = find_spec(_module_name(table))
    if spec is None or spec.origin is None:
        return f"Expectations of {table}: keys are unique, references exist."
    module = ast.parse(Path(spec.origin).read_text(encoding="utf-8"))
    return ast.get_docstring(module) or ""


def load_suite(table: str, schema: TableSchema) -> Suite:
    """Load what is expected of a table as a whole."""
    from pipelines.validate.schema_expectations import expectations_of_schema

    module = _import_module_of(table)
    own = getattr(module, "expectations", [])
    return Suite(table, schema.grain, (*expectations_of_schema(schema), *own))


def load_row_suite(table: str, schema: TableSchema) -> Suite:
    """Load what is expected of each row of a table by itself."""
    module = _import_module_of(table)
    own = tuple(getattr(module, "row_expectations", []))
    return Suite(table, schema.grain, own, is_of_rows=True)


def _import_module_of(table: str) -> ModuleType | None:
    name = _module_name(table)
    return import_module(name) if find_spec(name) else None


def _module_name(table: str) -> str:
    return f"{__package__}.{table}"
