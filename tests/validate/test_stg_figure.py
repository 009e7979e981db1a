"""The suite lets a sound figure through, and names the one thing that is wrong."""

import pytest

from pipelines.schema import load_schema
from pipelines.validate.suite_runs import run_suites
from pipelines.validate.suites import load_row_suite, load_suite

FIGURE = {
    "figure_id": "figure",
    "document_id": "report",
    "ordinal": 1,
    "company_id": "acme",
    "org_unit_id": "group",
    "boundary": "operational_control",
    "measure": "ghg_emissions_gross",
    "scope": "scope_1",
    "period_kind": "fiscal_year",
    "fiscal_year": 2024,
    "period_start": "2023-04-01",
    "period_end": "2024-03-31",
    "scope_words": "1",
    "value_kind": "number",
    "value": 1.5,
    "unit": "ktCO2e",
    "unit_state": "known",
    "amount": 1500,
    "low": 1450,
    "high": 1550,
    "canonical_unit": "tCO2e",
    "lowest_plausible": 0,
    "highest_plausible": 5_000_000_000,
    "occurrence": 1,
    "review_state": "sure",
}
WITHOUT_AMOUNT = {"unit": None, "amount": None, "low": None, "high": None}
NOT_A_NUMBER = WITHOUT_AMOUNT | {"value": None, "unit_state": "not_needed"}
UNKNOWN_MEASURE = WITHOUT_AMOUNT | {
    "measure": None,
    "canonical_unit": None,
    "lowest_plausible": None,
    "highest_plausible": None,
    "unit_state": "unknown",
}
PUE = {
    "measure": "pue",
    "scope": "not_applicable",
    "canonical_unit": "ratio",
    "lowest_plausible": 1,
    "highest_plausible": 10,
}

SOUND = {
    "as printed": {},
    "zero": {"value_kind": "zero", "amount": 0, "low": 0, "high": 0},
    "a dash": NOT_A_NUMBER | {"value_kind": "not_disclosed"},
    "does not apply": NOT_A_NUMBER | {"value_kind": "not_applicable"},
    "net may be negative": {
        "measure": "ghg_emissions_net",
        "lowest_plausible": None,
        "amount": -5,
        "low": -6,
        "high": -4,
    },
    "no upper limit": {"highest_plausible": None, "amount": 9e18, "high": 9.1e18},
    "at the limit": PUE | {"amount": 1, "low": 0.95, "high": 1.05},
    "a target has no start": {"period_kind": "target", "period_start": None},
    "accepted in review": {"review_state": "accepted"},
    "nothing to be sure of": {"review_state": "unread"},
    "avoided emissions": {"measure": "avoided_emissions", "scope": "scope_3_plus"},
}
BROKEN = {
    "shifted cells": (
        UNKNOWN_MEASURE
        | {
            "reading_problem": "7 cells where 8 are expected",
            "value_kind": "unreadable",
        }
        | dict.fromkeys(("company_id", "org_unit_id", "boundary", "scope"))
        | dict.fromkeys(("fiscal_year", "period_start", "period_end")),
        "row_is_whole",
    ),
    "shifted cells that read well": (
        {
            "reading_problem": "9 cells where 8 are expected",
            "scope": "scope_3_plus",
            "period_start": "2025-01-01",
            "amount": 6_000_000_000,
            "low": None,
            "occurrence": 2,
        },
        "row_is_whole",
    ),
    "shifted below zero": (
        {"reading_problem": "9 cells where 8 are expected", "amount": -1, "low": -1},
        "row_is_whole",
    ),
    # Nobody's fiscal year is known, nor nobody's boundary.
    "nobody's": (
        {"company_id": None, "boundary": None, "fiscal_year": None},
        "company_is_known",
    ),
    "no part": ({"org_unit_id": None}, "org_unit_is_known"),
    "unknown boundary": ({"boundary": None}, "boundary_is_known"),
    "unknown measure": (
        UNKNOWN_MEASURE | {"scope": None, "scope_words": None},
        "measure_is_known",
    ),
    "unknown scope": ({"scope": None}, "scope_is_known"),
    "no period": (
        {"fiscal_year": None, "period_start": None, "period_end": None},
        "period_is_known",
    ),
    "starts after its end": ({"period_start": "2025-01-01"}, "period_is_possible"),
    "a year of five digits": (
        {"fiscal_year": 20244, "period_end": "20244-03-31"},
        "period_is_possible",
    ),
    "emitted by others": ({"scope": "scope_3_plus"}, "scope_fits_the_measure"),
    "words for a number": (
        NOT_A_NUMBER | {"value_kind": "unreadable"},
        "value_is_a_number",
    ),
    "unknown unit": (WITHOUT_AMOUNT | {"unit_state": "unknown"}, "unit_is_known"),
    "no unit": (WITHOUT_AMOUNT | {"unit_state": "missing"}, "unit_is_known"),
    "undecided unit": (WITHOUT_AMOUNT | {"unit_state": "undecided"}, "unit_is_decided"),
    "unit of energy": (
        WITHOUT_AMOUNT | {"unit_state": "wrong_quantity"},
        "unit_measures_the_quantity",
    ),
    "negative": (
        {"amount": -1500, "low": -1550, "high": -1450},
        "amount_is_not_negative",
    ),
    "more than the world": (
        {"amount": 6_000_000_000, "high": 6_000_000_000},
        "amount_is_possible",
    ),
    "less than can be": (PUE | {"amount": 0.9, "low": 0.85}, "amount_is_possible"),
    "negative beyond a negative limit": (
        {"lowest_plausible": -10, "amount": -11, "low": -12, "high": -9},
        "amount_is_possible",
    ),
    "too large to convert": (
        {"amount": None, "low": None, "high": None},
        "amount_is_computed",
    ),
    "outside its interval": ({"low": 1501}, "interval_holds_amount"),
    "no interval": ({"low": None, "high": None}, "interval_holds_amount"),
    "doubtful": ({"review_state": "needs_review"}, "reading_is_sure"),
    "rejected": ({"review_state": "rejected"}, "is_not_rejected"),
    "copied": ({"occurrence": 2}, "is_stated_once"),
}


