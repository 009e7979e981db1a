"""Tables are made all or none, and say what they and their columns mean."""

import duckdb
import pytest

from pipelines.tables import comment_on_table, describe_table, transaction


@pytest.fixture
def connection():
    with duckdb.connect() as connection:
        yield connection


def tables(connection):
    return connection.sql("select table_name from duckdb_tables()").fetchall()


def test_a_block_that_fails_leaves_no_table(connection):
    def fail_after_one_table():
        with transaction(connection):
            connection.execute("create table fact_figure (figure_id varchar)")
            connection.execute("create table fact_figure (figure_id varchar)")

    with pytest.raises(duckdb.CatalogException):
        fail_after_one_table()

    assert tables(connection) == []


def test_a_block_that_ends_leaves_its_tables(connection):
    with transaction(connection):
        connection.execute("create table fact_figure (figure_id varchar)")

    assert tables(connection) == [("fact_figure",)]


def test_a_table_and_its_columns_say_what_they_mean(connection):
    connection.execute("create table fact_figure (figure_id varchar, other varchar)")

    comment_on_table(connection, "fact_figure")

    [(meaning,)] = connection.sql("select comment from duckdb_tables()").fetchall()
    assert meaning.startswith("Every accepted figure")
    assert [
        comment is not None
        for (comment,) in connection.sql(
            "select comment from duckdb_columns() where table_name = 'fact_figure' "
            "order by column_index"
        ).fetchall()
    ] == [True, False]


def test_a_view_and_its_columns_say_what_they_mean(connection):
    connection.execute("create view fact_figure as select 'f_1' as figure_id")

    comment_on_table(connection, "fact_figure")

    assert connection.sql(
        "select starts_with(duckdb_views.comment, 'Every accepted figure'), "
        "duckdb_columns.comment is not null "
        "from duckdb_views() inner join duckdb_columns() on view_name = table_name "
        "where view_name = 'fact_figure'"
    ).fetchall() == [(True, True)]


def test_a_view_that_takes_parameters_says_what_it_means(connection):
    connection.execute("create macro fact_figure(day) as table select day as known_on")

    comment_on_table(connection, "fact_figure")

    [(meaning,)] = connection.sql(
        "select comment from duckdb_functions() where function_name = 'fact_figure'"
    ).fetchall()
    assert meaning.startswith("Every accepted figure")


def test_dagster_is_told_rows_and_columns(connection):
    connection.execute("create table fact_figure as select 'f_1' as figure_id")

    metadata = describe_table(connection, "fact_figure")

    assert metadata["dagster/row_count"].value == 1
    [column] = metadata["dagster/column_schema"].value.columns
    assert (column.name, column.type) == ("figure_id", "VARCHAR")
    assert column.description
