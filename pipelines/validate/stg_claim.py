"""Expectations of stg_claim: a stated change says of what, when and by how much.

A claim that fails goes to quarantine. What is wrong is told once, as of figures.
"""

from great_expectations.expectations import (
    Expectation,
    ExpectColumnValuesToBeInSet,
    ExpectColumnValuesToBeNull,
    ExpectColumnValuesToNotBeNull,
    UnexpectedRowsExpectation,
)
from great_expectations.expectations.row_conditions import Column

IS_WHOLE = Column("reading_problem").is_null()
KNOWS_COMPANY = IS_WHOLE & Column("company_id").is_not_null()

expectations: list[Expectation] = [
    ExpectColumnValuesToNotBeNull(
        meta={"name": "change_kind_is_told"},
        description=(
            "Every claim says of what kind its change is, or that this is unknown: "
            "a row that does not would pass the expectation about it."
        ),
        column="change_kind",
    ),
]

row_expectations: list[Expectation] = [
    ExpectColumnValuesToBeNull(
        meta={"name": "row_is_whole"},
        description=(
            "The row could be read whole: in a row with cells too many or too few, "
            "a change stands under the wrong heading."
        ),
        column="reading_problem",
    ),
    ExpectColumnValuesToNotBeNull(
        meta={"name": "company_is_known"},
        description="The company is known: a claim of nobody cannot be checked.",
        column="company_id",
        row_condition=IS_WHOLE,
    ),
    ExpectColumnValuesToNotBeNull(
        meta={"name": "org_unit_is_known"},
        description=(
            "The part of the company is known: a part's change is not the group's."
        ),
        column="org_unit_id",
        row_condition=IS_WHOLE,
    ),
    ExpectColumnValuesToNotBeNull(
        meta={"name": "boundary_is_known"},
        description=("The boundary is known: a change holds within one boundary only."),
        column="boundary",
        row_condition=KNOWS_COMPANY,
    ),
    ExpectColumnValuesToNotBeNull(
        meta={"name": "measure_is_known"},
        description=(
            "The measure is known: a change of one measure, checked against "
            "another, would be called false."
        ),
        column="measure",
        row_condition=IS_WHOLE,
    ),
    ExpectColumnValuesToNotBeNull(
        meta={"name": "scope_is_known"},
        description="The scope is known: each scope changes by a rate of its own.",
        column="scope",
        # A scope that is not printed follows from the measure.
        row_condition=(IS_WHOLE & Column("measure").is_not_null())
        | (IS_WHOLE & Column("scope_text").is_not_null()),
    ),
    ExpectColumnValuesToNotBeNull(
        meta={"name": "period_is_known"},
        description=(
            "The period is known: a change leads up to a year. "
            "Where the label does not say, give period_start and period_end."
        ),
        column="fiscal_year",
        # The company says when its fiscal year ends.
        row_condition=KNOWS_COMPANY,
    ),
    UnexpectedRowsExpectation(
        meta={"name": "period_is_possible"},
        description=(
            "The period starts before it ends, in a year that a report can speak of: "
            "otherwise a digit of a date was mistyped."
        ),
        unexpected_rows_query="""
            select claim_id, period_start, period_end
            from {batch}
            where
                reading_problem is null
                and (
                    period_start > period_end
                    or year(period_end) not between 1900 and 2200
                )
        """,
    ),
    ExpectColumnValuesToNotBeNull(
        meta={"name": "change_is_a_number"},
        description=(
            "The change is a number: words in its place cannot be checked against "
            "figures."
        ),
        column="change",
        row_condition=IS_WHOLE,
    ),
    UnexpectedRowsExpectation(
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
            "It is clear whether the change is in percent or in percentage points: "
            "of a share, these are two different claims."
        ),
        column="change_kind",
        value_set=["relative", "percentage_points"],
        row_condition=IS_WHOLE,
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
