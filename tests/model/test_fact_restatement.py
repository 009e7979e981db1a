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
