"""Writes docs/tables.md and docs/measures.md from the schema and reference lists."""

import csv
from itertools import groupby
from pathlib import Path

from pipelines.model.sql_files import REFERENCE_FOLDER, read_models
from pipelines.schema import TableSchema, load_column_meanings, load_schema

FOLDER = Path(__file__).parent

LAYERS = {
    "dim_": "Dimensions",
    "fact_": "Facts",
    "metric_": "Metrics",
    "quarantine_": "Quarantine",
    "audit_": "Audit",
    "raw_": "As printed",
    "stg_": "Staging",
}
ABOUT_TABLES = """# Tables

Every table of a release, in `published/current/scopebook.duckdb`. `make docs` writes
this page from `sql/schema.toml`, where each meaning stands once; the same words are the
comments in the database (`select * from duckdb_columns()`).
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
    for name, text in compose_pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8")


def compose_pages() -> dict[str, str]:
    """Compose every page that is made from data, by file name."""
    return {"tables.md": compose_tables(), "measures.md": compose_measures()}


def compose_tables() -> str:
    """Compose the data dictionary: the tables by layer, then the columns by name."""
    parts = [ABOUT_TABLES]
    for prefix, title in LAYERS.items():
        parts.append(f"## {title}\n")
        parts += [
            describe(schema)
            for name, schema in load_schema().items()
            if name.startswith(prefix)
        ]
    parts.append("## Columns\n\nA name means the same in every table.\n")
    parts.append("| column | meaning |\n| --- | --- |")
    parts += [
        f"| `{name}` | {meaning} |"
        for name, meaning in sorted(load_column_meanings().items())
    ]
    return "\n".join(parts) + "\n"


def describe(schema: TableSchema) -> str:
    """Describe one table: meaning, grain, references, and what it is built from."""
    lines = [
        f"### `{schema.name}`\n",
        f"{schema.meaning}\n",
        f"- one row per: {', '.join(f'`{column}`' for column in schema.grain)}",
    ]
    if schema.references:
        references = ", ".join(
            f"`{column}` → `{table}`"
            for column, (table, _) in schema.references.items()
        )
        lines.append(f"- refers to: {references}")
    model = read_models().get(schema.name)
    if model is not None:
        inputs = ", ".join(f"`{name}`" for name in sorted(model.inputs))
        path = f"{model.folder}/{model.name}.sql"
        lines += [f"- built from: {inputs}", f"- query: [{path}](../sql/{path})"]
    return "\n".join(lines) + "\n"


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


if __name__ == "__main__":
    main()
