"""Rows that fail are set apart with their reasons; all others are left alone."""

import pytest
from great_expectations.expectations.metadata_types import FailureSeverity

from pipelines.schema import load_schema
from pipelines.validate import stg_figure
from pipelines.validate.quarantine import build_quarantine

FIGURE = {
    "document_id": "report",
    "page": "12",
    "locator": "table 2, row 4",
    "company_id": "acme",
    "org_unit_id": "group",
    "boundary": "unspecified",
    "measure": "ghg_emissions_gross",
    "scope": "scope_1",
    "fiscal_year": 2024,
    "period_start": "2024-01-01",
    "period_end": "2024-12-31",
    "measure_text": "Gross emissions",
    "scope_text": "1",
    "period_text": "2024",
    "value_text": "1.5",
    "unit_text": "t",
    "value_kind": "number",
    "unit_state": "known",
    "amount": 1.5,
    "low": 1.45,
    "high": 1.55,
    "lowest_plausible": 0,
    "occurrence": 1,
    "context": "Gross emissions 1.5 t",
    "measure_words": "ghg_emissions_gross",
    "scope_words": "1",
    "period_words": "2024",
    "confidence": 1,
    "review_state": "sure",
}
CLAIM = {
    "claim_id": "claim",
    "document_id": "report",
    "company_id": "acme",
    "org_unit_id": "group",
    "boundary": "unspecified",
    "measure": "ghg_emissions_gross",
    "scope": "scope_1",
    "fiscal_year": 2024,
    "period_start": "2024-01-01",
    "period_end": "2024-12-31",
    "change_text": "halved",
    "change_unit_text": "%",
    "change_kind": "relative",
    "review_state": "unread",
}


def rows(connection, query):
    """The rows of a query, by their columns' names."""
    found = connection.sql(query)
    return [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]


def test_what_fails_is_kept_as_printed_with_its_reasons(staged):
    broken = {"figure_id": "bad", "amount": -2, "occurrence": 2}
    connection = staged([FIGURE | {"figure_id": "good"}, FIGURE | broken], [])

    build_quarantine(connection, load_schema())

    [row] = rows(connection, "from quarantine_figure")
    explanation = row.pop("explanation")
    assert row == {
        "figure_id": "bad",
        "document_id": "report",
        "company_id": "acme",
        "org_unit_id": "group",
        "measure": "ghg_emissions_gross",
        "scope": "scope_1",
        "fiscal_year": 2024,
        "page": "12",
        "locator": "table 2, row 4",
        "context": "Gross emissions 1.5 t",
        "org_unit_text": None,
        "measure_text": "Gross emissions",
        "scope_text": "1",
        "period_text": "2024",
        "value_text": "1.5",
        "unit_text": "t",
        "org_unit_words": None,
        "measure_words": "ghg_emissions_gross",
        "scope_words": "1",
        "period_words": "2024",
        "correction": None,
        "confidence": 1,
        "reasons": None,
        "reading_problem": None,
        "expectations": [
            "amount_is_not_negative",
            "interval_holds_amount",
            "is_stated_once",
        ],
    }
    assert explanation.startswith("The amount is not negative: ")
    assert explanation.endswith("would count as a second source.")


def test_a_claim_that_is_no_number_is_set_apart(staged):
    connection = staged([FIGURE | {"figure_id": "good"}], [CLAIM])

    build_quarantine(connection, load_schema())

    [row] = rows(connection, "from quarantine_claim")
    assert (row["claim_id"], row["change_text"]) == ("claim", "halved")
    assert row["expectations"] == ["change_is_a_number"]
    assert rows(connection, "from quarantine_figure") == []


# What a row means that tells nothing of itself but where it stands.
UNKNOWN = {
    "company_id": "unknown",
    "org_unit_id": "unknown",
    "measure": "unknown",
    "scope": "unknown",
    "fiscal_year": 0,
}
MEANINGS = ", ".join(UNKNOWN)
SHIFTED = {"reading_problem": "7 cells where 8 are expected"} | dict.fromkeys(UNKNOWN)


@pytest.mark.parametrize(
    ("changes", "meaning"),
    [
        (SHIFTED, UNKNOWN),
        # Each company has parts and years of its own, and nobody has none.
        (SHIFTED | {"org_unit_id": "group", "fiscal_year": 2024}, UNKNOWN),
        (
            SHIFTED | {"company_id": "acme", "fiscal_year": 2024},
            UNKNOWN | {"company_id": "acme", "fiscal_year": 2024},
        ),
    ],
)
def test_what_its_words_do_not_tell_is_unknown(staged, changes, meaning):
    connection = staged([FIGURE | {"figure_id": "bad"} | changes], [CLAIM | changes])

    build_quarantine(connection, load_schema())

    for table in ("quarantine_figure", "quarantine_claim"):
        assert rows(connection, f"select {MEANINGS} from {table}") == [meaning]


def test_who_rejected_a_figure_is_told_with_it(staged):
    rejected = {
        "figure_id": "bad",
        "review_state": "rejected",
        "review_told": "rejected in review by Ana on 2026-02-01: of another year.",
    }
    connection = staged([FIGURE | {"figure_id": "good"}, FIGURE | rejected], [])

    build_quarantine(connection, load_schema())

    [row] = rows(connection, "select expectations, explanation from quarantine_figure")
    assert row == {
        "expectations": ["is_not_rejected"],
        "explanation": "It was not rejected in review: who looked at the page knows "
        "better. It was rejected in review by Ana on 2026-02-01: of another year.",
    }


def test_quarantines_are_there_when_nothing_failed(staged):
    connection = staged([FIGURE | {"figure_id": "good"}], [])

    outcomes = build_quarantine(connection, load_schema())

    assert {each.failed for each in outcomes} == {0}
    for table in ("quarantine_figure", "quarantine_claim"):
        described = dict(
            connection.sql(f"describe {table}").project("#1, #2").fetchall()
        )
        assert described["expectations"] == "VARCHAR[]"
        assert described["explanation"] == "VARCHAR"
        assert connection.table(table).fetchall() == []


def test_a_second_run_starts_afresh(staged):
    connection = staged([FIGURE | {"figure_id": "bad", "scope": None}], [])
    build_quarantine(connection, load_schema())
    connection.execute("update stg_figure set scope = 'scope_1'")

    build_quarantine(connection, load_schema())

    assert rows(connection, "from quarantine_figure") == []


def test_a_warning_leaves_a_row_where_it_is(staged, monkeypatch):
    mild = {"severity": FailureSeverity.WARNING}
    warnings = [each.copy(update=mild) for each in stg_figure.row_expectations]
    monkeypatch.setattr(stg_figure, "row_expectations", warnings)
    connection = staged([FIGURE | {"figure_id": "odd", "scope": None}], [])

    outcomes = build_quarantine(connection, load_schema())

    assert [each.keys for each in outcomes if each.failed] == [("odd",)]
    assert rows(connection, "from quarantine_figure") == []


@pytest.mark.parametrize("value", ["o'clock", "a | b", "{batch}", "万吨"])
def test_printed_words_are_kept_whatever_they_are(staged, value):
    connection = staged(
        [FIGURE | {"figure_id": value, "value_text": value, "scope": None}], []
    )

    build_quarantine(connection, load_schema())

    assert rows(connection, "select figure_id, value_text from quarantine_figure") == [
        {"figure_id": value, "value_text": value}
    ]
