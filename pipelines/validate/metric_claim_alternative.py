"""Expectations of metric_claim_alternative: other changes, of claims that need one."""

from great_expectations.expectations import Expectation, ExpectColumnValuesToBeInSet

from pipelines.validate.metric_claim_mistake import OTHER_CHANGES
from pipelines.validate.metric_expectations import figures_are_named

expectations: list[Expectation] = [
    ExpectColumnValuesToBeInSet(
        meta={"name": "cause_is_known"},
        description=(
            "Another change is of another year, method, boundary, scope or measure: "
            "else it is the one that the claim is about."
        ),
        column="cause",
        value_set=OTHER_CHANGES,
    ),
    figures_are_named("claim_id, cause, series_id, period_end"),
]
