"""The command that compares releases: counts first, then rows, in three forms."""

import csv
import json

import duckdb
import pytest

from pipelines.publish.release import publish_release
from tests.command_line.conftest import TABLES

CHANGE = """
    update fact_figure set amount = 2330000 where figure_id = 'f_2024';
    update metric_value set amount = 2330000 where metric = 'emission_reductions';
"""


@pytest.fixture
def two_releases(warehouse_folder):
    with duckdb.connect() as connection:
        connection.execute(TABLES)
        old = publish_release(connection, warehouse_folder, "11111111").name
        connection.execute(CHANGE)
        return old, publish_release(connection, warehouse_folder, "22222222").name


def test_counts_come_first_and_then_the_rows(ask, two_releases):
    answer = ask("diff")

    assert answer.exit_code == 0, answer.output
    assert [line.split()[0] for line in answer.output.splitlines()[:2]] == [
        "old",
        "new",
    ]
    for name in two_releases:
        assert name in answer.output
    counts, rows = answer.output.split("count")
    assert "2320000" not in counts
    assert "2320000" in rows
    assert "2330000" in rows


def test_csv_has_the_rows_alone(ask, two_releases):
    answer = ask("diff", *two_releases, "--format", "csv")

    rows = list(csv.DictReader(answer.stdout.splitlines()))
    assert [(row["kind"], row["change"], row["new_amount"]) for row in rows] == [
        ("figure", "changed", "2330000"),
        ("metric", "changed", "2330000"),
    ]


def test_json_is_one_object(ask, two_releases):
    old, new = two_releases

    told = json.loads(ask("diff", old, new, "--format", "json").stdout)

    assert (told["old"], told["new"]) == two_releases
    assert [row["count"] for row in told["summary"]] == [1, 1]
    assert told["differences"][0]["fields"] == ["amount: 2320000 → 2330000"]


@pytest.mark.usefixtures("two_releases")
def test_the_limit_holds_for_the_table(ask):
    answer = ask("diff", "--limit", "1")

    assert "These are the first 1 rows" in answer.stderr


def test_equal_releases_say_so(ask, two_releases):
    assert "Both say the same." in ask("diff", two_releases[0], two_releases[0]).output


def test_an_unknown_release_is_an_error_that_names_those_that_there_are(
    ask, two_releases
):
    answer = ask("diff", "nope")

    assert answer.exit_code == 1
    assert "nope: no release has this name" in answer.stderr
    assert two_releases[0] in answer.stderr


def test_three_releases_are_too_many(ask, two_releases):
    assert ask("diff", *two_releases, two_releases[0]).exit_code == 2
