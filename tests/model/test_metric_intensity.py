"""Emissions per revenue, where a document prints the revenue of the same period."""

from decimal import Decimal

import pytest

from tests.model.printed import document, figure


@pytest.fixture
def intensities(model):
    """Emissions by revenue."""

    def intensities(*figures):
        rows_of = model(raw_document=[document()], raw_figure=list(figures))
        return rows_of("from metric_intensity")

    return intensities


def revenue(value, unit="million USD", **changes):
    return figure(
        value, measure_text="revenue", scope_text=None, unit_text=unit, **changes
    )


def test_emissions_are_divided_by_the_revenue_of_the_same_year(intensities):
    [row] = intensities(
        figure("5000"), revenue("2", "billion USD"), revenue("9", period_text="FY2023")
    )

    assert (row["amount"], row["unit"]) == (Decimal("2.5"), "tCO2e/million USD")
    assert row["low"] < row["amount"] < row["high"]
    assert len(row["figure_ids"]) == 2


def test_each_currency_has_an_intensity_of_its_own(intensities):
    rows = intensities(figure("5000"), revenue("1000"), revenue("500", "million EUR"))

    assert {row["unit"]: row["amount"] for row in rows} == {
        "tCO2e/million USD": 5,
        "tCO2e/million EUR": 10,
    }


@pytest.mark.parametrize(
    "other",
    [revenue("0"), revenue("9", period_text="2024H1"), revenue("9", org_unit_text="X")],
    ids=["nil", "half a year", "another part"],
)
def test_without_revenue_of_the_same_there_is_none(intensities, other):
    assert intensities(figure("5000"), other) == []
