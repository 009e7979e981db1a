"""The press article that the project began with, read from beside the checkout."""

import csv
from pathlib import Path

import pytest

from pipelines.ingest.content import Page
from pipelines.ingest.understanding.prose import Statement, read_prose

FOLDER = Path(__file__).parents[4] / "shared" / "extraction" / "dev"
ARTICLE = FOLDER / "article" / "alibaba-2024-scmp.txt"

pytestmark = pytest.mark.skipif(
    not ARTICLE.exists(), reason=f"{ARTICLE} is not beside the checkout"
)


@pytest.fixture
def statements() -> list[Statement]:
    return read_prose(Page("1", ARTICLE.read_text(encoding="utf-8"))).statements


@pytest.fixture
def gold() -> list[dict[str, str]]:
    with (FOLDER / "article_gold.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _agrees(statement: Statement, row: dict[str, str]) -> bool:
    stated = statement.figure or statement.change
    assert stated
    printed = stated.row
    measure = row["measure"] if row["kind"] != "target" else f"target_{row['measure']}"
    return (
        printed.measure_term == measure
        and row["org_unit"] in (printed.org_unit_term or "group")
        and (not row["scope"] or (printed.scope_term or "").startswith(row["scope"]))
        and _value_agrees(statement, row)
        and _change_agrees(statement, row)
    )


def _value_agrees(statement: Statement, row: dict[str, str]) -> bool:
    if row["kind"] == "target":
        term = statement.figure and statement.figure.row.period_term
        return term == f"CY{row['fiscal_year']}"
    if not row["value"]:
        return statement.figure is None
    return bool(statement.figure) and statement.figure.number.value == int(row["value"])


def _change_agrees(statement: Statement, row: dict[str, str]) -> bool:
    if not row["change_pct"]:
        return statement.change is None
    change = statement.change
    return bool(change) and float(change.change.value or 0) == float(row["change_pct"])


def test_every_row_is_read(
    statements: list[Statement], gold: list[dict[str, str]]
) -> None:
    missing = [
        row["measure"]
        for row in gold
        if not any(_agrees(each, row) for each in statements)
    ]

    assert missing == []


def test_nothing_else_is_read(
    statements: list[Statement], gold: list[dict[str, str]]
) -> None:
    assert len(statements) == len(gold)
