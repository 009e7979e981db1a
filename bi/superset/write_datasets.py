"""Writes the datasets of the Superset assets: columns, meanings and metrics.

Columns come from the warehouse itself, their meanings from ``sql/schema.toml``, and
metrics from ``datasets.toml``, so that none is typed twice.
"""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import duckdb
import yaml

from pipelines.empty_warehouse import create_empty_warehouse
from pipelines.schema import load_column_meanings, load_schema

FOLDER = Path(__file__).parent
ASSETS = FOLDER / "assets"
DATASETS = ASSETS / "datasets" / "scopebook"

#: Superset replaces an asset that has the same identifier, and adds any other.
DATABASE_UUID = str(uuid5(NAMESPACE_URL, "scopebook/superset/database"))

#: Words of column names that are not written as they are said.
_WRITTEN = {
    "id": "ID",
    "pct": "(%)",
    "tco2e": "(tCO2e)",
    "text": "as printed",
    "url": "address",
}
_TIMES = ("DATE", "TIMESTAMP")


def main() -> None:
    """Write every dataset, and remove those that are no longer described."""
    DATASETS.mkdir(parents=True, exist_ok=True)
    for file in DATASETS.glob("*.yaml"):
        file.unlink()
    with duckdb.connect() as warehouse:
        create_empty_warehouse(warehouse)
        for name, text in compose_datasets(warehouse):
            (DATASETS / f"{name}.yaml").write_text(text, encoding="utf-8")


def compose_datasets(
    warehouse: duckdb.DuckDBPyConnection,
) -> Iterator[tuple[str, str]]:
    """Pass on each dataset's name and its YAML, as Superset imports it."""
    described = tomllib.loads((FOLDER / "datasets.toml").read_text(encoding="utf-8"))
    for name, entry in described.items():
        dataset = compose_dataset(name, entry, warehouse)
        yield name, yaml.safe_dump(dataset, sort_keys=False, allow_unicode=True)


def compose_dataset(
    name: str, entry: dict[str, Any], warehouse: duckdb.DuckDBPyConnection
) -> dict[str, Any]:
    """Describe one dataset: a table of the warehouse, or the query of ``sql``."""
    query = entry.get("sql", f"select * from {name}").strip()
    relation = warehouse.sql(query)
    meanings = load_column_meanings()
    columns = [
        _column(column, label_of(column), str(kind), meanings[column])
        for column, kind in zip(relation.columns, relation.types, strict=True)
    ]
    columns += [
        _column(
            column["name"],
            column["label"],
            column["type"],
            column["meaning"],
            column["expression"].strip(),
        )
        for column in entry.get("columns", ())
    ]
    return {
        "table_name": name,
        "main_dttm_col": entry.get("time_column"),
        "description": entry.get("meaning") or load_schema()[name].meaning,
        "schema": "main",
        "sql": query if "sql" in entry else None,
        "filter_select_enabled": True,
        "uuid": dataset_uuid(name),
        "metrics": [_metric(metric) for metric in entry["metrics"]],
        "columns": columns,
        "version": "1.0.0",
        "database_uuid": DATABASE_UUID,
    }


def dataset_uuid(name: str) -> str:
    """Return the identifier by which charts name a dataset."""
    return str(uuid5(NAMESPACE_URL, f"scopebook/superset/dataset/{name}"))


def label_of(column: str) -> str:
    """Write a column's name for people: ``amount_tco2e`` is "Amount (tCO2e)"."""
    words = [_WRITTEN.get(word, word) for word in column.split("_")]
    label = " ".join(words)
    return label[0].upper() + label[1:]


def _column(
    name: str, label: str, kind: str, meaning: str, expression: str | None = None
) -> dict[str, Any]:
    return {
        "column_name": name,
        "verbose_name": label,
        "is_dttm": kind in _TIMES,
        "is_active": True,
        # Superset knows no lists, and shows them as the text that they print as.
        "type": "VARCHAR" if kind.endswith("[]") else kind,
        "groupby": True,
        "filterable": True,
        "expression": expression,
        "description": meaning,
    }


def _metric(metric: dict[str, str]) -> dict[str, Any]:
    return {
        "metric_name": metric["name"],
        "verbose_name": metric["label"],
        "expression": metric["expression"],
        "description": metric["meaning"],
        "d3format": metric["format"],
    }


if __name__ == "__main__":
    main()
