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
