"""Quantities: the number, the words that scale it, its unit, and its hedge."""

import pytest

from pipelines.ingest.understanding.number_spans import find_quantities


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("approximately 2.32 million tons", "approximately 2.32 million", "mass"),
        ("16,9 Millionen Tonnen", "16,9 Millionen", "mass"),
        ("38,7 milioni di tonnellate", "38,7 milioni", "mass"),
        ("为468.1万吨", "468.1万", "mass"),
        ("12 345 MWh", "12 345", "energy"),
        ("56 per cent", "56", "share"),
        ("9 Prozent", "9", "share"),
        ("+2.1 percentage points", "+2.1", "points"),
        ("4.2 tonnes a year earlier", "4.2", "mass"),
        ("12 tonnes per employee", "12", "intensity"),
    ],
)
def test_a_quantity(text: str, value: str, unit: str) -> None:
    (found,) = find_quantities(text, [])

    assert (found.value_text, found.quantity) == (value, unit)


def test_two_numbers_share_a_unit() -> None:
    found = find_quantities("5.1 and 4.4 million tonnes", [])

    assert [each.quantity for each in found] == ["mass", "mass"]


@pytest.mark.parametrize("text", ["2-3%", "ISO14001", "€5", "item #4"])
def test_what_is_no_quantity_of_its_own(text: str) -> None:
    assert [each.value_text for each in find_quantities(text, []) if each.unit] == []
