"""Growth is compounded over the years that compare."""

from decimal import Decimal

import pytest

from tests.model.printed import document, figure


@pytest.fixture
def growth(model):
    """The compound annual change of one series, by year."""

    def growth(amounts, **changes):
        rows_of = model(
            raw_document=[document()],
            raw_figure=[
                figure(amount, period_text=f"FY{year}", **changes)
                | ({"series_break_text": "more sites"} if breaks else {})
                for year, amount, breaks in amounts
            ],
        )
        return rows_of("from metric_growth")

    return growth


def test_it_is_what_leads_from_the_first_to_the_latest(growth):
    [row] = growth([(2021, "1000", False), (2022, "900", False), (2024, "1331", False)])

    assert (row["base_fiscal_year"], row["fiscal_year"], row["year_count"]) == (
        2021,
        2024,
        3,
    )
    assert row["compound_change_pct"] == Decimal("10.0000")
    low, high = row["compound_change_pct_low"], row["compound_change_pct_high"]
    assert low < 10 < high
    assert len(row["figure_ids"]) == 2


def test_years_before_a_break_do_not_compare(growth):
    [row] = growth(
        [
            (2020, "1000", False),
            (2021, "1000", False),
            (2022, "500", True),
            (2024, "605", False),
        ]
    )

    assert (row["base_fiscal_year"], row["compound_change_pct"]) == (2022, 10)


@pytest.mark.parametrize(
    ("amounts", "changes"),
    [
        ([(2023, "10", False), (2024, "20", False)], {}),
        ([(2022, "10", False), (2023, "20", False), (2024, "20", True)], {}),
        ([(2022, "0", False), (2024, "20", False)], {}),
        (
            [(2022, "10", False), (2024, "20", False)],
            {"measure_text": "clean_electricity_share", "unit_text": "%"},
        ),
    ],
    ids=["one year", "a break at the end", "from nothing", "a share"],
)
def test_where_nothing_compounds_there_is_none(growth, amounts, changes):
    assert growth(amounts, **changes) == []
