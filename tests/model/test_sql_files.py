"""Files under sql/ become tables, views and macros, and leave nothing old behind."""

import duckdb
import pytest

from pipelines.model.sql_files import SqlModel, drop_leftovers, read_models


@pytest.fixture
def connection():
    """A database of its own."""
    with duckdb.connect() as connection:
        connection.execute("create table fact_figure as select 1 as amount")
        yield connection


def model(query, *, is_view=False):
    return SqlModel("figure_as_asked", "views", query, frozenset(), is_view)


def test_a_view_answers_when_it_is_asked(connection):
    connection.execute(model("select * from fact_figure", is_view=True).statement)
    connection.execute("insert into fact_figure values (2)")

    assert connection.sql("from figure_as_asked").fetchall() == [(1,), (2,)]


def test_a_view_with_a_parameter_is_asked_with_it(connection):
    view = model("select * from fact_figure where amount < $most", is_view=True)
    connection.execute(view.statement)

    assert view.parameters == ("most",)
    assert connection.sql("from figure_as_asked(1)").fetchall() == []
    assert connection.sql("from figure_as_asked(2)").fetchall() == [(1,)]


def test_what_no_file_makes_any_more_is_dropped(connection):
    connection.execute("create table stg_identity as select 1 as a")
    connection.execute("create table stg_worded_figure as select 1 as a")
    connection.execute("create view fact_emissions as select 1 as a")
    connection.execute("create table audit_run as select 1 as a")

    drop_leftovers(connection)

    left = connection.sql(
        "select table_name from duckdb_tables() union all "
        "select view_name from duckdb_views() where not internal order by all"
    )
    assert left.fetchall() == [("audit_run",), ("fact_figure",)]


def test_the_views_are_those_that_the_schema_calls_so():
    views = {name for name, model in read_models().items() if model.is_view}

    assert {"figure_as_known_on", "figure_as_first_reported"} <= views
    assert "fact_figure" not in views
