"""A content hash says whether two databases say the same, whatever their order."""

import duckdb
import pytest

from pipelines.publish.contents import hash_contents, read_contents

ROWS = ["('f_1', 2.50, null)", "('f_2', 1.25, 'x')", "('f_2', 1.25, 'x')"]


def contents(*rows, table="fact_figure", columns="id varchar, amount decimal(9, 2)"):
    with duckdb.connect() as connection:
        connection.execute(f'create table "{table}" ({columns}, note varchar)')
        for row in rows:
            connection.execute(f'insert into "{table}" values {row}')
        return read_contents(connection)


def test_the_order_of_rows_is_no_content():
    assert contents(*ROWS) == contents(*reversed(ROWS))


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(["('f_1', 2.51, null)", *ROWS[1:]], id="another amount"),
        pytest.param(["('f_1', 2.50, 'NULL')", *ROWS[1:]], id="a text for a null"),
        pytest.param(["('f_1', 2.50, '')", *ROWS[1:]], id="empty text for a null"),
        pytest.param(ROWS[:1], id="a pair of equal rows less"),
        pytest.param([*ROWS, ROWS[0]], id="a row twice"),
        pytest.param([], id="no rows"),
    ],
)
def test_another_value_is_another_content(rows):
    assert hash_contents(contents(*rows)) != hash_contents(contents(*ROWS))


def test_a_word_that_moves_to_the_next_column_is_another_content():
    columns = "id varchar, amount varchar"

    assert contents("('ab', 'c', null)", columns=columns) != contents(
        "('a', 'bc', null)", columns=columns
    )


def test_a_decimal_counts_with_all_of_its_digits():
    columns = "id varchar, amount decimal(38, 9)"
    amount = "12345678901234567890.12345678"

    assert contents(f"('f', {amount}1, null)", columns=columns) != contents(
        f"('f', {amount}2, null)", columns=columns
    )


def test_another_name_of_a_table_or_column_is_another_content():
    original = hash_contents(contents(*ROWS))

    assert hash_contents(contents(*ROWS, table="fact_claim")) != original
    assert (
        hash_contents(contents(*ROWS, columns="id varchar, low decimal(9, 2)"))
        != original
    )


def test_rows_are_counted():
    assert contents(*ROWS)["fact_figure"].rows == 3


def test_what_is_said_of_runs_is_no_content():
    with duckdb.connect() as connection:
        connection.execute("create table fact_figure as select 1 as amount")
        before = hash_contents(read_contents(connection))
        connection.execute("create table audit_run as select 'run-1' as run_id")

        assert hash_contents(read_contents(connection)) == before
