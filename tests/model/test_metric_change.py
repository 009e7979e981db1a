"""Changes are between adjoining periods of equal length of the same thing."""

from decimal import Decimal

import pytest

from tests.model.printed import document, figure


@pytest.fixture
def changes(model):
    """Every change that the figures allow."""

    def changes(*figures):
        rows_of = model(raw_document=[document()], raw_figure=list(figures))
        return rows_of("from metric_change where vintage = 'latest' order by all")

    return changes


def test_a_reduction_that_grew_is_a_change_of_the_reduction(changes):
    [row] = changes(
        figure("1419000", measure_text="emission_reductions", period_text="FY2023"),
        figure("2320000", measure_text="emission_reductions"),
    )

    assert (row["measure"], row["fiscal_year"], row["prior_fiscal_year"]) == (
        "emission_reductions",
        2024,
        2023,
    )
    assert row["change_amount"] == 901000
    assert row["change_pct"] == Decimal("63.4954")


def test_the_interval_holds_all_that_rounding_allows(changes):
    [row] = changes(
        figure("1.4", unit_text="million tons", period_text="FY2023"),
        figure("2.3", unit_text="million tons"),
    )

    # 2.25 / 1.45 and 2.35 / 1.35
    assert (row["change_pct_low"], row["change_pct_high"]) == (
        Decimal("55.1724"),
        Decimal("74.0741"),
    )


def test_a_share_changes_in_points_and_in_percent(changes):
    [row] = changes(
        figure(
            "20",
            measure_text="clean_electricity_share",
            unit_text="%",
            period_text="FY2023",
        ),
        figure("25", measure_text="clean_electricity_share", unit_text="%"),
    )

    assert (row["change_amount"], row["change_pct"]) == (5, 25)


@pytest.mark.parametrize(
    "other",
    [
        {"period_text": "FY2022"},
        {"period_text": "2023H2"},
        {"period_text": "FY2023", "scope_text": "2"},
        {"period_text": "FY2023", "org_unit_text": "Cloud"},
        {"period_text": "FY2023", "boundary_text": "equity share"},
        {"period_text": "FY2023", "measure_text": "ghg_emissions_net"},
        {"period_text": "as of 2023-12-31"},
    ],
    ids=lambda other: " ".join(other.values()),
)
def test_nothing_is_compared_with_something_else(changes, other):
    assert changes(figure("10", **other), figure("20")) == []


def test_a_calendar_year_does_not_adjoin_a_march_year(model):
    rows_of = model(
        raw_document=[document(company_text="Alibaba Group")],
        raw_figure=[
            figure("10", period_text="CY2020"),
            figure("20", period_text="FY2021"),
            figure("30", period_text="FY2022"),
        ],
    )

    assert [
        (row["fiscal_year"], row["prior_amount"])
        for row in rows_of("from metric_change where vintage = 'latest'")
    ] == [(2022, 20)]


def test_calendar_and_march_years_of_one_measure_are_two_series_of_changes(model):
    periods = ["CY2020", "FY2021", "CY2021", "FY2022"]
    rows_of = model(
        raw_document=[document(company_text="Alibaba Group")],
        raw_figure=[
            figure(str(10 * place), period_text=period)
            for place, period in enumerate(periods, start=1)
        ],
    )

    for vintage in ("latest", "one_document"):
        assert [
            (row["amount"], row["prior_amount"])
            for row in rows_of(
                f"from metric_change where vintage = '{vintage}' order by amount"
            )
        ] == [(30, 10), (40, 20)]


def test_a_year_has_one_change_though_two_periods_end_before_it(model):
    dated = {"period_text": None, "period_end_text": "2023-12-31"}
    rows_of = model(
        raw_document=[document()],
        raw_figure=[
            figure("10", **dated, period_start_text="2023-01-02"),
            figure("20", **dated, period_start_text="2023-01-01"),
            figure("30"),
        ],
    )

    for vintage in ("latest", "one_document"):
        changes = rows_of(f"from metric_change where vintage = '{vintage}'")
        assert len(changes) == 1
    assert [
        row["prior_amount"]
        for row in rows_of("from metric_change where vintage = 'latest'")
    ] == [20]


def test_a_break_in_the_series_is_shown_on_the_change(changes):
    [row] = changes(
        figure("10", period_text="FY2023"),
        figure("20", series_break_text="more sites than before"),
    )

    assert row["is_series_break"]


def test_a_change_from_nothing_has_no_percentage(changes):
    [row] = changes(figure("0", period_text="FY2023"), figure("20"))

    assert (row["change_amount"], row["change_pct"]) == (20, None)


def test_what_is_not_disclosed_has_no_change(changes):
    assert (
        changes(figure(None, value_text="/", period_text="FY2023"), figure("20")) == []
    )


def test_one_document_compares_like_for_like(model):
    rows_of = model(
        raw_document=[
            document("first", published_text="2024"),
            document("second", published_text="2025"),
        ],
        raw_figure=[
            figure("100", period_text="FY2023", document_id="first"),
            figure("110", document_id="first"),
            figure("120", document_id="second"),
        ],
    )

    assert [
        (row["vintage"], row["prior_amount"], row["amount"], row["is_like_for_like"])
        for row in rows_of("from metric_change order by vintage")
    ] == [
        ("latest", 100, 120, False),
        ("one_document", 100, 110, True),
    ]


def test_the_latest_document_that_states_both_years_counts(model):
    rows_of = model(
        raw_document=[
            document("first", published_text="2024"),
            document("second", published_text="2025"),
        ],
        raw_figure=[
            figure(value, period_text=year, document_id=name)
            for name, year, value in [
                ("first", "FY2023", "100"),
                ("first", "FY2024", "110"),
                ("second", "FY2023", "105"),
                ("second", "FY2024", "116"),
            ]
        ],
    )

    [row] = rows_of("from metric_change where vintage = 'one_document'")
    assert (row["document_id"], row["prior_amount"], row["amount"]) == (
        "second",
        105,
        116,
    )


def test_a_total_computed_from_one_document_is_like_for_like(model):
    rows_of = model(
        raw_document=[document()],
        raw_figure=[
            figure(value, period_text=year, scope_text=scope)
            for scope, year, value in [
                ("1", "FY2023", "10"),
                ("2", "FY2023", "20"),
                ("1", "FY2024", "15"),
                ("2", "FY2024", "30"),
            ]
        ],
    )

    [row] = rows_of(
        "from metric_change where vintage = 'one_document' "
        "and scope = 'scope_1_2_unspecified'"
    )
    assert (row["change_amount"], row["document_id"]) == (15, "report")


def test_a_break_of_a_part_shows_on_the_printed_total_in_either_vintage(model):
    rows_of = model(
        raw_document=[document()],
        raw_figure=[
            figure("10", period_text="FY2023"),
            figure("20", series_break_text="better data"),
            figure("5", scope_text="2"),
            figure("15", period_text="FY2023", scope_text="1+2"),
            figure("25", scope_text="1+2"),
        ],
    )

    assert [
        row["is_series_break"]
        for row in rows_of("from metric_change where scope = 'scope_1_2_unspecified'")
    ] == [True, True]
