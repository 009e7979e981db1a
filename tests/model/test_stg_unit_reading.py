"""A printed unit that can mean several is decided by evidence, or not at all."""

from decimal import Decimal

import pytest

from tests.model.printed import document, figure


@pytest.fixture
def readings(model):
    """Which unit each document means by which printed one, and what decided it."""

    def readings(*figures, documents=("report",)):
        rows_of = model(
            raw_document=[document(name) for name in documents],
            raw_figure=list(figures),
        )
        return {
            (row["document_id"], row["unit_words"]): (row["unit"], row["decided_by"])
            for row in rows_of("from stg_unit_reading")
        }

    return readings


@pytest.mark.parametrize(
    ("printed", "unit"),
    [
        ("tCO2e", "tCO2e"),
        ("tC02e", "tCO2e"),
        ("metric tons of CO2 equivalent", "tCO2e"),
        ("CO2-e tonnes", "tCO2e"),
        ("1,000 tonnes CO₂e", "ktCO2e"),
        ("million metric tons (MtCO2e)", "MtCO2e"),
        ("mmt CO₂e", "MtCO2e"),
        ("万吨", "10ktCO2e"),
        ("10,000 t CO2", "10ktCO2e"),
        ("t CO2-e", "tCO2e"),
        ("tonnes CO2e equivalent", "tCO2e"),
        ("t-CO 2 e", "tCO2e"),
        ("tCO2eq", "tCO2e"),
        ("metric tons CO₂ eqv", "tCO2e"),
        ("Metric tons (t) CO2e", "tCO2e"),
        ("tonnellate di CO2 equivalente", "tCO2e"),
        ("Tonnen CO2-Äquivalente", "tCO2e"),
        ("吨二氧化碳当量", "tCO2e"),
        ("thousand t-CO2", "ktCO2e"),
        ("1,000 t-CO2e", "ktCO2e"),
        ("Kt CO2e", "ktCO2e"),
        ("KMT CO2e", "ktCO2e"),
        ("千吨", "ktCO2e"),
        ("MM MT CO2e", "MtCO2e"),
        ("Mio. t CO2", "MtCO2e"),
        ("lbs CO2e", "lbCO2e"),
    ],
)
def test_a_unit_of_one_meaning_is_taken_at_its_word(readings, printed, unit):
    assert readings(figure("5", unit_text=printed)) == {
        ("report", printed): (unit, "reference")
    }


def test_more_than_the_world_emits_shows_that_a_megaton_is_a_ton(readings):
    found = readings(
        figure("13249439", unit_text="MtCO2e", scope_text="1+2+3"),
        figure("2670", unit_text="MtCO2e", measure_text="carbon_offsets"),
    )

    assert found == {("report", "MtCO2e"): ("tCO2e", "limit")}


def test_a_megaton_that_is_possible_is_a_megaton(readings):
    found = readings(figure("33.2", unit_text="MtCO2e"))

    assert found == {("report", "MtCO2e"): ("MtCO2e", "symbol")}


def test_the_limit_decides_for_an_intensity_too(readings):
    found = readings(
        figure(
            "15.5",
            unit_text="MtCO2e/million RMB",
            measure_text="ghg_intensity_net_revenue",
        )
    )

    assert found == {
        ("report", "MtCO2e/million RMB"): ("tCO2e/million CNY", "limit"),
    }


def test_figures_beside_it_show_that_tons_are_short_tons(readings):
    found = readings(
        figure("708000", unit_text="Tons CO2e"),
        figure("642287", unit_text="metric tons CO2e"),
    )

    assert found[("report", "Tons CO2e")] == ("short_tonCO2e", "document")


def test_tons_are_metric_where_nothing_says_otherwise(readings):
    assert readings(figure("708000", unit_text="tons")) == {
        ("report", "tons"): ("tCO2e", "symbol")
    }


def test_the_companys_series_shows_that_mt_is_a_megaton(readings):
    found = readings(
        figure("57.2", unit_text="mt CO2 eq", document_id="older"),
        figure("46.2", unit_text="million tonnes CO2e", period_text="FY2023"),
        documents=("report", "older"),
    )

    assert found[("older", "mt CO2 eq")] == ("MtCO2e", "series")


def test_the_companys_series_shows_that_a_small_megaton_is_a_ton(readings):
    found = readings(
        figure("845.29", unit_text="MtCO2e", document_id="older"),
        figure("2160.06", unit_text="tCO2e", period_text="FY2023"),
        documents=("report", "older"),
    )

    assert found[("older", "MtCO2e")] == ("tCO2e", "series")


def test_mt_in_thousands_is_metric_tons(readings):
    found = readings(figure("12346", unit_text="MT CO2e"))

    assert found[("report", "MT CO2e")][0] == "tCO2e"


def test_mt_of_a_few_is_undecided_without_evidence(readings):
    assert readings(figure("57", unit_text="mt CO2e")) == {
        ("report", "mt CO2e"): (None, None)
    }


def test_a_megaton_of_thousands_is_taken_for_a_ton(readings):
    assert readings(figure("2160", unit_text="MtCO2e")) == {
        ("report", "MtCO2e"): ("tCO2e", "symbol")
    }


@pytest.mark.parametrize("printed", ["MT CO2e", "MTCO2e", "mtCO2e"])
def test_capitals_or_one_word_are_metric_tons_of_any_size(readings, printed):
    found = readings(
        figure("215", unit_text=printed), figure("57.2", unit_text=printed)
    )

    assert found == {("report", printed): ("tCO2e", "symbol")}


def test_the_companys_series_shows_that_capitals_are_a_megaton(readings):
    found = readings(
        figure("57.2", unit_text="MT CO2e", document_id="older"),
        figure("46.2", unit_text="million tonnes CO2e", period_text="FY2023"),
        documents=("report", "older"),
    )

    assert found[("older", "MT CO2e")] == ("MtCO2e", "series")


def test_what_was_read_unsurely_has_no_say_in_the_unit(readings):
    doubtful = {"confidence": Decimal("0.40"), "unit_text": "MtCO2e"}

    assert readings(
        figure("33.2", unit_text="MtCO2e"), figure("9999999", **doubtful)
    ) == {("report", "MtCO2e"): ("MtCO2e", "symbol")}


def test_what_was_read_unsurely_is_read_in_the_unit_of_the_rest(readings):
    doubtful = {"confidence": Decimal("0.40"), "unit_text": "MtCO2e"}

    assert readings(
        figure("9999999", unit_text="MtCO2e"), figure("33.2", **doubtful)
    ) == {("report", "MtCO2e"): ("tCO2e", "limit")}


def test_a_unit_of_unsure_figures_alone_has_its_customary_reading(readings):
    doubtful = {"confidence": Decimal("0.40"), "unit_text": "MtCO2e"}

    assert readings(figure("33.2", **doubtful)) == {
        ("report", "MtCO2e"): ("MtCO2e", "symbol")
    }


def test_a_term_wins_over_the_printed_unit(readings):
    found = readings(figure("57", unit_text="mt CO2e", unit_term="million tons"))

    assert found == {("report", "million tons"): ("MtCO2e", "reference")}


def test_an_unknown_unit_has_no_reading(readings):
    assert readings(figure("5", unit_text="barrels")) == {
        ("report", "barrels"): (None, None)
    }
