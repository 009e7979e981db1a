"""Expectations of fact_claim: no stated change is lost, and each says by how much."""

from great_expectations.expectations import Expectation

from pipelines.validate.custom_expectations import ExpectNoRows
from pipelines.validate.fact_expectations import (
    fiscal_years_exist,
    interval_holds,
    nothing_is_lost,
    org_units_exist,
)

expectations: list[Expectation] = [
    nothing_is_lost("claim_id", "raw_claim", "quarantine_claim"),
    interval_holds("change", "change_low", "change_high", key="claim_id"),
    org_units_exist(),
    fiscal_years_exist(),
    ExpectNoRows(
        meta={"name": "figure_is_kept"},
        description=(
            "The figure that a claim speaks of is a fact or in quarantine: "
            "a claim is judged by what was printed with it."
        ),
        unexpected_rows_query="""
            select claim_id, figure_id
            from {batch}
            where
                figure_id is not null
                and figure_id not in (
                    select figure_id from fact_figure
                    union all
                    select figure_id from quarantine_figure
                )
        """,
    ),
]
