"""Shares are of a whole of the same measure, method, boundary and period."""

from decimal import Decimal

import pytest

from tests.model.printed import document, figure

ELECTRICITY = {"scope_text": None, "unit_text": "MWh"}


@pytest.fixture
def shares(model):
    """What part of which whole each amount is."""

    def shares(*figures):
        rows_of = model(raw_document=[document()], raw_figure=list(figures))
        return {
            (row["metric_kind"], row["scope"], row["whole_scope"]): row["share_pct"]
            for row in rows_of("from metric_share")
        }

    return shares


def test_scopes_are_shares_of_the_total_of_their_method(shares):
    assert shares(
        figure("10"),
        figure("30", scope_text="2 location-based"),
        figure("20", scope_text="2 market-based"),
        figure("60", scope_text="3"),
    ) == {
        ("share_of_total", "scope_1", "scope_1_2_3_location"): 10,
        ("share_of_total", "scope_2_location", "scope_1_2_3_location"): 30,
        ("share_of_total", "scope_3", "scope_1_2_3_location"): 60,
        ("share_of_total", "scope_1", "scope_1_2_3_market"): Decimal("11.1111"),
        ("share_of_total", "scope_2_market", "scope_1_2_3_market"): Decimal("22.2222"),
        ("share_of_total", "scope_3", "scope_1_2_3_market"): Decimal("66.6667"),
    }


def test_a_category_is_a_share_of_scope_3(shares):
    assert shares(
        figure("60", scope_text="3"), figure("15", scope_text="3 category 11")
    ) == {("share_of_scope_3", "scope_3_category_11", "scope_3"): 25}


def test_reductions_are_a_share_of_the_gross_emissions_of_either_method(shares):
    found = shares(
        figure("50", scope_text="1+2", measure_text="emission_reductions"),
        figure("200", scope_text="1+2 market-based"),
        figure("250", scope_text="1+2 location-based"),
        figure("10", scope_text="3"),
    )

    assert (
        found["share_of_emissions", "scope_1_2_unspecified", "scope_1_2_market"] == 25
    )
    assert (
        found["share_of_emissions", "scope_1_2_unspecified", "scope_1_2_location"] == 20
    )


def test_clean_electricity_is_a_share_of_all(shares):
    assert shares(
        figure("39", measure_text="clean_electricity_consumption", **ELECTRICITY),
        figure("100", measure_text="electricity_consumption", **ELECTRICITY),
    ) == {("share_of_electricity", "not_applicable", "not_applicable"): 39}


@pytest.mark.parametrize(
    "other",
    [
        {"period_text": "FY2023"},
        {"org_unit_text": "Cloud"},
        {"boundary_text": "equity share"},
    ],
)
def test_nothing_is_a_share_of_something_else(shares, other):
    assert (
        shares(
            figure("15", scope_text="3 category 11", **other),
            figure("60", scope_text="3"),
        )
        == {}
    )
