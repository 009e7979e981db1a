"""Figures come out in their canonical unit, with what rounding allows."""

from decimal import Decimal

import pytest

from tests.model.printed import document, figure


@pytest.fixture
def figures(model):
    """The typed figures of some documents, in the order in which they are printed."""

    def figures(*printed, documents=("report",)):
        rows_of = model(
            raw_document=[document(name) for name in documents],
            raw_figure=list(printed),
        )
        return rows_of("from stg_figure order by ordinal")

    return figures


def test_the_rounding_interval_is_converted_with_the_amount(figures):
    [row] = figures(figure("468.1", unit_text="万吨"))

    assert (row["amount"], row["low"], row["high"]) == (4681000, 4680500, 4681500)
    assert row["canonical_unit"] == "tCO2e"


@pytest.mark.parametrize(
    ("value", "unit", "measure", "amount"),
    [
        ("1610000000", "千瓦时", "clean_electricity_traded", 1610000),
        ("5920.8", "万吨", "avoided_emissions", 59208000),
        ("53.9", "%", "clean_electricity_share", Decimal("53.9")),
        ("1.2", "ratio", "pue", Decimal("1.2")),
        ("182.16", "tce", "energy_consumption", Decimal("1482.96456")),
        ("80.8", "grams of CO2e per $", "ghg_intensity_revenue", Decimal("80.8")),
    ],
)
def test_every_quantity_has_one_unit(figures, value, unit, measure, amount):
    [row] = figures(figure(value, unit_text=unit, measure_text=measure))

    assert row["amount"] == amount


@pytest.mark.parametrize(
    ("unit", "measure", "state"),
    [
        ("tCO2e", "ghg_emissions_gross", "known"),
        ("barrels", "ghg_emissions_gross", "unknown"),
        (None, "ghg_emissions_gross", "missing"),
        ("MWh", "ghg_emissions_gross", "wrong_quantity"),
        ("tCO2e", "waste_total", "wrong_quantity"),
        ("mt CO2e", "ghg_emissions_gross", "undecided"),
        (None, "pue", "known"),
    ],
)
def test_the_state_of_a_unit_is_told(figures, unit, measure, state):
    [row] = figures(figure("5", unit_text=unit, measure_text=measure))

    assert row["unit_state"] == state


def test_a_dash_is_not_a_zero(figures):
    dash, zero = figures(
        figure(None, value_text="/", scope_text="2 location-based"), figure("0")
    )

    assert (dash["value_kind"], dash["amount"]) == ("not_disclosed", None)
    assert (zero["value_kind"], zero["amount"]) == ("zero", 0)


def test_a_deduction_is_an_amount_of_offsets(figures):
    [row] = figures(figure("-471400", measure_text="carbon_offsets"))

    assert row["amount"] == 471400
    assert row["low"] < row["amount"] < row["high"]


def test_a_negative_emission_stays_negative(figures):
    [row] = figures(figure("-5"))

    assert row["amount"] == -5


def test_a_copy_of_a_row_is_counted_as_a_copy(figures):
    words = {"locator": "table 1"}
    rows = figures(figure("7", **words), figure("7", **words), figure("8", **words))

    assert [row["occurrence"] for row in rows] == [1, 2, 1]


def test_rows_without_a_place_are_copies_all_the_same(figures):
    rows = figures(figure("7", locator="row 1"), figure("7", locator="row 2"))

    assert [row["occurrence"] for row in rows] == [1, 2]


def test_the_same_figure_on_another_page_is_no_copy(figures):
    rows = figures(
        figure("7", page="3", locator=None), figure("7", page="9", locator=None)
    )

    assert [row["occurrence"] for row in rows] == [1, 1]


def thousands(**changes):
    return figure(
        "927.000",
        alternative_value=927000,
        alternative_low=926999.5,
        alternative_high=927000.5,
        **changes,
    )


def test_an_ambiguous_separator_is_read_the_customary_way(figures):
    [row] = figures(thousands())

    assert (row["amount"], row["separator_decided_by"]) == (927, None)


def test_other_documents_show_how_a_separator_was_meant(figures):
    first, _ = figures(
        thousands(),
        figure("926779", document_id="other"),
        documents=("report", "other"),
    )

    assert (first["amount"], first["separator_decided_by"]) == (
        927000,
        "other documents",
    )


def test_what_is_impossible_shows_how_a_separator_was_meant(figures):
    [row] = figures(
        figure(
            "13249000000",
            alternative_value=13249000,
            alternative_low=13248500,
            alternative_high=13249500,
            unit_text="metric tons",
        )
    )

    assert (row["amount"], row["separator_decided_by"]) == (13249000, "limit")


def test_an_amount_too_large_to_hold_is_null_and_not_an_error(figures):
    [row] = figures(
        figure("999999999999999999", unit_text="billion tonnes")
        | {"value_low": 999999999999999999, "value_high": 999999999999999999}
    )

    assert (row["unit_state"], row["amount"]) == ("known", None)


def test_two_readings_of_a_separator_do_not_swap(figures):
    first, second = figures(
        figure(
            "9649",
            alternative_value=Decimal("9.649"),
            alternative_low=Decimal("9.6485"),
            alternative_high=Decimal("9.6495"),
        ),
        figure(
            "9.649",
            document_id="other",
            alternative_value=9649,
            alternative_low=Decimal("9648.5"),
            alternative_high=Decimal("9649.5"),
        ),
        documents=("report", "other"),
    )

    assert (first["amount"], second["amount"]) == (9649, 9649)
    assert first["separator_decided_by"] is None
    assert second["separator_decided_by"] == "other documents"


def test_bounds_are_cut_outwards(figures):
    [row] = figures(figure("6.688", unit_text="kg CO2e"))

    assert (row["low"], row["high"]) == (Decimal("0.006687"), Decimal("0.006689"))
