"""fact_restatement holds what a source changed, and not what it rounded."""

from decimal import Decimal

import pytest

from tests.model.printed import document, figure


@pytest.fixture
def restatements(model):
    """What the second of two documents of one issuer restates."""

    def restatements(first, second, kind="issuer_report"):
        rows_of = model(
            raw_document=[
                document("first", published_text="2024", source_kind=kind),
                document("second", published_text="2025", source_kind=kind),
            ],
            raw_figure=[
                figure(document_id="first", **first),
                figure(document_id="second", **second),
            ],
        )
        return rows_of("from fact_restatement")

    return restatements


def test_a_changed_figure_is_a_restatement(restatements):
    [row] = restatements(
        {"value": "71.27", "unit_text": "million tons"},
        {"value": "70.74", "unit_text": "million tons"},
    )

    assert (row["prior_amount"], row["amount"]) == (71270000, 70740000)
    assert (row["difference"], row["difference_pct"]) == (-530000, Decimal("-0.7437"))
    assert (row["prior_document_id"], row["document_id"]) == ("first", "second")


@pytest.mark.parametrize(
    "second",
    [
        {"value": "71270123"},
        {"value": "70.74", "unit_text": "million tons", "boundary_text": "equity"},
        {"value": "70.74", "unit_text": "million tons", "scope_text": "2"},
        {"value": "70.74", "unit_text": "million tons", "period_text": "FY2023"},
    ],
    ids=["more digits", "another boundary", "another scope", "another year"],
)
def test_what_is_only_stated_otherwise_is_none(restatements, second):
    assert restatements({"value": "71.27", "unit_text": "million tons"}, second) == []


def test_one_digit_more_or_less_is_a_change_and_not_a_rounding(restatements):
    [row] = restatements(
        {"value": "1.5", "unit_text": "million tons"},
        {"value": "1.4", "unit_text": "million tons"},
    )

    assert row["difference"] == -100000


def test_a_figure_whose_method_is_named_since_is_told_as_such(restatements):
    unit = {"unit_text": "million tons"}
    [row] = restatements(
        {"value": "1.5", "scope_text": "2", **unit},
        {"value": "1.4", "scope_text": "2 market-based", **unit},
    )

    assert (row["kind"], row["prior_scope"], row["scope"]) == (
        "method_stated_since",
        "scope_2_unspecified",
        "scope_2_market",
    )
    assert (row["prior_amount"], row["amount"]) == (1500000, 1400000)


def test_the_same_figure_with_its_method_named_is_no_restatement(restatements):
    assert (
        restatements(
            {"value": "1500", "scope_text": "2"},
            {"value": "1500", "scope_text": "2 market-based"},
        )
        == []
    )


def test_two_named_methods_are_no_restatement(restatements):
    assert (
        restatements(
            {"value": "1500", "scope_text": "2 location-based"},
            {"value": "900", "scope_text": "2 market-based"},
        )
        == []
    )


@pytest.mark.parametrize(("quotes", "count"), [("issuer", 1), (None, 0)])
def test_what_press_only_quotes_is_restated_by_the_issuer(model, quotes, count):
    rows_of = model(
        raw_document=[
            document(
                "press",
                source_kind="press",
                publisher="News",
                published_text="2023",
                quotes=quotes,
            ),
            document("report", published_text="2024"),
        ],
        raw_figure=[
            figure("71270000", document_id="press"),
            figure("70740000", document_id="report"),
        ],
    )

    assert len(rows_of("from fact_restatement")) == count
