"""Expectations of metric_claim_comparison: what matches a claim does so by rounding."""

from great_expectations.expectations import Expectation, ExpectColumnValuesToBeInSet

from pipelines.validate.custom_expectations import ExpectNoRows
from pipelines.validate.fact_expectations import interval_holds
from pipelines.validate.metric_expectations import figures_are_named

KEY = "claim_id, series_id, vintage"

expectations: list[Expectation] = [
    ExpectColumnValuesToBeInSet(
        meta={"name": "vintage_is_known"},
        description=(
            "Both amounts are from the claim's document, both the best known, or one "
            "of each: which of them is held against a claim is told."
        ),
        column="vintage",
        value_set=["one_document", "latest", "mixed"],
    ),
    ExpectNoRows(
        meta={"name": "matches_fits_the_intervals"},
        description=(
            "A recomputed change matches a claim exactly where the rounding of both "
            "overlaps: a company is called right or wrong by that."
        ),
        unexpected_rows_query="""
            select
                compared.claim_id,
                compared.series_id,
                compared.vintage,
                compared.matches,
                compared.recomputed_low,
                compared.recomputed_high,
                claims.change_low,
                claims.change_high
            from {batch} as compared
            inner join fact_claim as claims on compared.claim_id = claims.claim_id
            where
                compared.matches is distinct from roundings_overlap(
                    compared.recomputed_low,
                    compared.recomputed_high,
                    claims.change_low,
                    claims.change_high
                )
        """,
    ),
    interval_holds("recomputed_change", "recomputed_low", "recomputed_high", key=KEY),
    figures_are_named(KEY),
]
