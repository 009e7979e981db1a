"""The suite lets a sound claim through, and names the one thing that is wrong."""

import pytest

from pipelines.schema import load_schema
from pipelines.validate.suite_runs import run_suites
from pipelines.validate.suites import load_row_suite, load_suite

CLAIM = {
    "claim_id": "claim",
    "document_id": "report",
    "company_id": "acme",
    "org_unit_id": "group",
    "boundary": "operational_control",
    "measure": "ghg_emissions_net",
    "scope": "scope_1_2_market",
    "fiscal_year": 2024,
    "period_start": "2023-04-01",
    "period_end": "2024-03-31",
    "measure_text": "Net emissions",
    "scope_text": "1+2 market-based",
    "scope_words": "1+2 market-based",
    "change_text": "-5.0",
    "change_kind": "relative",
    "change": -5.0,
    "change_low": -5.05,
    "change_high": -4.95,
    "occurrence": 1,
    "review_state": "sure",
}
SOUND = {
    "as printed": {},
    "in tonnes": {"change_kind": "absolute", "change_unit": "tCO2e"},
    "accepted in review": {"review_state": "accepted"},
    "percentage points": {"change_kind": "percentage_points"},
    "against a base year": {"base_fiscal_year": 2019},
}
BROKEN = {
    "shifted cells": (
        {"reading_problem": "7 cells where 8 are expected", "change_kind": "unknown"}
        | dict.fromkeys(("company_id", "org_unit_id", "boundary", "measure", "scope"))
        | dict.fromkeys(("fiscal_year", "change", "change_low", "change_high")),
        "row_is_whole",
    ),
    "shifted cells that read well": (
        {
            "reading_problem": "9 cells where 8 are expected",
            "period_start": "2025-01-01",
            "change_high": -6,
        },
        "row_is_whole",
    ),
    "nobody's": (
        {"company_id": None, "boundary": None, "fiscal_year": None},
        "company_is_known",
    ),
    "no part": ({"org_unit_id": None}, "org_unit_is_known"),
    "unknown boundary": ({"boundary": None}, "boundary_is_known"),
    "unknown measure": (
        {"measure": None, "scope": None, "scope_words": None, "change_kind": "unknown"},
        "measure_is_known",
    ),
    "unknown scope": ({"scope": None}, "scope_is_known"),
    "no period": ({"fiscal_year": None}, "period_is_known"),
    "starts after its end": ({"period_start": "2025-01-01"}, "period_is_possible"),
    "words for a number": (
        {"change": None, "change_low": None, "change_high": None},
        "change_is_a_number",
    ),
    "outside its interval": ({"change_high": -6}, "interval_holds_change"),
    "doubtful": ({"review_state": "needs_review"}, "reading_is_sure"),
    "rejected": ({"review_state": "rejected"}, "is_not_rejected"),
    "copied": ({"occurrence": 2}, "is_stated_once"),
    "of unknown kind": ({"change_kind": "unknown"}, "change_kind_is_known"),
}


@pytest.fixture(scope="module")
def failed(staged_once):
    """The expectations that each of the claims above fails."""
    claims = SOUND | {name: change for name, (change, _) in BROKEN.items()}
    connection = staged_once(
        [], [CLAIM | change | {"claim_id": name} for name, change in claims.items()]
    )
    suite = load_row_suite("stg_claim", load_schema()["stg_claim"])
    failed = {name: [] for name in claims}
    for outcome in run_suites(connection, [suite]):
        for key in outcome.keys:
            failed[key].append(outcome.expectation)
    return failed


@pytest.mark.parametrize("claim", SOUND)
def test_a_sound_claim_passes(failed, claim):
    assert failed[claim] == []


@pytest.mark.parametrize("claim", BROKEN)
def test_a_broken_claim_fails_what_is_wrong_and_nothing_else(failed, claim):
    assert failed[claim] == [BROKEN[claim][1]]


def test_every_expectation_is_broken_by_a_claim_above():
    suite = load_row_suite("stg_claim", load_schema()["stg_claim"])

    assert {each.meta["name"] for each in suite.expectations} == {
        expectation for _, expectation in BROKEN.values()
    }


@pytest.mark.parametrize(
    ("claims", "expectations"),
    [
        ([], []),
        ([CLAIM, CLAIM], ["grain_is_unique"]),
        ([CLAIM | {"change_kind": None}], ["change_kind_is_told"]),
        ([CLAIM | {"review_state": None}], ["review_state_is_told"]),
    ],
)
def test_the_table_as_a_whole(staged, claims, expectations):
    suite = load_suite("stg_claim", load_schema()["stg_claim"])
    outcomes = run_suites(staged([], claims), [suite])

    assert [e.expectation for e in outcomes if not e.has_passed] == expectations
