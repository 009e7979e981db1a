"""What is measured, in printed words: reductions and offsets are not emissions."""

import pytest

from pipelines.ingest.understanding.measures import find_measures, measures_quantity
from pipelines.ingest.understanding.mentions import plain


@pytest.mark.parametrize(
    ("printed", "measure"),
    [
        ("Total GHG emissions", "ghg_emissions_gross"),
        ("Emissioni di gas serra", "ghg_emissions_gross"),
        ("Treibhausgasemissionen", "ghg_emissions_gross"),
        ("温室气体排放量", "ghg_emissions_gross"),
        ("net emissions", "ghg_emissions_net"),
        ("emissioni nette", "ghg_emissions_net"),
        ("净排放量", "ghg_emissions_net"),
        ("emissions reduction", "emission_reductions"),
        ("riduzione delle emissioni", "emission_reductions"),
        ("减排量", "emission_reductions"),
        ("avoided emissions", "avoided_emissions"),
        ("emissioni evitate", "avoided_emissions"),
        ("vermiedene Emissionen", "avoided_emissions"),
        ("carbon offsets", "carbon_offsets"),
        ("碳抵消", "carbon_offsets"),
        ("energy consumption", "energy_consumption"),
        ("consumi energetici", "energy_consumption"),
        ("Stromverbrauch", "electricity_consumption"),
        ("用电量", "electricity_consumption"),
        ("renewable electricity share", "clean_electricity_share"),
        ("consumi idrici", "water_consumption"),
        ("Wasserentnahme", "water_withdrawal"),
        ("rifiuti", "waste_total"),
        ("hazardous waste", "waste_hazardous"),
        ("PUE", "pue"),
        ("number of employees", "employees"),
    ],
)
def test_a_measure_is_found_by_its_longest_words(printed: str, measure: str) -> None:
    assert [each.term for each in find_measures(plain(printed))] == [measure]


def test_words_of_nothing_measured() -> None:
    assert find_measures("Our strategy and its governance") == []


@pytest.mark.parametrize(
    ("measure", "quantity", "can_be"),
    [
        ("ghg_emissions_gross", "mass_co2e", True),
        ("ghg_emissions_gross", "mass", True),
        ("ghg_emissions_gross", "energy", False),
        ("ghg_emissions_gross", "intensity", False),
        ("energy_consumption", "energy", True),
        ("energy_consumption", "mass_co2e", False),
        ("water_withdrawal", "volume", True),
        ("waste_total", "mass", True),
        ("waste_total", "mass_co2e", False),
        ("clean_electricity_share", "share", True),
        ("clean_electricity_share", "energy", False),
        ("renewable_capacity", "power", True),
    ],
)
def test_a_measure_is_counted_in_units_of_its_quantity(
    measure: str, quantity: str, can_be: bool
) -> None:
    assert measures_quantity(measure, quantity) is can_be
