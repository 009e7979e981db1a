"""What the numbers of a row are of: the label speaks first, then the heading above."""

import pytest

from pipelines.ingest.understanding.labels import read_label
from pipelines.ingest.understanding.mentions import plain
from pipelines.ingest.understanding.subjects import Subject, find_subject, unit_of_run
from pipelines.ingest.understanding.units import unit_of

GROSS = "ghg_emissions_gross"


def _subject(
    printed: str, heading: str | None = None, section: str | None = None
) -> Subject | None:
    above = read_label(plain(heading)) if heading else None
    return find_subject(read_label(plain(printed)), above, section)


@pytest.mark.parametrize(
    ("printed", "measure", "scope"),
    [
        ("Scope 1", GROSS, "scope_1"),
        ("Business travel (t CO2e)", GROSS, "scope_3_category_6"),
        ("Net emissions, Scope 1+2", "ghg_emissions_net", "scope_1_2_unspecified"),
        ("Total GHG emissions", GROSS, "scope_unspecified"),
        ("Energy consumption (GWh)", "energy_consumption", "not_applicable"),
        ("Consumi energetici (GJ)", "energy_consumption", "not_applicable"),
    ],
)
def test_a_label_tells_its_subject(printed: str, measure: str, scope: str) -> None:
    subject = _subject(printed)

    assert subject is not None
    assert (subject.measure, subject.scope) == (measure, scope)
    assert not subject.is_component


@pytest.mark.parametrize(
    "printed",
    [
        "Scope 1 target",
        "Scope 1 (previously reported)",
        "Scope 1 intensity",
        "Scope 1 (kg CO2e per unit sold)",
        "Peer average, Scope 1",
        "NOx emissions (t)",
        "Energy consumption (t)",
        "Energy consumption, Hamburg (GWh)",
        "Energy consumption",
        "Revenue",
        "Hamburg",
    ],
)
def test_a_row_of_something_else_has_no_subject(printed: str) -> None:
    assert _subject(printed) is None


def test_a_source_below_the_heading_of_a_scope_is_a_component_of_it() -> None:
    subject = _subject("Natural gas", "Scope 1 emissions", "scope_1")

    assert subject is not None
    assert (subject.scope, subject.is_component) == ("scope_1", True)


@pytest.mark.parametrize("printed", ["Total", "Emissions (t CO2e)", "(t CO2e)"])
def test_a_total_below_the_heading_of_a_scope_is_the_whole_of_it(
    printed: str,
) -> None:
    subject = _subject(printed, "Scope 1 emissions", "scope_1")

    assert subject is not None
    assert (subject.scope, subject.is_component) == ("scope_1", False)
    assert subject.is_section_total


def test_a_category_below_the_heading_of_scope_3_is_itself() -> None:
    subject = _subject("Business travel", "Scope 3", "scope_3")

    assert subject is not None
    assert (subject.scope, subject.is_component) == ("scope_3_category_6", False)


def test_a_heading_gives_its_method_to_the_rows() -> None:
    subject = _subject("Scope 2", "Scope 2, market-based", "scope_2_market")

    assert subject is not None
    assert subject.scope == "scope_2_market"


def test_a_site_of_a_scope_is_a_component() -> None:
    subject = _subject("Scope 1 Hamburg plant")

    assert subject is not None
    assert subject.is_component


def test_below_a_heading_of_intensities_only_a_mass_is_a_level() -> None:
    heading = "GHG intensity"

    assert _subject("Scope 1", heading) is None
    assert _subject("Scope 1 (t CO2e)", heading) is not None


def test_a_row_keeps_its_own_unit() -> None:
    subject = Subject(GROSS, "scope_1")
    own, above = unit_of("kt CO2e"), unit_of("t CO2e")

    assert unit_of_run(subject, own, above)[0] == own
    assert unit_of_run(subject, None, above)[0] == above


def test_without_a_unit_of_its_quantity_a_row_needs_review() -> None:
    subject = Subject("energy_consumption", "not_applicable")

    unit, confidence, _ = unit_of_run(subject, None, unit_of("t CO2e"))

    assert unit is None
    assert confidence < 0.5
