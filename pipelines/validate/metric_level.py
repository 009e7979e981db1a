"""Expectations of metric_level: amounts that say where they come from."""

from great_expectations.expectations import Expectation, ExpectColumnValuesToBeInSet

from pipelines.validate.fact_expectations import interval_holds, periods_are_in_order
from pipelines.validate.metric_expectations import figures_are_named

KEY = "company_id, org_unit_id, measure, scope, fiscal_year"

expectations: list[Expectation] = [
    ExpectColumnValuesToBeInSet(
        meta={"name": "origin_is_known"},
        description="An amount is printed or computed, and a reader can tell which.",
        column="origin",
        value_set=["printed", "computed"],
    ),
    interval_holds("amount", "low", "high", key=KEY),
    periods_are_in_order(),
    figures_are_named(KEY),
]
