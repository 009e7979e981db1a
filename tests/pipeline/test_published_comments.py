"""Whoever opens the published file is told there what everything in it means."""

import duckdb
import pytest

from pipelines.empty_warehouse import create_empty_warehouse, read_columns
from pipelines.model.sql_files import read_models
from pipelines.schema import load_schema

TABLES = "select table_name from duckdb_tables() where comment is null"
VIEWS = "select view_name from duckdb_views() where not internal and comment is null"
COLUMNS = """
    select table_name || '.' || column_name from duckdb_columns()
    where not internal and comment is null
"""
MACROS = [name for name, model in read_models().items() if model.parameters]


@pytest.mark.parametrize(
    "silent", [TABLES, VIEWS, COLUMNS], ids=["tables", "views", "columns"]
)
def test_everything_has_a_comment(silent, ask):
    assert ask(silent) == []


@pytest.mark.parametrize("name", MACROS)
def test_a_view_that_takes_parameters_has_a_comment(name, ask):
    [(comment,)] = ask(
        f"select comment from duckdb_functions() where function_name = '{name}'"
    )

    assert comment == load_schema()[name].meaning


def test_everything_is_as_it_is_described(bundled):
    with duckdb.connect() as connection:
        create_empty_warehouse(connection)
        described = read_columns(connection)

    assert read_columns(bundled) == described
