"""Great Expectations reads DuckDB with the cure, and still cannot without it."""

import duckdb
import great_expectations as gx
import pytest
from great_expectations.data_context.types.base import ProgressBarsConfig
from great_expectations.expectations import ExpectColumnValuesToNotBeNull

from pipelines.validate.duckdb_dialect import add_datasource

CREATE = "create table figure as from (values (1), (null), (3)) as rows (amount)"


@pytest.fixture
def connection():
    """Open a database with one table, of which one row of three is empty."""
    with duckdb.connect() as connection:
        connection.execute(CREATE)
        yield connection


@pytest.fixture
def context():
    """Open a context of Great Expectations that draws no progress bars."""
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    return context


def validate(datasource):
    """Ask Great Expectations whether a column has empty rows."""
    asset = datasource.add_table_asset("figure", table_name="figure")
    batch = asset.add_batch_definition_whole_table("all").get_batch()
    return batch.validate(ExpectColumnValuesToNotBeNull(column="amount"))


def test_with_the_cure_results_are_fetched(context, connection):
    result = validate(add_datasource(context, connection)).result

    assert (result["element_count"], result["unexpected_count"]) == (3, 1)


def test_without_the_cure_upstream_still_fails(context, tmp_path):
    with duckdb.connect(tmp_path / "plain.duckdb") as connection:
        connection.execute(CREATE)
    plain = context.data_sources.add_sql(
        "plain", connection_string=f"duckdb:///{tmp_path / 'plain.duckdb'}"
    )

    result = validate(plain)

    assert not result.result, (
        "Great Expectations now reads DuckDB through duckdb-engine as it is: "
        "remove the dialect of pipelines/validate/duckdb_dialect.py."
    )
    assert "list index out of range" in str(result.exception_info)


def test_what_is_not_committed_is_not_seen(context, connection):
    connection.execute("begin; delete from figure where amount is null")

    result = validate(add_datasource(context, connection)).result
    assert result["unexpected_count"] == 1


def test_the_connection_stays_open(context, connection):
    validate(add_datasource(context, connection))

    assert connection.sql("select count(*) from figure").fetchall() == [(3,)]


def test_nothing_is_left_open_when_the_connection_closes(context, tmp_path):
    with duckdb.connect(tmp_path / "working.duckdb") as connection:
        connection.execute(CREATE)
        validate(add_datasource(context, connection))

    # DuckDB refuses other settings while anything still has the file open.
    duckdb.connect(tmp_path / "working.duckdb", read_only=True).close()
