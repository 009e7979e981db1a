"""Each fact says which statement was chosen, and why; the losers are one join away."""

from decimal import Decimal

import pytest

from tests.model.printed import document, figure

EARLY = {"published_text": "2024"}
LATE = {"published_text": "2025"}
PRESS = {"source_kind": "press", "publisher": "News", "published_text": "2026"}


@pytest.fixture
def choose(model):
    """Choose between the statements of two documents."""

    def choose(first, second, *figures):
        rows_of = model(
            raw_document=[document("a", **first), document("b", **second)],
            raw_figure=list(figures),
        )
        [row] = rows_of("from fact_best_figure")
        losers = rows_of(
            "select figures.amount from fact_figure as figures "
            "inner join fact_best_figure as best on figures.fact_id = best.fact_id "
            "where figures.figure_id <> best.figure_id order by all"
        )
        return row, [each["amount"] for each in losers]

    return choose


@pytest.mark.parametrize(
    ("first", "second", "values", "chosen", "choice"),
    [
        (EARLY, LATE, ("100", None), 100, "only_statement"),
        (EARLY, PRESS, ("100", "200"), 100, "source"),
        (EARLY, LATE, ("100", "200"), 200, "vintage"),
        (EARLY, LATE, ("100.4", "100"), "100.4", "precision"),
        (EARLY, LATE, ("100", "100"), 100, "agreement"),
        (LATE, LATE, ("100", "200"), None, "conflict"),
    ],
)
def test_the_choice_says_what_decided_it(choose, first, second, values, chosen, choice):
    documents = ("a", "b")
    row, losers = choose(
        first,
        second,
        *[
            figure(value, document_id=name)
            for name, value in zip(documents, values, strict=True)
            if value
        ],
    )

    assert row["choice"] == choice
    assert row["choice_reason"].endswith(".")
    if chosen is not None:
        assert row["amount"] == Decimal(chosen)
    assert len(losers) == row["statement_count"] - 1


def test_a_printed_unit_decides_between_statements_of_one_document(choose):
    row, losers = choose(
        EARLY,
        LATE,
        figure("708900", document_id="a", unit_text="Tons CO2e"),
        figure("642287", document_id="a", unit_text="metric tons"),
    )

    assert (row["amount"], row["choice"]) == (642287, "printed_unit")
    assert len(losers) == 1


def test_the_facts_carry_the_choice(model):
    rows_of = model(raw_document=[document()], raw_figure=[figure("5")])

    [fact] = rows_of("from fact_emissions")
    [best] = rows_of("from fact_best_figure")
    assert fact["choice"] == "only_statement"
    assert fact["fact_id"] == best["fact_id"]
