"""What figures and claims share: words that are understood before they are used.

What is wrong is told once: a row that was not read whole, or does not know its company
or measure, is not blamed as well for what follows from that. Why each expectation
holds is the table's own.
"""

from collections.abc import Mapping
from typing import Any

from great_expectations.expectations import (
    Expectation,
    ExpectColumnValuesToBeNull,
    ExpectColumnValuesToNotBeInSet,
    ExpectColumnValuesToNotBeNull,
)
from great_expectations.expectations.row_conditions import Column

from pipelines.validate.custom_expectations import ExpectNoRows

IS_WHOLE = Column("reading_problem").is_null()
KNOWS_COMPANY = IS_WHOLE & Column("company_id").is_not_null()
KNOWS_MEASURE = IS_WHOLE & Column("measure").is_not_null()

# Of which column each expectation is, and of which rows: a condition of upstream's.
KNOWN: dict[str, tuple[str, Any]] = {
    "company_is_known": ("company_id", IS_WHOLE),
    "org_unit_is_known": ("org_unit_id", IS_WHOLE),
    "boundary_is_known": ("boundary", KNOWS_COMPANY),
    "measure_is_known": ("measure", IS_WHOLE),
    # A scope that is not printed follows from the measure.
    "scope_is_known": (
        "scope",
        KNOWS_MEASURE | (IS_WHOLE & Column("scope_words").is_not_null()),
    ),
    # The company says when its fiscal year ends.
    "period_is_known": ("fiscal_year", KNOWS_COMPANY),
}


def expectations_of_words(key: str, reasons: Mapping[str, str]) -> list[Expectation]:
    """Expect that the printed words of each row are understood.

    ``key`` names the rows; ``reasons`` says of each expectation, by name, why it holds.
    """
    return [
        ExpectColumnValuesToBeNull(
            meta={"name": "row_is_whole"},
            description=reasons["row_is_whole"],
            column="reading_problem",
        ),
        *(
            ExpectColumnValuesToNotBeNull(
                meta={"name": name},
                description=reasons[name],
                column=column,
                row_condition=condition,
            )
            for name, (column, condition) in KNOWN.items()
        ),
        ExpectNoRows(
            meta={"name": "period_is_possible"},
            description=(
                "The period starts before it ends, in a year that a report can speak "
                "of: otherwise a digit of a date was mistyped."
            ),
            unexpected_rows_query=f"""
                select {key}, period_start, period_end
                from {{batch}}
                where
                    reading_problem is null
                    and (
                        period_start > period_end
                        or year(period_end) not between 1900 and 2200
                    )
            """,
        ),
    ]


def expectations_of_reviews() -> list[Expectation]:
    """Expect that each reading is sure enough, or was accepted by somebody."""
    return [
        ExpectColumnValuesToNotBeInSet(
            meta={"name": "reading_is_sure"},
            description=(
                "The reading is sure: what was read with little confidence needs "
                "review. Look at its page, and accept or reject it with "
                "`scopebook review`."
            ),
            column="review_state",
            value_set=["needs_review"],
        ),
        ExpectColumnValuesToNotBeInSet(
            meta={"name": "is_not_rejected"},
            description=(
                "It was not rejected in review: who looked at the page knows better."
            ),
            column="review_state",
            value_set=["rejected"],
        ),
    ]
