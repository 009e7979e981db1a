"""Intensities by their labels: emissions over employees, floor area or revenue."""

import pytest

from pipelines.ingest.understanding.intensities import find_intensity
from pipelines.ingest.understanding.mentions import plain

PER_REVENUE = "ghg_intensity_revenue"
PER_EMPLOYEE = "ghg_intensity_per_employee"
PER_AREA = "ghg_intensity_per_area"


@pytest.mark.parametrize(
    ("printed", "measure", "unit"),
    [
        ("GHG intensity (t CO2e per employee)", PER_EMPLOYEE, "tCO2e/employee"),
        ("Emissions intensity (tCO2e/FTE)", PER_EMPLOYEE, "tCO2e/employee"),
        ("Scope 1 (tCO2e/€ million)", PER_REVENUE, "tCO2e/million EUR"),
        ("Carbon intensity, kg CO2e/m2", PER_AREA, "kgCO2e/m2"),
    ],
)
def test_a_label_names_the_intensity_and_its_unit(
    printed: str, measure: str, unit: str
) -> None:
    assert find_intensity(plain(printed)) == (measure, unit)


@pytest.mark.parametrize(
    "printed",
    [
        "kg CO2e per tonne of product",
        "Energy intensity (MWh per employee)",
        "Carbon intensity",
        "kg CO2e per million EUR",
        "Scope 1 (t CO2e)",
    ],
)
def test_an_unknown_divisor_or_unit_is_left_out(printed: str) -> None:
    assert find_intensity(plain(printed)) is None
