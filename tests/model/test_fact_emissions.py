"""fact_emissions holds the best statement of each fact; the others stay beside it."""

from decimal import Decimal

import pytest

from tests.model.printed import document, figure


@pytest.fixture
def emissions(model):
    """The facts that documents of several kinds and dates state."""

    def emissions(documents, *figures, quarantined=()):
        rows_of = model(
            raw_document=[
                document(name, source_kind=kind, publisher=name, published_text=date)
                for name, (kind, date) in documents.items()
            ],
            raw_figure=list(figures),
            quarantine_figure=[{"figure_id": name} for name in quarantined],
        )
        return rows_of("from fact_emissions order by scope, boundary")

    return emissions


ISSUER_2024 = ("issuer_report", "2024-07")
ISSUER_2025 = ("issuer_report", "2025-07")
PRESS_2025 = ("press", "2025-08-01")
AGGREGATOR_2026 = ("aggregator", "2026")


@pytest.mark.parametrize(
    ("documents", "amount"),
    [
        ({"a": ISSUER_2024, "b": PRESS_2025}, 100),
        ({"a": AGGREGATOR_2026, "b": PRESS_2025}, 200),
        ({"a": ISSUER_2024, "b": ISSUER_2025}, 200),
        ({"a": ISSUER_2025, "b": ("regulatory_filing", "2026")}, 100),
        ({"a": PRESS_2025, "b": ("press", "")}, 100),
    ],
)
def test_the_issuer_wins_and_then_the_latest(emissions, documents, amount):
    [row] = emissions(
        documents,
        figure("100", document_id="a"),
        figure("200", document_id="b"),
    )

    assert row["amount_tco2e"] == amount
    assert (row["source_count"], row["agreeing_source_count"]) == (2, 1)
    assert row["spread_pct"] == Decimal(10000) / amount


def test_of_statements_that_agree_the_most_precise_is_kept(emissions):
    [row] = emissions(
        {"a": ("press", "2022-08"), "b": ("press", "2022-09-22")},
        figure("619944", document_id="a"),
        figure("61.99", unit_text="万吨", document_id="b"),
    )

    assert (row["amount_tco2e"], row["document_id"]) == (619944, "a")
    assert (row["agreeing_source_count"], row["is_restated"]) == (2, False)


def test_a_restatement_replaces_the_figure_that_it_corrects(emissions):
    [row] = emissions(
        {"a": ISSUER_2024, "b": ISSUER_2025},
        figure("71.27", unit_text="million tons", document_id="a"),
        figure("70.74", unit_text="million tons", document_id="b"),
    )

    assert (row["amount_tco2e"], row["is_restated"]) == (70740000, True)


def test_another_source_restates_nothing(emissions):
    [row] = emissions(
        {"a": ("press", "2024"), "b": ("press", "2025")},
        figure("100", document_id="a"),
        figure("200", document_id="b"),
    )

    assert row["is_restated"] is False


def test_a_quarantined_figure_is_no_statement(emissions):
    good, bad = figure("100", document_id="a"), figure("900", document_id="b")

    [row] = emissions(
        {"a": ISSUER_2024, "b": ISSUER_2025},
        good,
        bad,
        quarantined=[bad["figure_id"]],
    )

    assert (row["amount_tco2e"], row["source_count"]) == (100, 1)


def test_two_boundaries_are_two_facts(emissions):
    rows = emissions(
        {"a": ISSUER_2024},
        figure("60", document_id="a", boundary_text="operational control"),
        figure("91", document_id="a", boundary_text="equity share"),
    )

    assert [(row["boundary"], row["amount_tco2e"]) for row in rows] == [
        ("equity_share", 91),
        ("operational_control", 60),
    ]


def test_location_market_and_unstated_methods_are_three_facts(emissions):
    rows = emissions(
        {"a": ISSUER_2024},
        figure("3", document_id="a", scope_text="2 location-based"),
        figure("1", document_id="a", scope_text="2 market-based"),
        figure("2", document_id="a", scope_text="2"),
    )

    assert {row["scope"]: row["amount_tco2e"] for row in rows} == {
        "scope_2_location": 3,
        "scope_2_market": 1,
        "scope_2_unspecified": 2,
    }


def test_a_printed_unit_is_preferred_to_one_that_was_inferred(emissions):
    [row] = emissions(
        {"a": ISSUER_2024},
        figure("708000", document_id="a", unit_text="Tons CO2e"),
        figure("642287", document_id="a", unit_text="metric tons"),
    )

    assert row["amount_tco2e"] == 642287


def test_what_is_no_emission_is_in_another_table(emissions):
    assert (
        emissions(
            {"a": ISSUER_2024},
            figure("5", document_id="a", measure_text="waste_total", unit_text="t"),
        )
        == []
    )
