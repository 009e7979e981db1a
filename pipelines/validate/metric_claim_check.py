"""Expectations of metric_claim_check: one verdict for each claim, and its reason."""

from great_expectations.expectations import Expectation, ExpectColumnValuesToBeInSet

from pipelines.validate.custom_expectations import ExpectNoRows
from pipelines.validate.metric_claim_mistake import MISTAKES

expectations: list[Expectation] = [
    ExpectColumnValuesToBeInSet(
        meta={"name": "verdict_is_known"},
        description="A claim is judged in one of three ways; readers filter by them.",
        column="verdict",
        value_set=["confirmed", "contradicted", "unverifiable"],
    ),
    ExpectColumnValuesToBeInSet(
        meta={"name": "cause_is_known"},
        description=(
            "The cause of a doubt is a known mistake, that none was found, or which "
            "figure is missing; readers filter by them."
        ),
        column="cause",
        value_set=[
            *MISTAKES,
            "no_cause_found",
            "no_figure",
            "no_figure_of_the_year",
            "no_figure_of_the_year_before",
            "no_figure_of_the_base_year",
            "not_computable",
        ],
    ),
    ExpectNoRows(
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
    ExpectNoRows(
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
                recomputed_change,
                recomputed_high
            from {batch}
            where verdict is distinct from case
                when
                    recomputed_low is null
                    or recomputed_change is null
                    or recomputed_high is null
                    then 'unverifiable'
                when
                    roundings_overlap(
                        recomputed_low, recomputed_high, claimed_low, claimed_high
                    )
                    then 'confirmed'
                else 'contradicted'
            end
        """,
    ),
    ExpectNoRows(
        meta={"name": "verdict_names_its_figures"},
        description=(
            "A claim that is confirmed or contradicted names the figures that do so: "
            "nobody has to take our word against a company's."
        ),
        unexpected_rows_query="""
            select claim_id, verdict, figure_ids
            from {batch}
            where (verdict = 'unverifiable') <> (coalesce(len(figure_ids), 0) = 0)
        """,
    ),
    ExpectNoRows(
        meta={"name": "doubt_has_a_cause"},
        description=(
            "A claim that is not confirmed says why, in a word that fits the verdict "
            "and in a sentence: a verdict against a company must be open to an answer."
        ),
        unexpected_rows_query="""
            select claim_id, verdict, cause, finding
            from {batch}
            where
                (verdict = 'confirmed') <> (cause is null)
                or (finding is null) <> (cause is null)
                or (verdict = 'unverifiable' and cause = 'no_cause_found')
                or (
                    verdict = 'contradicted'
                    and (starts_with(cause, 'no_figure') or cause = 'not_computable')
                )
        """,
    ),
    ExpectNoRows(
        meta={"name": "implied_prior_amount_is_judged"},
        description=(
            "An amount that follows from a claim lies in its interval, in a unit, and "
            "has a verdict: supported exactly where it names figures that say so. "
            "A range without one would be taken for a figure of the company's."
        ),
        unexpected_rows_query="""
            select
                claim_id,
                implied_prior_low,
                implied_prior_amount,
                implied_prior_high,
                implied_prior_unit,
                implied_prior_verdict,
                implied_prior_figure_ids
            from {batch}
            where
                if(
                    implied_prior_amount is null,
                    implied_prior_verdict is not null
                    or implied_prior_figure_ids is not null,
                    implied_prior_unit is null
                    or not coalesce(
                        implied_prior_verdict
                        in ('supported', 'not_supported', 'no_other_figure'),
                        false
                    )
                    or (implied_prior_verdict = 'supported')
                    is distinct from (len(implied_prior_figure_ids) > 0)
                    or not coalesce(
                        implied_prior_amount
                        between implied_prior_low and implied_prior_high,
                        false
                    )
                )
        """,
    ),
]
