"""What the label of a row says, and what it leaves unexplained."""

import pytest

from pipelines.ingest.understanding.labels import LabelReading, read_label
from pipelines.ingest.understanding.mentions import plain


def _read(printed: str) -> LabelReading:
    return read_label(plain(printed))


@pytest.mark.parametrize(
    ("printed", "scope"),
    [
        ("Direct (Scope 1) GHG emissions", "scope_1"),
        ("Scope 1 emissions1", "scope_1"),
        ("Emissioni dirette (Scope 1)", "scope_1"),
        ("Direkte THG-Emissionen (Scope 1)", "scope_1"),
        ("范围一", "scope_1"),
        ("Scope 2, market-based (t CO2e)", "scope_2_market"),
        ("Scope 1 + Scope 2 market-based + Scope 3", "scope_1_2_3_market"),
        ("Total Scope 3 emissions", "scope_3"),
    ],
)
def test_the_fields_own_words_leave_the_whole_scope(printed: str, scope: str) -> None:
    label = _read(printed)

    assert (label.scope, label.measure) == (scope, "ghg_emissions_gross")
    assert label.rest == ()
    assert not label.is_part
    assert not label.spoilers


@pytest.mark.parametrize(
    ("printed", "rest"),
    [
        ("Scope 1 Ground fuel", ("ground", "fuel")),
        ("Scope 1 – Hamburg plant", ("hamburg", "plant")),
        ("Scope 1: Kältemittel", ("kältemittel",)),
    ],
)
def test_what_nothing_explains_is_a_part_of_the_scope(
    printed: str, rest: tuple[str, ...]
) -> None:
    assert _read(printed).rest == rest


@pytest.mark.parametrize(
    ("printed", "spoiler"),
    [
        ("Scope 1 intensity", "intensity"),
        ("Scope 1 (t CO2e per employee)", "intensity"),
        ("Scope 1 emissions / revenue", "intensity"),
        ("Scope 1 target", "target"),
        ("Scope 1 (previously reported)", "earlier"),
        ("Peer average, Scope 1", "peer"),
        ("Scope 1 change vs 2020", "change"),
        ("Scope 1 as share of total", "share"),
        ("NOx emissions (t)", "other_gas"),
    ],
)
def test_words_of_something_else_spoil_a_label(printed: str, spoiler: str) -> None:
    assert spoiler in _read(printed).spoilers


def test_climate_change_is_no_change() -> None:
    assert not _read("Climate change: Scope 1").spoilers


@pytest.mark.parametrize("printed", ["Total", "Gesamt", "Totale", "合计", "Subtotal"])
def test_words_for_a_total(printed: str) -> None:
    assert _read(printed).is_total


def test_a_part_is_named_as_such() -> None:
    assert _read("of which natural gas").is_part
    assert not _read("Scope 1").is_part


@pytest.mark.parametrize(
    ("printed", "measure"),
    [
        ("Net emissions (t CO2e)", "ghg_emissions_net"),
        ("Carbon offsets (t CO2e)", "carbon_offsets"),
        ("Avoided emissions (t CO2e)", "avoided_emissions"),
        ("Emission reductions (t CO2e)", "emission_reductions"),
        ("Scope 3+", "avoided_emissions"),
        ("Energy indirect (Scope 2) GHG emissions", "ghg_emissions_gross"),
        ("Energy consumption (GWh)", "energy_consumption"),
        ("Number of sites", None),
    ],
)
def test_the_measure_of_a_label(printed: str, measure: str | None) -> None:
    assert _read(printed).measure == measure


def test_a_category_is_known_by_its_words() -> None:
    label = _read("Business travel (t CO2e)")

    assert (label.scope, label.category) == (None, "scope_3_category_6")


def test_several_categories_say_what_the_whole_of_scope_3_holds() -> None:
    label = _read("Scope 3: business travel, employee commuting")

    assert (label.scope, label.category, label.rest) == ("scope_3", None, ())


@pytest.mark.parametrize(
    ("printed", "is_sentence"),
    [
        ("We have reduced our emissions and will reduce them further", True),
        ("Our emissions of Scope 1 fell to", True),
        ("Direct (Scope 1) GHG emissions", False),
        ("Total GHG emissions (Scope 1 & 2):", False),
    ],
)
def test_running_words_are_no_label(printed: str, is_sentence: bool) -> None:
    assert _read(printed).is_sentence is is_sentence


def test_a_unit_alone_is_wordless() -> None:
    assert _read("(t CO2e)").is_wordless
    assert not _read("Scope 1").is_wordless


def test_words_alone_are_not_scope_words() -> None:
    assert _read("Scope 1").has_scope_words
    assert not _read("Direct emissions").has_scope_words
