"""Every table and column means something, and every model says what its rows are."""

import duckdb
import pytest

from pipelines.empty_warehouse import create_empty_warehouse, read_columns
from pipelines.errors import SchemaError
from pipelines.model.sql_files import read_models
from pipelines.schema import (
    load_column_meanings,
    load_schema,
    read_meanings,
    read_table,
)

MODELS = read_models()
TABLES = load_schema()
LISTS = [name for name in TABLES if name.startswith("reference_")]


@pytest.fixture(scope="module")
def whole_warehouse():
    with duckdb.connect() as connection:
        create_empty_warehouse(connection)
        yield connection


@pytest.fixture(scope="module")
def columns(whole_warehouse):
    return read_columns(whole_warehouse)


@pytest.fixture(scope="module")
def words(columns):
    asked = {name for model in MODELS.values() for name in model.parameters}
    return asked.union(*columns.values())


def test_every_table_has_a_schema(columns):
    assert columns.keys() - TABLES.keys() == set()


def test_every_schema_is_of_a_table_that_there_is(columns):
    assert TABLES.keys() - columns.keys() == set()


def test_every_column_has_a_meaning(words):
    assert words - load_column_meanings().keys() == set()


def test_every_meaning_is_of_a_column_that_there_is(words):
    assert load_column_meanings().keys() - words == set()


@pytest.mark.parametrize("name", TABLES)
def test_a_schema_names_columns_that_there_are(name, columns):
    schema = TABLES[name]
    leading = {column for columns in schema.references for column in columns}
    named = {*schema.grain, *schema.required, *leading}

    assert named - columns[name].keys() == set()


@pytest.mark.parametrize("name", TABLES)
def test_what_may_be_null_in_a_key_is_of_the_key(name):
    assert set(TABLES[name].optional) - set(TABLES[name].grain) == set()


@pytest.mark.parametrize("name", TABLES)
def test_a_reference_leads_to_a_column_that_there_is(name, columns):
    for leading, (table, keys) in TABLES[name].references.items():
        assert len(leading) == len(keys)
        assert set(keys) <= columns[table].keys()


@pytest.mark.parametrize("name", LISTS)
def test_a_list_keeps_to_its_key(name, whole_warehouse):
    grain = ", ".join(TABLES[name].grain)

    assert (
        whole_warehouse.sql(
            f"select {grain} from {name} group by {grain} having count(*) > 1"
        ).fetchall()
        == []
    )


@pytest.mark.parametrize("name", LISTS)
def test_a_list_has_what_it_must_have(name, whole_warehouse):
    schema = TABLES[name]

    for column in {*schema.grain, *schema.required} - {*schema.optional}:
        empty = f"select * from {name} where {column} is null"
        assert whole_warehouse.sql(empty).fetchall() == []


@pytest.mark.parametrize("name", LISTS)
def test_what_a_list_refers_to_exists(name, whole_warehouse):
    for columns, (table, keys) in TABLES[name].references.items():
        leading = ", ".join(columns)
        dangling = (
            f"select {leading} from {name} "
            f"where ({leading}) not in (select {', '.join(keys)} from {table}) "
            f"and {' and '.join(f'{column} is not null' for column in columns)}"
        )
        assert whole_warehouse.sql(dangling).fetchall() == []


@pytest.mark.parametrize("model", MODELS.values(), ids=MODELS)
def test_a_model_says_what_its_rows_are(model):
    assert "Grain: one row per" in model.description


def test_a_model_comes_after_what_it_reads():
    seen = set()
    for name, model in MODELS.items():
        assert model.inputs & MODELS.keys() <= seen
        seen.add(name)


@pytest.mark.parametrize("lacking", ["meaning", "grain"])
@pytest.mark.parametrize("silence", [{}, {"meaning": "", "grain": []}])
def test_a_table_that_says_too_little_is_refused(lacking, silence):
    told = {"meaning": "Figures of press.", "grain": ["figure_id"]}
    del told[lacking]

    with pytest.raises(SchemaError, match=rf"fact_press.*no {lacking}.*{lacking} ="):
        read_table("fact_press", {**silence, **told})


def test_a_column_without_a_meaning_is_refused():
    with pytest.raises(SchemaError, match="no meaning of amount, unit"):
        read_meanings({"amount": "", "figure_id": "The figure.", "unit": ""})


def test_a_table_says_what_it_is():
    schema = read_table(
        "fact_press",
        {
            "meaning": "Figures of press.",
            "grain": ["figure_id"],
            "references": {
                "measure": "dim_measure",
                "prior_figure_id": "fact_figure.figure_id",
                "company_id, org_unit_id": "dim_org_unit",
            },
            "view": True,
        },
    )

    assert schema.grain == ("figure_id",)
    assert schema.references == {
        ("measure",): ("dim_measure", ("measure",)),
        ("prior_figure_id",): ("fact_figure", ("figure_id",)),
        ("company_id", "org_unit_id"): (
            "dim_org_unit",
            ("company_id", "org_unit_id"),
        ),
    }
    assert schema.is_view
