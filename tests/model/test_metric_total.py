"""Totals: what was printed, what the parts add up to, and whether they agree."""

from decimal import Decimal

import pytest

from tests.model.printed import document, figure

NET = {"measure_text": "ghg_emissions_net"}


@pytest.fixture
def totals(model):
    """The totals of one company and year, by measure and scope."""

    def totals(*figures):
        rows_of = model(raw_document=[document()], raw_figure=list(figures))
        return {
            (row["measure"], row["scope"]): row
            for row in rows_of("from metric_total where is_level")
        }

    return totals


def amounts(row):
    return row["reported_tco2e"], row["computed_tco2e"], row["verdict"]


def test_a_printed_total_agrees_with_its_parts_within_rounding(totals):
    found = totals(
        figure("717096", scope_text="1", **NET),
        figure("3732075", scope_text="2 market-based", **NET),
        figure("4.449", scope_text="1+2 market-based", unit_text="million tons", **NET),
    )

    row = found["ghg_emissions_net", "scope_1_2_market"]
    assert amounts(row) == (4449000, 4449171, "agrees")
    assert row["amount_tco2e"] == 4449171
    assert row["difference_tco2e"] == -171


def test_a_total_that_misses_its_parts_disagrees_and_keeps_the_print(totals):
    found = totals(
        figure("304144", scope_text="1"),
        figure("890400", scope_text="2 location-based"),
        figure("4363071", scope_text="3"),
        figure("5577615", scope_text="1+2+3 location-based"),
    )

    row = found["ghg_emissions_gross", "scope_1_2_3_location"]
    assert amounts(row) == (5577615, 5557615, "disagrees")
    assert (row["amount_tco2e"], row["difference_tco2e"]) == (5577615, 20000)


def test_a_rounded_part_is_no_disagreement(totals):
    found = totals(
        figure("464.449", scope_text="1"),
        figure("0", scope_text="2 market-based"),
        figure("464.450", scope_text="1+2 market-based"),
    )

    row = found["ghg_emissions_gross", "scope_1_2_market"]
    assert row["verdict"] == "agrees"


def test_a_total_that_nobody_printed_is_computed(totals):
    found = totals(
        figure("10", scope_text="1"), figure("20", scope_text="2 location-based")
    )

    row = found["ghg_emissions_gross", "scope_1_2_location"]
    assert amounts(row) == (None, 30, "computed_only")
    assert len(row["figure_ids"]) == 2


def test_a_total_without_its_parts_is_only_reported(totals):
    found = totals(figure("30", scope_text="1+2"), figure("10", scope_text="1"))

    row = found["ghg_emissions_gross", "scope_1_2_unspecified"]
    assert amounts(row) == (30, None, "reported_only")


def test_location_and_market_are_never_added(totals):
    found = totals(
        figure("10", scope_text="1"),
        figure("20", scope_text="2 location-based"),
        figure("5", scope_text="2 market-based"),
    )

    assert {scope: row["amount_tco2e"] for (_, scope), row in found.items()} == {
        "scope_1_2_location": 30,
        "scope_1_2_market": 15,
    }


def test_a_total_without_a_method_is_checked_against_the_method_that_fits(totals):
    found = totals(
        figure("10", scope_text="1"),
        figure("20", scope_text="2 location-based"),
        figure("5", scope_text="2 market-based"),
        figure("30", scope_text="1+2"),
    )

    row = found["ghg_emissions_gross", "scope_1_2_unspecified"]
    assert amounts(row) == (30, 30, "agrees")
    assert "location" in row["computed_by"]


def test_gross_less_offsets_is_net_to_the_tonne(totals):
    found = totals(
        figure("12316292", scope_text="1+2+3 market-based"),
        figure("243663", scope_text="1+2+3", measure_text="carbon_offsets"),
        figure("12072629", scope_text="1+2+3 market-based", **NET),
    )

    row = found["ghg_emissions_net", "scope_1_2_3_market"]
    assert amounts(row) == (12072629, 12072629, "agrees")
    assert row["computed_by"] == "Gross less offsets"


def test_offsets_printed_as_a_deduction_are_subtracted_once(totals):
    found = totals(
        figure("16000", scope_text="1+2+3"),
        figure("-1500", scope_text=None, measure_text="carbon_offsets"),
    )

    row = found["ghg_emissions_net", "scope_1_2_3_unspecified"]
    assert row["computed_tco2e"] == 14500


def test_no_offsets_at_all_are_none_of_any_scope(totals):
    found = totals(
        figure("926779", scope_text="1"),
        figure("4445238", scope_text="2 market-based"),
        figure("0", scope_text="1+2+3", measure_text="carbon_offsets"),
    )

    row = found["ghg_emissions_net", "scope_1_2_market"]
    assert amounts(row) == (None, 5372017, "computed_only")


