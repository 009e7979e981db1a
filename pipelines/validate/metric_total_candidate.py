"""Expectations of metric_total_candidate: sums that name every part they add up."""

from great_expectations.expectations import Expectation

from pipelines.validate.fact_expectations import interval_holds, periods_are_in_order
from pipelines.validate.metric_expectations import figures_are_named

KEY = "company_id, org_unit_id, measure, scope, fiscal_year, rule"

expectations: list[Expectation] = [
    interval_holds("amount", "low", "high", key=KEY),
    periods_are_in_order(),
    figures_are_named(KEY),
]
