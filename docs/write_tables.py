"""Writes docs/tables.md and docs/measures.md from the schema and reference lists."""

import csv
import re
from collections.abc import Mapping
from itertools import groupby
from pathlib import Path

import duckdb

from pipelines.empty_warehouse import create_empty_warehouse, read_columns
from pipelines.model.sql_files import (
    REFERENCE_FOLDER,
    REFERENCE_PREFIX,
    SqlModel,
    read_models,
)
from pipelines.schema import TableSchema, load_column_meanings, load_schema

FOLDER = Path(__file__).parent

LAYERS = {
    "dim_": "Dimensions",
    "fact_": "Facts",
    "metric_": "Metrics",
    "": "Views",
    "quarantine_": "Quarantine",
    "audit_": "Audit",
    "raw_": "As printed",
    "stg_": "Staging",
    "reference_": "Reference lists",
}
ABOUT_TABLES = """# Tables

Every table of a release, in `published/current/scopebook.duckdb`. `make docs` writes
this page from `sql/schema.toml`, where each meaning stands once; the same words are the
comments in the database (`select * from duckdb_columns()`).

Tables with a dot in the same column can be set side by side by it:

![Facts and metrics, and the dimensions that they refer to](images/bus-matrix.svg)

The facts that others refer to, with their dimensions and all that refers to them:

![Facts, their dimensions, and what refers to them](images/entities.svg)
"""
ABOUT_MEASURES = """# Measures

What can be typed as `measure` in a figure sheet. `make docs` writes this page from
`sql/reference/measure.csv`; other words under which a measure is known are in
`measure_alias.csv` beside it.
"""
FACT_TITLES = {
    "fact_emissions": "Emissions",
    "fact_intensity": "Intensities",
    "fact_energy": "Energy",
    "fact_resource": "Water, waste and materials",
    "fact_indicator": "Shares, capacities and counts",
    "fact_target": "Targets",
}


def main() -> None:
    """Write both pages."""
    for name, compose in PAGES.items():
        (FOLDER / name).write_text(compose(), encoding="utf-8")


def compose_tables() -> str:
    """Compose the data dictionary: the tables by layer, each with its columns."""
    layers = {
        title: [
            schema for name, schema in load_schema().items() if layer_of(name) == title
        ]
        for title in LAYERS.values()
    }
    parts = [ABOUT_TABLES]
    parts += [
        f"- **{title}**: {', '.join(link(schema.name) for schema in schemas)}"
        for title, schemas in layers.items()
        if schemas
    ]
    with duckdb.connect() as connection:
        create_empty_warehouse(connection)
        columns = read_columns(connection)
    for title, schemas in layers.items():
        if schemas:
            parts.append(f"\n## {title}\n")
            parts += [describe(schema, columns[schema.name]) for schema in schemas]
    return "\n".join(parts).rstrip("\n") + "\n"


def layer_of(table: str) -> str:
    """The title under which a table is described, by the prefix of its name."""
    return LAYERS.get(table.partition("_")[0] + "_", LAYERS[""])


def link(table: str) -> str:
    """Name a table so that a click leads to its description."""
    return f"[`{table}`](#{table})"


def describe(schema: TableSchema, columns: Mapping[str, str]) -> str:
    """Describe one table: meaning, grain, references, origin and columns."""
    meanings = load_column_meanings()
    return "\n".join(
        [
            f"### `{schema.name}`\n",
            f"{schema.meaning}\n",
            f"- one row per: {', '.join(f'`{column}`' for column in schema.grain)}",
            *list_references(schema),
            *list_origin(schema.name),
            "\n| column | type | meaning |\n| --- | --- | --- |",
            *(
                f"| `{name}` | {in_our_manner(kind)} | {meanings[name]} |"
                for name, kind in columns.items()
            ),
            "",
        ]
    )


def in_our_manner(kind: str) -> str:
    """Write a type as our SQL writes it."""
    return re.sub(r",(?=\S)", ", ", kind.lower())


def list_references(schema: TableSchema) -> list[str]:
    """Say what a table refers to, if anything."""
    references = [
        f"{' + '.join(f'`{column}`' for column in columns)} → {link(table)}"
        for columns, (table, _) in schema.references.items()
    ]
    return [f"- refers to: {', '.join(references)}"] if references else []


def list_origin(table: str) -> list[str]:
    """Say what a table is built from and by which query, or which list it is."""
    if table.startswith(REFERENCE_PREFIX):
        path = Path("reference", f"{table.removeprefix(REFERENCE_PREFIX)}.csv")
        return [f"- list: [{path}](../sql/{path})"]
    model = read_models().get(table)
    if model is None:
        return []
    path = Path(model.folder, f"{model.name}.sql")
    inputs = [f"- built from: {', '.join(map(link, sorted(model.inputs)))}"]
    query = f"- query: [{path}](../sql/{path})"
    return [*list_manner(model), *(inputs if model.inputs else []), query]


def list_manner(model: SqlModel) -> list[str]:
    """Say how a view is asked that takes parameters, or that it is a view."""
    meanings = load_column_meanings()
    if model.parameters:
        return [
            f"- a table macro: `from {model.name}({', '.join(model.parameters)})`",
            *(f"  - `{name}`: {meanings[name]}" for name in model.parameters),
        ]
    return ["- a view: answered when it is asked"] if model.is_view else []


def compose_measures() -> str:
    """Compose the list of measures, by the fact table that holds them."""
    with (REFERENCE_FOLDER / "measure.csv").open(encoding="utf-8", newline="") as file:
        measures = list(csv.DictReader(file))
    parts = [ABOUT_MEASURES]
    for fact_table, rows in groupby(measures, key=lambda row: row["fact_table"]):
        parts.append(f"## {FACT_TITLES[fact_table]} (`{fact_table}`)\n")
        parts.append("| measure | unit | what it is |\n| --- | --- | --- |")
        parts += [
            f"| `{row['measure']}` | {row['canonical_unit']} | {row['description']} |"
            for row in rows
        ]
        parts.append("")
    return "\n".join(parts)


#: Every page that is made from data, and what composes it.
PAGES = {"tables.md": compose_tables, "measures.md": compose_measures}


if __name__ == "__main__":
    main()
