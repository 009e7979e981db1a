"""Progress to a target is told where its base is known, and a gap named where not."""

from decimal import Decimal

from tests.model.printed import document, figure

TARGET = {
    "measure_text": "target_emission_reduction",
    "unit_text": "%",
    "period_text": "2030",
}


def progress(model, *figures):
    rows_of = model(raw_document=[document()], raw_figure=list(figures))
    [row] = rows_of("from metric_target_progress")
    return row


def test_a_reduction_is_measured_from_its_base_year(model):
    row = progress(
        model,
        figure("50", basis_text="since 2020", **TARGET),
        figure("100", period_text="FY2020"),
        figure("70", period_text="FY2024"),
    )

    assert (row["progress_pct"], row["required_pct"], row["is_on_track"]) == (
        60,
        40,
        True,
    )


def test_a_cumulative_target_adds_the_years_up(model):
    row = progress(
        model,
        figure(
            "1.5",
            measure_text="target_cumulative_avoided_emissions",
            unit_text="gigatons",
            period_text="2035",
            basis_text="over 15 years",
            scope_text="3+",
        ),
        *[
            figure(
                amount,
                measure_text="avoided_emissions",
                scope_text="3+",
                unit_text="million tons",
                period_text=year,
            )
            for amount, year in [("100", "FY2023"), ("200", "FY2024")]
        ],
    )

    assert (row["base_fiscal_year"], row["latest_amount"]) == (2020, 300000000)
    assert (row["progress_pct"], row["is_on_track"]) == (Decimal(20), False)


def test_without_the_base_years_figure_there_is_no_telling(model):
    row = progress(model, figure("50", basis_text="since 2020", **TARGET), figure("70"))

    assert (row["progress_pct"], row["gap"]) == (None, "no figure of the base year")


def test_a_target_says_what_is_left_and_at_which_pace(model):
    row = progress(
        model,
        figure("50", basis_text="since 2020", **TARGET),
        figure("1000", period_text="FY2020"),
        figure("700", period_text="FY2024"),
    )

    assert (row["aimed_amount"], row["distance_to_target"]) == (500, 200)
    assert row["achieved_annual_change"] == -75
    assert row["required_annual_change"] == Decimal("-33.333333")


def test_a_target_without_a_method_is_held_against_the_one_that_goes_on_longest(model):
    row = progress(
        model,
        figure("50", basis_text="since 2020", scope_text="1+2", **TARGET),
        figure("100", period_text="FY2020", scope_text="1+2 market-based"),
        figure("80", period_text="FY2024", scope_text="1+2 market-based"),
        figure("90", period_text="FY2023", scope_text="1+2"),
    )

    assert (row["measured_scope"], row["latest_fiscal_year"]) == (
        "scope_1_2_market",
        2024,
    )
    assert row["progress_pct"] == 40


def test_a_neutrality_target_aims_at_nothing(model):
    row = progress(
        model,
        figure(
            "2030",
            measure_text="target_net_zero",
            unit_text="year",
            period_text="2030",
            scope_text="1",
            basis_text="against 2020",
        ),
        figure("100", period_text="FY2020", measure_text="ghg_emissions_net"),
        figure("60", period_text="FY2024", measure_text="ghg_emissions_net"),
    )

    assert (row["aimed_amount"], row["progress_pct"]) == (0, 40)
    assert row["required_annual_change"] == -10


def test_a_level_is_aimed_at_from_below(model):
    row = progress(
        model,
        figure(
            "100",
            measure_text="target_clean_electricity_share",
            unit_text="%",
            period_text="2030",
        ),
        figure("40", measure_text="clean_electricity_share", unit_text="%"),
    )

    assert (row["distance_to_target"], row["required_annual_change"]) == (60, 10)
    assert row["gap"] == "no base year stated"
