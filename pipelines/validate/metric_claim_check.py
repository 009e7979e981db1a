"""Expectations of metric_claim_check: one verdict for each claim, and its reason."""

from great_expectations.expectations import (
    Expectation,
    ExpectColumnValuesToBeInSet,
    UnexpectedRowsExpectation,
)

expectations: list[Expectation] = [
    ExpectColumnValuesToBeInSet(
        meta={"name": "verdict_is_known"},
        description="A claim is judged in one of three ways; readers filter by them.",
        column="verdict",
        value_set=["confirmed", "contradicted", "unverifiable"],
    ),
    UnexpectedRowsExpectation(
        meta={"name": "every_claim_is_judged_once"},
        description=(
            "Every claim of fact_claim has one verdict: a claim left out would look "
            "as if nobody had made it, and one judged twice could be both."
        ),
        unexpected_rows_query="""
            select claim_id, sum(stated) as stated, sum(judged) as judged
            from (
                select claim_id, 1 as stated, 0 as judged from fact_claim
                union all
                select claim_id, 0 as stated, 1 as judged from {batch}
            )
            group by claim_id
            having sum(stated) <> 1 or sum(judged) <> 1
        """,
    ),
    UnexpectedRowsExpectation(
        meta={"name": "verdict_fits_the_intervals"},
        description=(
            "A claim is confirmed where its rounding and that of the recomputed "
            "change overlap, contradicted where they do not, and unverifiable where "
            "nothing could be recomputed."
        ),
        unexpected_rows_query="""
            select
                claim_id,
                verdict,
                claimed_low,
                claimed_high,
                recomputed_low,
                recomputed_high
            from {batch}
            where verdict is distinct from case
                when recomputed_low is null or recomputed_high is null
                    then 'unverifiable'
                when
                    recomputed_low <= claimed_high
                    and recomputed_high >= claimed_low
                    then 'confirmed'
                else 'contradicted'
            end
        """,
    ),
    UnexpectedRowsExpectation(
        meta={"name": "doubt_has_a_cause"},
        description=(
            "A claim that is not confirmed says why: "
            "a verdict against a company must be open to an answer."
        ),
        unexpected_rows_query="""
            select claim_id, verdict, cause
            from {batch}
            where (verdict = 'confirmed') <> (cause is null)
        """,
    ),
]
