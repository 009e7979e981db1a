"""The queries that Superset makes of the charts, for DuckDB to answer without it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

ASSETS = Path(__file__).resolve().parents[2] / "bi" / "superset" / "assets"

Asset = dict[str, Any]

#: Where the kinds of charts name what they show.
_COLUMNS = ("groupby", "groupbyRows", "groupbyColumns", "x_axis", "series", "entity")
_METRICS = ("metric", "metrics", "x", "y", "size")


@dataclass(frozen=True)
class ChartQuery:
    """What a chart asks: columns and metrics by name, from where, and which rows."""

    columns: tuple[str, ...]
    metrics: tuple[str, ...]
    conditions: tuple[str, ...]
    dataset: Asset

    @property
    def statement(self) -> str:
        """Write the query as SQL."""
        columns = self.columns
        if self.dataset["sql"]:
            source = f"({self.dataset['sql']}) as {self.dataset['table_name']}"
        else:
            source = self.dataset["table_name"]
        shown = ", ".join(
            [*map(self.expression_of, columns), *map(self.measured, self.metrics)]
        )
        where = " and ".join(f"({condition})" for condition in self.conditions)
        groups = ", ".join(str(place) for place, _ in enumerate(columns, start=1))
        return (
            f"select {shown} from {source} where {where or 'true'} "
            + (f"group by {groups} " if self.metrics and groups else "")
            + (f"order by {groups}" if groups else "")
        )

    def expression_of(self, column: str) -> str:
        """Return a column, or what a calculated one computes."""
        for described in self.dataset["columns"]:
            if described["column_name"] == column:
                return described["expression"] or f'"{column}"'
        message = f"{self.dataset['table_name']} has no column {column}."
        raise KeyError(message)

    def measured(self, metric: str) -> str:
        """Return the expression of a metric."""
        for described in self.dataset["metrics"]:
            if described["metric_name"] == metric:
                return described["expression"]
        message = f"{self.dataset['table_name']} has no metric {metric}."
        raise KeyError(message)


def read_assets(kind: str) -> dict[str, Asset]:
    """Read the assets of a folder, by the names of their files."""
    return {
        file.stem: yaml.safe_load(file.read_text(encoding="utf-8"))
        for file in sorted((ASSETS / kind).rglob("*.yaml"))
    }


def read_chart_query(chart: Asset) -> ChartQuery:
    """Translate a chart's parameters."""
    [dataset] = [
        dataset
        for dataset in read_assets("datasets").values()
        if dataset["uuid"] == chart["dataset_uuid"]
    ]
    params = chart["params"]
    if params.get("query_mode") == "raw":
        columns, metrics = params["all_columns"], []
    else:
        columns = [_name(each) for key in _COLUMNS for each in _list(params.get(key))]
        metrics = [each for key in _METRICS for each in _list(params.get(key))]
    conditions = [each["sqlExpression"] for each in params["adhoc_filters"]]
    return ChartQuery(tuple(columns), tuple(metrics), tuple(conditions), dataset)


def _list(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _name(column: str | Asset) -> str:
    """Return a column's name, also where the chart gives it a heading of its own."""
    return column if isinstance(column, str) else column["sqlExpression"]