@pytest.fixture(scope="module")
def failed(staged_once):
    """The expectations that each of the figures above fails."""
    figures = SOUND | {name: change for name, (change, _) in BROKEN.items()}
    connection = staged_once(
        [FIGURE | change | {"figure_id": name} for name, change in figures.items()], []
    )
    suite = load_row_suite("stg_figure", load_schema()["stg_figure"])
    failed = {name: [] for name in figures}
    for outcome in run_suites(connection, [suite]):
        for key in outcome.keys:
            failed[key].append(outcome.expectation)
    return failed


@pytest.mark.parametrize("figure", SOUND)
def test_a_sound_figure_passes(failed, figure):
    assert failed[figure] == []


@pytest.mark.parametrize("figure", BROKEN)
def test_a_broken_figure_fails_what_is_wrong_and_nothing_else(failed, figure):
    assert failed[figure] == [BROKEN[figure][1]]


def test_every_expectation_is_broken_by_a_figure_above():
    suite = load_row_suite("stg_figure", load_schema()["stg_figure"])

    assert {each.meta["name"] for each in suite.expectations} == {
        expectation for _, expectation in BROKEN.values()
    }


@pytest.mark.parametrize(
    ("figures", "expectation"),
    [
        ([], "there_is_a_figure"),
        ([FIGURE, FIGURE], "grain_is_unique"),
        ([FIGURE | {"value_kind": None}], "states_are_told"),
        ([FIGURE | {"unit_state": None}], "states_are_told"),
        ([FIGURE | {"occurrence": None}], "states_are_told"),
        ([FIGURE | {"review_state": None}], "states_are_told"),
    ],
)
def test_the_table_as_a_whole(staged, figures, expectation):
    suite = load_suite("stg_figure", load_schema()["stg_figure"])
    outcomes = run_suites(staged(figures, []), [suite])

    assert [each.expectation for each in outcomes if not each.has_passed] == [
        expectation
    ]
    assert {each.severity for each in outcomes} == {"critical"}
