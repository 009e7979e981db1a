"""Every table and column means something, and every model says what its rows are."""

import pytest

from pipelines.model.sql_files import read_models
from pipelines.schema import load_column_meanings, load_schema

MODELS = read_models()


def test_every_table_has_a_schema(empty_warehouse):
    built = {
        name
        for (name,) in empty_warehouse.sql(
            "select table_name from duckdb_tables()"
        ).fetchall()
        if not name.startswith("reference_")
    }

    assert built - load_schema().keys() == set()


def test_every_column_has_a_meaning(empty_warehouse):
    columns = empty_warehouse.sql(
        "select distinct column_name from duckdb_columns() where not internal "
        "and not starts_with(table_name, 'reference_')"
    ).fetchall()

    assert {name for (name,) in columns} - load_column_meanings().keys() == set()


@pytest.mark.parametrize("name", MODELS)
def test_a_schema_names_columns_that_there_are(name, empty_warehouse):
    schema = load_schema()[name]
    named = {*schema.grain, *schema.required, *schema.optional, *schema.references}

    assert named - set(empty_warehouse.table(name).columns) == set()


@pytest.mark.parametrize("name", MODELS)
def test_a_reference_leads_to_a_column_that_there_is(name, empty_warehouse):
    for table, column in load_schema()[name].references.values():
        assert column in empty_warehouse.table(table).columns


@pytest.mark.parametrize("model", MODELS.values(), ids=MODELS)
def test_a_model_says_what_its_rows_are(model):
    assert "Grain: one row per" in model.description


def test_a_model_comes_after_what_it_reads():
    seen = set()
    for name, model in MODELS.items():
        assert model.inputs & MODELS.keys() <= seen
        seen.add(name)
