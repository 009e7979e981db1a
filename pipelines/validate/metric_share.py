"""Expectations of metric_share: an amount in percent of what it is a part of."""

from great_expectations.expectations import Expectation
from great_expectations.expectations.metadata_types import FailureSeverity

from pipelines.validate.custom_expectations import ExpectNoRows
from pipelines.validate.fact_expectations import interval_holds, periods_are_in_order
from pipelines.validate.metric_expectations import figures_are_named

KEY = "company_id, org_unit_id, measure, scope, whole_measure, whole_scope, period_end"

expectations: list[Expectation] = [
    ExpectNoRows(
        meta={"name": "share_is_amount_of_whole"},
        description=(
            "The share is the amount in percent of the whole, and not below zero: "
            "a part of nothing, or less than nothing of it, is no share."
        ),
        unexpected_rows_query=f"""
            select {KEY}, amount, whole_amount, share_pct
            from {{batch}}
            where
                not coalesce(
                    amount >= 0
                    and whole_amount > 0
                    and abs(share_pct - 100 * amount / whole_amount)
                    <= 0.0001 + 1e-9 * share_pct,
                    false
                )
        """,
    ),
    ExpectNoRows(
        meta={"name": "parts_fit_into_the_whole"},
        description=(
            "A part is no more than its whole, however both were rounded: otherwise "
            "documents contradict each other, or themselves. Reductions are not a part "
            "of what is emitted after them, and may be more."
        ),
        # What companies print is not ours to mend.
        severity=FailureSeverity.WARNING,
        unexpected_rows_query=f"""
            select {KEY}, amount, whole_amount, share_pct_low
            from {{batch}}
            where share_pct_low > 100 and metric_kind <> 'share_of_emissions'
        """,
    ),
    interval_holds("share_pct", "share_pct_low", "share_pct_high", key=KEY),
    periods_are_in_order(),
    figures_are_named(KEY),
]
