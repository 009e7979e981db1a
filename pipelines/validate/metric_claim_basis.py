"""Expectations of metric_claim_basis: amounts of the years that a claim speaks of."""

from great_expectations.expectations import Expectation, ExpectColumnValuesToBeInSet

from pipelines.validate.custom_expectations import ExpectNoRows
from pipelines.validate.fact_expectations import interval_holds
from pipelines.validate.metric_expectations import figures_are_named

KEY = "claim_id, series_id, vintage, period_end"

expectations: list[Expectation] = [
    ExpectColumnValuesToBeInSet(
        meta={"name": "vintage_is_known"},
        description=(
            "An amount is the best known or the one of the claim's own document: "
            "a claim is first held against what stands beside it."
        ),
        column="vintage",
        value_set=["latest", "one_document"],
    ),
    ExpectNoRows(
        meta={"name": "years_are_those_of_the_claim"},
        description=(
            "An amount is of the claim's own period, or else of its base year or the "
            "period right before: any other year makes another change."
        ),
        unexpected_rows_query="""
            select
                basis.claim_id,
                basis.series_id,
                basis.vintage,
                basis.period_end,
                basis.is_current
            from {batch} as basis
            inner join fact_claim as claims on basis.claim_id = claims.claim_id
            where
                basis.is_current <> (basis.period_end = claims.period_end)
                or not (
                    basis.is_current
                    or if(
                        claims.base_fiscal_year is null,
                        basis.period_end + 1 = claims.period_start,
                        basis.fiscal_year = claims.base_fiscal_year
                    )
                )
        """,
    ),
    interval_holds("amount", "low", "high", key=KEY),
    figures_are_named(KEY),
]
