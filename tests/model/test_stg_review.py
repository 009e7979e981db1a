"""A decision finds its figure again, and says what becomes of it."""

from decimal import Decimal

import pytest

from tests.model.printed import claim, document, figure

PLACE = {"page": "12", "locator": "line 3"}
REVIEW = {
    "line": 2,
    "document": "acme/report.csv",
    **PLACE,
    "measure": "ghg_emissions_gross",
    "scope": "scope_1",
    "period": "FY2024",
    "value": "100",
    "decision": "accept",
    "reviewer": "Ana",
    "reviewed_on": "2026-02-01",
    "note": "as in the annex",
}
DOUBTFUL = {"confidence": Decimal("0.49")}


@pytest.fixture
def states(model):
    """The review states of figures or claims, and what was decided."""

    def states(*reviews, figures=(), claims=()):
        rows_of = model(
            raw_document=[document()],
            raw_figure=list(figures),
            raw_claim=list(claims),
            raw_review=list(reviews),
        )
        table = "stg_claim" if claims else "stg_figure"
        rows = rows_of(f"from {table} order by ordinal")
        return [(row["review_state"], row["review_told"]) for row in rows]

    return states


@pytest.mark.parametrize(
    ("confidence", "state"), [("0.49", "needs_review"), ("0.50", "sure")]
)
def test_what_is_below_the_threshold_needs_review(states, confidence, state):
    confidence = {"confidence": Decimal(confidence)}

    assert states(figures=[figure(**confidence)]) == [(state, None)]
    assert states(claims=[claim(**confidence)]) == [(state, None)]


def test_there_is_nothing_to_be_sure_of_where_nothing_was_read(states):
    unreadable = figure(**DOUBTFUL) | {"value": None, "value_kind": "unreadable"}

    assert states(figures=[unreadable]) == [("unread", None)]


@pytest.mark.parametrize("decision", ["accept", "reject"])
def test_a_decision_wins_over_the_confidence(states, decision):
    told = f"{decision}ed in review by Ana on 2026-02-01: as in the annex"

    for confidence in (DOUBTFUL, {}):
        found = states(
            REVIEW | {"decision": decision}, figures=[figure(**PLACE, **confidence)]
        )
        assert found == [(f"{decision}ed", told)]


def test_a_decision_on_a_claim_names_its_change_with_its_unit(states):
    found = states(REVIEW | {"value": "5 %"}, claims=[claim(**PLACE, **DOUBTFUL)])

    assert [state for state, _ in found] == ["accepted"]


def test_the_last_decision_counts(states):
    found = states(
        REVIEW,
        REVIEW | {"line": 3, "decision": "reject", "note": None},
        figures=[figure(**PLACE)],
    )

    assert found == [("rejected", "rejected in review by Ana on 2026-02-01")]


def test_a_new_reader_may_find_more_places_and_another_identifier(states):
    found = states(
        REVIEW,
        figures=[
            figure(
                **DOUBTFUL,
                figure_id="f_new",
                page="12",
                locator="line 3; page 40, table 1, row 2",
                measure_text="Pollution",
                measure_term="ghg_emissions_gross",
            )
        ],
    )

    assert [state for state, _ in found] == ["accepted"]


@pytest.mark.parametrize(
    "change",
    [
        {"document": "acme/other.csv"},
        {"page": "13"},
        {"page": None},
        {"locator": "line 4"},
        {"measure": "ghg_emissions_net"},
        {"scope": "scope_3"},
        {"period": "FY2023"},
        {"value": "100.0"},
    ],
)
def test_a_decision_on_another_figure_is_none_on_this(states, change):
    found = states(REVIEW | change, figures=[figure(**PLACE, **DOUBTFUL)])

    assert found == [("needs_review", None)]


@pytest.mark.parametrize(
    ("period", "label"),
    [
        ("CY2024", "FY2024"),
        ("2024H1", "2024-01-01/2024-06-30"),
        ("as of 2024-03-31", "2024-03-31"),
    ],
)
def test_a_period_that_is_no_fiscal_year_is_named_by_its_days(states, period, label):
    found = states(
        REVIEW | {"period": label},
        figures=[figure(**PLACE, **DOUBTFUL, period_text=period)],
    )

    assert [state for state, _ in found] == ["accepted"]
