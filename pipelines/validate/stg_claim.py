"""Expectations of stg_claim: a stated change says of what, when and by how much.

A claim that fails goes to quarantine. What is wrong is told once, as of figures.
"""

from great_expectations.expectations import (
    Expectation,
    ExpectColumnValuesToBeInSet,
    ExpectColumnValuesToNotBeNull,
)

from pipelines.validate.custom_expectations import ExpectNoRows
from pipelines.validate.staging_expectations import (
    IS_WHOLE,
    KNOWS_MEASURE,
    expectations_of_reviews,
    expectations_of_words,
)

expectations: list[Expectation] = [
    ExpectColumnValuesToNotBeNull(
        meta={"name": "change_kind_is_told"},
        description=(
            "Every claim says of what kind its change is, or that this is unknown: "
            "a row that does not would pass the expectation about it."
        ),
        column="change_kind",
    ),
    ExpectColumnValuesToNotBeNull(
        meta={"name": "review_state_is_told"},
        description=(
            "Every claim says how sure its reading is: a row that does not would pass "
            "the expectation about it."
        ),
        column="review_state",
    ),
]

REASONS = {
    "row_is_whole": (
        "The row could be read whole: in a row with cells too many or too few, "
        "a change stands under the wrong heading."
    ),
    "company_is_known": ("The company is known: a claim of nobody cannot be checked."),
    "org_unit_is_known": (
        "The part of the company is known: a part's change is not the group's."
    ),
    "boundary_is_known": (
        "The boundary is known: a change holds within one boundary only."
    ),
    "measure_is_known": (
        "The measure is known: a change of one measure, checked against "
        "another, would be called false."
    ),
    "scope_is_known": ("The scope is known: each scope changes by a rate of its own."),
    "period_is_known": (
        "The period is known: a change leads up to a year. "
        "Where the label does not say, give period_start and period_end; where it "
        "speaks of the latest year, say in catalogue.csv when it was published."
    ),
}

row_expectations: list[Expectation] = [
    *expectations_of_words("claim_id", REASONS),
    *expectations_of_reviews(),
    ExpectColumnValuesToNotBeNull(
        meta={"name": "change_is_a_number"},
        description=(
            "The change is a number: words in its place cannot be checked against "
            "figures."
        ),
        column="change",
        row_condition=IS_WHOLE,
    ),
    ExpectNoRows(
        meta={"name": "interval_holds_change"},
        description=(
            "The change lies in its rounding interval: "
            "whether it is confirmed rests on that."
        ),
        unexpected_rows_query="""
            select claim_id, change_low, change, change_high
            from {batch}
            where
                reading_problem is null
                and change is not null
                and not coalesce(change between change_low and change_high, false)
        """,
    ),
    ExpectColumnValuesToBeInSet(
        meta={"name": "change_kind_is_known"},
        description=(
            "It is clear whether the change is in percent, in percentage points or in "
            "a unit of the measure: these are different claims."
        ),
        column="change_kind",
        value_set=["relative", "percentage_points", "absolute"],
        row_condition=KNOWS_MEASURE,
    ),
    ExpectColumnValuesToBeInSet(
        meta={"name": "is_stated_once"},
        description=(
            "The document states the change once: "
            "a second, identical row would count as a second claim."
        ),
        column="occurrence",
        value_set=[1],
        row_condition=IS_WHOLE,
    ),
]
