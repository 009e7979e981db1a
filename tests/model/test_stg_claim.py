"""By how much, of what kind, and since when: a change is typed, and its unit known."""

from decimal import Decimal

import pytest

from tests.model.printed import claim, document, figure


@pytest.fixture
def staged(model):
    """Stage one claim, beside some figures."""

    def staged(stated, *figures):
        rows_of = model(
            raw_document=[document()], raw_figure=list(figures), raw_claim=[stated]
        )
        [row] = rows_of("from stg_claim")
        return row

    return staged


def typed(row):
    return row["change_kind"], row["change"], row["change_unit"]


@pytest.mark.parametrize(
    ("unit", "kind"),
    [
        ("%", "relative"),
        ("Prozent", "relative"),
        ("percentage points", "percentage_points"),
        ("个百分点", "percentage_points"),
        ("barrels", "unknown"),
        (None, "unknown"),
    ],
)
def test_the_unit_tells_the_kind_of_a_change(staged, unit, kind):
    row = staged(claim("5", change_unit_text=unit))

    assert typed(row) == (kind, 5, None)


def test_a_change_in_a_unit_of_the_measure_is_absolute_and_converted(staged):
    row = staged(claim("-2.4", change_unit_text="thousand tonnes CO2e"))

    assert typed(row) == ("absolute", -2400, "tCO2e")
    assert (row["change_low"], row["change_high"]) == (-2450, -2350)


def test_a_change_of_a_ratio_needs_no_unit(staged):
    row = staged(
        claim("-0.4", measure_text="pue", scope_text=None, change_unit_text=None)
    )

    assert typed(row) == ("absolute", Decimal("-0.4"), "ratio")


def test_an_ambiguous_unit_is_read_as_the_figures_in_it_are(staged):
    row = staged(
        claim("30", change_unit_text="MtCO2e"),
        figure("13249439", unit_text="MtCO2e", scope_text="1+2+3"),
    )

    assert typed(row) == ("absolute", 30, "tCO2e")


def test_an_ambiguous_unit_without_figures_is_read_in_the_customary_way(staged):
    row = staged(claim("3", change_unit_text="MtCO2e"))

    assert typed(row) == ("absolute", 3_000_000, "tCO2e")


def test_a_unit_of_another_quantity_makes_no_change(staged):
    assert staged(claim("3", change_unit_text="MWh"))["change_kind"] == "unknown"


def test_terms_of_a_claim_win_over_its_words(staged):
    row = staged(
        claim(
            measure_text="progress",
            measure_term="emission_reductions",
            scope_text=None,
            scope_term="scope_1_2_unspecified",
            period_text="over the year",
            period_term="year before",
        )
    )

    assert (row["measure"], row["scope"], row["fiscal_year"]) == (
        "emission_reductions",
        "scope_1_2_unspecified",
        2023,
    )
