"""Expectations of dim_fiscal_year: twelve months, named for the year they end in."""

from great_expectations.expectations import Expectation

from pipelines.validate.custom_expectations import ExpectNoRows
from pipelines.validate.dimension_expectations import every_company_has

expectations: list[Expectation] = [
    ExpectNoRows(
        meta={"name": "years_last_twelve_months"},
        description=(
            "A fiscal year lasts twelve months and is named for the year in which it "
            "ends: only so do the years of one company adjoin."
        ),
        unexpected_rows_query="""
            select company_id, fiscal_year, period_start, period_end
            from {batch}
            where
                -- The year 0 is that of what tells no year.
                fiscal_year <> 0
                and (
                    fiscal_year is distinct from year(period_end)
                    or date_diff('month', period_start, period_end + 1) <> 12
                )
        """,
    ),
    every_company_has(
        "fiscal_year",
        ["0"],
        why="it is the year of what is in quarantine and tells none.",
    ),
]
