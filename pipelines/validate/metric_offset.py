"""Expectations of metric_offset: offsets that can be subtracted, and traced."""

from great_expectations.expectations import Expectation, ExpectColumnValuesToBeBetween

from pipelines.validate.fact_expectations import interval_holds
from pipelines.validate.metric_expectations import figures_are_named

KEY = "company_id, org_unit_id, family, period_end"

expectations: list[Expectation] = [
    ExpectColumnValuesToBeBetween(
        meta={"name": "offsets_are_not_negative"},
        description="Offsets are subtracted: one below zero would add to emissions.",
        column="amount",
        min_value=0,
    ),
    interval_holds("amount", "low", "high", key=KEY),
    figures_are_named(KEY),
]
