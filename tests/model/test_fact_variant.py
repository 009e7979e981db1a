"""Statements that differ without a restatement are told apart by why they differ."""

from decimal import Decimal

import pytest

from tests.model.printed import document, figure


@pytest.fixture
def variants(model):
    """What differs between two documents, or within one."""

    def variants(*figures, documents=(("a", {}), ("b", {"published_text": "2026"}))):
        rows_of = model(
            raw_document=[document(name, **changes) for name, changes in documents],
            raw_figure=list(figures),
        )
        return rows_of("from fact_variant order by kind, amount")

    return variants


def told(row):
    return row["kind"], row["amount"], row["compared_amount"]


def test_more_digits_are_another_precision(variants):
    [row] = variants(
        figure("33.34", document_id="a", unit_text="million tons"),
        figure("33338000", document_id="b"),
    )

    assert told(row) == ("precision", 33340000, 33338000)


def test_another_source_that_disagrees_is_another_channel(variants):
    [row] = variants(
        figure("507000", document_id="a", scope_text="3"),
        figure("13352000", document_id="b", scope_text="3"),
        documents=(
            ("a", {}),
            ("b", {"source_kind": "regulatory_filing", "publisher": "CDP"}),
        ),
    )

    assert told(row) == ("channel", 13352000, 507000)
    assert row["difference_pct"] == Decimal("2533.5306")


def test_a_restatement_is_no_variant(variants):
    assert (
        variants(figure("100", document_id="a"), figure("200", document_id="b")) == []
    )


def test_two_boundaries_of_one_thing_are_compared(variants):
    [row] = variants(
        figure("60", document_id="a", boundary_text="operational control"),
        figure("91", document_id="a", boundary_text="equity share"),
    )

    assert row["kind"] == "boundary"
    assert {row["boundary"], row["compared_boundary"]} == {
        "operational_control",
        "equity_share",
    }
    assert abs(row["difference"]) == 31


def test_two_methods_of_one_thing_are_compared(variants):
    [row] = variants(
        figure("20", document_id="a", scope_text="2 location-based"),
        figure("5", document_id="a", scope_text="2 market-based"),
    )

    assert told(row) == ("method", 5, 20)
    assert (row["scope"], row["compared_scope"]) == (
        "scope_2_market",
        "scope_2_location",
    )


@pytest.mark.parametrize(
    "other",
    [
        {"scope_text": "2"},
        {"period_text": "FY2023"},
        {"measure_text": "ghg_emissions_net"},
        {"org_unit_text": "Cloud"},
    ],
    ids=lambda other: " ".join(other.values()),
)
def test_different_things_are_not_variants_of_each_other(variants, other):
    assert (
        variants(figure("1", document_id="a", **other), figure("5", document_id="a"))
        == []
    )


def test_the_same_number_without_its_method_is_told_as_such(variants):
    [row] = variants(
        figure("13249439", document_id="a", scope_text="1+2+3 market-based"),
        figure("13.249", document_id="b", scope_text="1+2+3", unit_text="million tons"),
    )

    assert told(row) == ("unnamed_method", 13249000, 13249439)
    assert row["compared_scope"] == "scope_1_2_3_market"


def test_equal_amounts_of_two_methods_do_not_differ(variants):
    assert (
        variants(
            figure("20", document_id="a", scope_text="2 location-based"),
            figure("20", document_id="a", scope_text="2 market-based"),
        )
        == []
    )
