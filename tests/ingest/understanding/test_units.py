"""Units as printed: which are of CO2, which are of what, and what they are called."""

import pytest

from pipelines.ingest.understanding.mentions import plain
from pipelines.ingest.understanding.units import find_units, unit_of

TONNES, THOUSAND = "metric tons CO2e", "thousand metric tons CO2e"
MILLION = "million metric tons CO2e"


def _read(text: str) -> list[tuple[str, str]]:
    return [(each.term, each.quantity) for each in find_units(plain(text))]


@pytest.mark.parametrize(
    ("printed", "term"),
    [
        ("t CO2e", TONNES),
        ("tCO2e", TONNES),
        ("tC02e", TONNES),
        ("t CO 2e", TONNES),
        ("tCO 2 e", TONNES),
        ("tCO 2", TONNES),
        ("t CO₂e", TONNES),
        ("t CO² eq", TONNES),
        ("tCO2-eq.", TONNES),
        ("t-CO2", TONNES),
        ("tCO2e1", TONNES),
        ("t onnes CO2e", TONNES),
        ("metric tons of CO2 equivalent", TONNES),
        ("tonnes of carbon dioxide equivalent", TONNES),
        ("tonnellate di CO2 equivalenti", TONNES),
        ("ton CO2eq", TONNES),
        ("Tonnen CO2-Äquivalente", TONNES),
        ("t CO2-Äq", TONNES),
        ("吨二氧化碳当量", TONNES),
        ("tCO₂当量", TONNES),
        ("toneladas de CO2", TONNES),
        ("tonnes éq. CO2", TONNES),
        ("thousand t-CO2", THOUSAND),
        ("1,000 t CO2e", THOUSAND),
        ("'000 tonnes CO2e", THOUSAND),
        ("000 tCO2e", THOUSAND),
        ("tonnes CO2e in thousands", THOUSAND),
        ("migliaia di tonnellate di CO2", THOUSAND),
        ("Tsd. t CO2e", THOUSAND),
        ("千吨二氧化碳", THOUSAND),
        ("千t-CO2", THOUSAND),
        ("万吨二氧化碳当量", "ten thousand metric tons CO2e"),
        ("kt CO2e", "kt CO2e"),
        ("ktCO2-eq", "kt CO2e"),
        ("MM MT CO2e", MILLION),
        ("MMT CO2e", MILLION),
        ("MMtCO2e", MILLION),
        ("million metric tons CO2e", MILLION),
        ("milioni di tonnellate di CO2", MILLION),
        ("Mio. t CO2", MILLION),
        ("kg CO2e", "kg CO2e"),
        ("short tons CO2e", "short tons CO2e"),
        ("emissions in tons CO2e", "tons CO2e"),
    ],
)
def test_a_mass_of_co2_has_one_name_however_it_is_printed(
    printed: str, term: str
) -> None:
    assert _read(printed) == [(term, "mass_co2e")]


@pytest.mark.parametrize(
    ("printed", "term"),
    [
        ("MT CO2e", "MT CO2e"),
        ("Mt CO2e", "Mt CO2e"),
        ("MtCO2e", "Mt CO2e"),
        ("mtCO2e", "mt CO2e"),
    ],
)
def test_a_spelling_that_may_be_metric_or_mega_stays_as_printed(
    printed: str, term: str
) -> None:
    assert _read(printed) == [(term, "mass_co2e")]


@pytest.mark.parametrize(
    ("printed", "term", "quantity"),
    [
        ("tonnes", "metric tons", "mass"),
        ("t onnes", "metric tons", "mass"),
        ("(t)", "metric tons", "mass"),
        ("emissions in t", "metric tons", "mass"),
        ("(1,000 t)", "thousand metric tons", "mass"),
        ("MM MT", "million metric tons", "mass"),
        ("CO2e (tonnes)", "metric tons", "mass"),
        ("CO2-Emissionen (t)", "metric tons", "mass"),
        ("tons", "tons", "mass"),
        ("吨", "metric tons", "mass"),
        ("MWh", "MWh", "energy"),
        ("thousand GJ", "thousand GJ", "energy"),
        ("tep", "toe", "energy"),
        ("万千瓦时", "ten thousand kWh", "energy"),
        ("MW", "MW", "power"),
        ("m³", "m3", "volume"),
        ("mc", "m3", "volume"),
        ("megalitres", "ML", "volume"),
        ("million gallons", "million gal", "volume"),
        ("%", "%", "share"),
        ("per cent", "%", "share"),
    ],
)
def test_other_units_say_what_they_are_of(
    printed: str, term: str, quantity: str
) -> None:
    assert _read(printed) == [(term, quantity)]


@pytest.mark.parametrize(
    "printed",
    [
        "t CO2e per employee",
        "kgCO2e/m2",
        "tCO2e/€ million",
        "g CO2/km",
        "kg CO2e per tonne",
        "t CO2e je Mitarbeiter",
        "吨二氧化碳当量每万元",
    ],
)
def test_something_under_the_line_makes_an_intensity(printed: str) -> None:
    assert [each[1] for each in _read(printed)] == ["intensity"]


@pytest.mark.parametrize(
    "printed", ["t CO2e/year", "tCO2e per annum", "t CO2e all'anno", "t CO2e pro Jahr"]
)
def test_a_year_under_the_line_makes_no_intensity(printed: str) -> None:
    assert [(each.text, each.term, each.quantity) for each in find_units(printed)] == [
        (printed, TONNES, "mass_co2e")
    ]


@pytest.mark.parametrize("printed", ["tea", "at", "a tin", "item t of the list", "MTN"])
def test_letters_in_words_are_no_units(printed: str) -> None:
    assert _read(printed) == []


def test_two_units_in_a_row_are_both_found_where_they_stand() -> None:
    text = "Energy (MWh) and emissions (t CO2e)"

    assert [text[each.start : each.end] for each in find_units(text)] == [
        "MWh",
        "t CO2e",
    ]


def test_of_several_units_that_of_co2_is_meant() -> None:
    unit = unit_of("Fuel burnt (t), emissions (kt CO2e), share (%)")

    assert unit is not None
    assert unit.term == "kt CO2e"


def test_a_percentage_is_no_unit_of_a_row() -> None:
    assert unit_of("Share of the total (%)") is None