def test_offsets_that_are_not_disclosed_are_not_nil(totals):
    found = totals(
        figure("926779", scope_text="1"),
        figure("4445238", scope_text="2 market-based"),
        figure(None, value_text="/", scope_text="1+2+3", measure_text="carbon_offsets"),
    )

    assert ("ghg_emissions_net", "scope_1_2_market") not in found


def test_what_lies_in_two_boundaries_is_not_added(totals):
    found = totals(
        figure("10", scope_text="1", boundary_text="equity share"),
        figure("20", scope_text="2", boundary_text="operational control"),
    )

    assert found == {}


def test_a_break_in_a_part_is_a_break_in_the_total(totals):
    found = totals(
        figure("10", scope_text="1", series_break_text="better data"),
        figure("20", scope_text="2"),
    )

    assert found["ghg_emissions_gross", "scope_1_2_unspecified"]["is_series_break"]


def test_the_rounding_of_parts_adds_up(totals):
    found = totals(figure("1.5", scope_text="1"), figure("2.5", scope_text="2"))

    row = found["ghg_emissions_gross", "scope_1_2_unspecified"]
    assert (row["low_tco2e"], row["high_tco2e"]) == (Decimal("3.9"), Decimal("4.1"))


CLOUD, LOGISTICS = {"org_unit_text": "Alibaba Cloud"}, {"org_unit_text": "Cainiao"}


@pytest.fixture
def checks(model):
    """What every way of adding up says of the totals of Alibaba and its segments."""

    def checks(*figures):
        rows_of = model(
            raw_document=[document(company_text="Alibaba")], raw_figure=list(figures)
        )
        return {
            (row["measure"], row["scope"], row["total_of"]): row
            for row in rows_of("from metric_total")
        }

    return checks


def categories(count, amount="10"):
    return [
        figure(amount, scope_text=f"3 category {number}")
        for number in range(1, count + 1)
    ]


def test_fewer_categories_than_there_may_be_are_incomplete(checks):
    found = checks(figure("50", scope_text="3"), *categories(3))

    row = found["ghg_emissions_gross", "scope_3", "categories"]
    assert (row["verdict"], row["missing_tco2e"]) == ("incomplete", 18)
    assert row["finding"] == (
        "The parts that are stated are 20 tCO2e short of the printed total."
    )


def test_categories_that_exceed_the_printed_total_disagree(checks):
    found = checks(figure("20", scope_text="3"), *categories(3))

    row = found["ghg_emissions_gross", "scope_3", "categories"]
    assert (row["verdict"], row["difference_tco2e"]) == ("disagrees", -10)
    assert row["missing_tco2e"] == -8


def test_all_fifteen_categories_make_scope_3(checks):
    found = checks(*categories(15))

    row = found["ghg_emissions_gross", "scope_3", "categories"]
    assert (row["amount_tco2e"], row["verdict"]) == (150, "computed_only")


def test_categories_that_do_not_apply_complete_the_others(checks):
    missing = [
        figure(None, value_text="n/a", value_kind="not_applicable", scope_text=scope)
        for scope in ("3 category 14", "3 category 15")
    ]
    found = checks(figure("150", scope_text="3"), *categories(13), *missing)

    row = found["ghg_emissions_gross", "scope_3", "categories"]
    assert (row["verdict"], row["missing_tco2e"]) == ("disagrees", Decimal("13"))


def test_segments_are_held_against_the_group(checks):
    found = checks(figure("100"), figure("60", **CLOUD), figure("30", **LOGISTICS))

    row = found["ghg_emissions_gross", "scope_1", "org_units"]
    assert (row["org_unit_id"], row["computed_tco2e"]) == ("group", 90)
    assert (row["verdict"], row["is_level"]) == ("incomplete", False)


def test_segments_that_exceed_the_group_disagree(checks):
    found = checks(figure("80"), figure("60", **CLOUD), figure("30", **LOGISTICS))

    assert found["ghg_emissions_gross", "scope_1", "org_units"]["verdict"] == (
        "disagrees"
    )


def test_a_missing_amount_is_what_rounding_does_not_explain(totals):
    found = totals(
        figure("10", scope_text="1"),
        figure("20", scope_text="2"),
        figure("40", scope_text="1+2"),
    )

    row = found["ghg_emissions_gross", "scope_1_2_unspecified"]
    # 39.5 less 30 + 2 * 0.5
    assert (row["difference_tco2e"], row["missing_tco2e"]) == (10, Decimal("8.5"))
    assert "10 tCO2e more" in row["finding"]


def test_a_total_of_both_methods_is_double_counted(checks):
    found = checks(
        figure("10", scope_text="1"),
        figure("20", scope_text="2 location-based"),
        figure("5", scope_text="2 market-based"),
        figure("35", scope_text="1+2"),
    )

    row = found["ghg_emissions_gross", "scope_1_2_unspecified", "scopes"]
    assert (row["verdict"], row["is_level"]) == ("double_counted", False)
