"""The dashboard is one whole: it asks what the warehouse has, and shows every chart."""

import json
from zipfile import ZipFile

import pytest
import yaml

from bi.superset.bundle import default_schema, release_uri, write_bundle
from bi.superset.write_datasets import DATABASE_UUID, compose_datasets, label_of
from pipelines.errors import NothingPublishedError
from tests.bi.chart_queries import ASSETS, read_assets, read_chart_query

CHARTS = read_assets("charts")
DATASETS = read_assets("datasets")
DASHBOARD = read_assets("dashboards")["scopebook"]
PLACES = {
    key: place
    for key, place in DASHBOARD["position"].items()
    if key != "DASHBOARD_VERSION_KEY"
}
SHOWN = {key: place for key, place in PLACES.items() if place["type"] == "CHART"}
FILTERS = DASHBOARD["metadata"]["native_filter_configuration"]


def test_datasets_are_what_the_schema_makes_of_the_warehouse(empty_warehouse):
    written = {
        file.stem: file.read_text(encoding="utf-8")
        for file in (ASSETS / "datasets" / "scopebook").glob("*.yaml")
    }

    assert dict(compose_datasets(empty_warehouse)) == written, (
        "Write them anew: python -m bi.superset.write_datasets"
    )


def test_datasets_belong_to_the_connection():
    [database] = read_assets("databases").values()

    assert database["uuid"] == DATABASE_UUID
    assert {dataset["database_uuid"] for dataset in DATASETS.values()} == {
        DATABASE_UUID
    }


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_asks_only_what_the_warehouse_has(name, empty_warehouse):
    query = read_chart_query(CHARTS[name])

    empty_warehouse.sql(query.statement).fetchall()
    asked = set(query.columns) | set(query.metrics)
    ordered = CHARTS[name]["params"].get("order_by_cols", [])
    assert {json.loads(each)[0] for each in ordered} <= asked
    assert set(CHARTS[name]["params"].get("column_config", {})) <= asked


@pytest.mark.parametrize("name", DATASETS)
def test_every_metric_and_calculated_column_can_be_asked(name, empty_warehouse):
    dataset = DATASETS[name]
    source = f"({dataset['sql']})" if dataset["sql"] else name
    metrics = ", ".join(each["expression"] for each in dataset["metrics"])
    columns = ", ".join(
        each["expression"] or each["column_name"] for each in dataset["columns"]
    )

    assert len(empty_warehouse.sql(f"select {metrics} from {source}").fetchall()) == 1
    assert empty_warehouse.sql(f"select {columns} from {source}").fetchall() == []


def test_the_dashboard_shows_every_chart_once():
    shown = sorted(place["meta"]["uuid"] for place in SHOWN.values())
    assert shown == sorted(chart["uuid"] for chart in CHARTS.values())

    titles = {chart["uuid"]: chart["slice_name"] for chart in CHARTS.values()}
    for place in SHOWN.values():
        assert place["meta"]["sliceName"] == titles[place["meta"]["uuid"]]
    numbers = [place["meta"]["chartId"] for place in SHOWN.values()]
    assert sorted(numbers) == list(range(1, len(CHARTS) + 1))


def test_the_layout_is_a_tree_whose_rows_fit():
    placed = [child for place in PLACES.values() for child in place.get("children", [])]
    assert sorted(placed) == sorted(PLACES.keys() - {"ROOT_ID", "HEADER_ID"})
    for key, place in PLACES.items():
        for child in place.get("children", []):
            assert PLACES[child]["parents"] == [*place.get("parents", []), key]
        if place["type"] == "ROW":
            assert (
                sum(PLACES[child]["meta"]["width"] for child in place["children"]) == 12
            )


@pytest.mark.parametrize("choice", FILTERS, ids=lambda choice: choice["name"])
def test_a_filter_reaches_no_chart_that_lacks_its_column(choice):
    [target] = choice["targets"]
    column = target["column"]["name"]
    datasets = {dataset["uuid"]: dataset for dataset in DATASETS.values()}
    charts = {chart["uuid"]: chart for chart in CHARTS.values()}
    excluded = set(choice["scope"]["excluded"])

    def has_it(dataset):
        return column in {each["column_name"] for each in dataset["columns"]}

    assert has_it(datasets[target["datasetUuid"]])
    for place in SHOWN.values():
        chart = charts[place["meta"]["uuid"]]
        if not has_it(datasets[chart["dataset_uuid"]]):
            assert place["meta"]["chartId"] in excluded, chart["slice_name"]


def test_colours_are_of_series_that_there_are():
    metrics = {
        name
        for dataset in DATASETS.values()
        for metric in dataset["metrics"]
        for name in (metric["metric_name"], metric["verbose_name"])
    }
    values = {"confirmed", "contradicted", "unverifiable"}
    values |= {"Scope 1", "Scope 2", "Scope 3"}
    values |= {"Scopes 1 and 2 in one", "All scopes in one"}

    assert set(DASHBOARD["metadata"]["label_colors"]) <= metrics | values


def test_names_of_columns_are_written_for_people():
    assert label_of("amount_tco2e") == "Amount (tCO2e)"
    assert label_of("change_pct_low") == "Change (%) low"
    assert label_of("value_text") == "Value as printed"
    assert label_of("company_id") == "Company ID"


def test_a_bundle_has_the_connection_that_is_asked_for(tmp_path):
    uri = "postgresql+psycopg2://reader@127.0.0.1/climate"
    write_bundle(tmp_path / "bundle.zip", uri, default_schema(uri))

    with ZipFile(tmp_path / "bundle.zip") as archive:
        assets = {
            name: yaml.safe_load(archive.read(name)) for name in archive.namelist()
        }
    assert len(assets) == len(list(ASSETS.rglob("*.yaml")))
    assert assets["scopebook/databases/scopebook.yaml"]["sqlalchemy_uri"] == uri
    schemas = {
        asset["schema"] for name, asset in assets.items() if "/datasets/" in name
    }
    assert schemas == {"scopebook"}


def test_a_bundle_needs_a_release(tmp_path):
    with pytest.raises(NothingPublishedError, match="nothing is published yet"):
        release_uri(tmp_path)
