"""Expectations of metric_value: an amount, its unit, and the figures it comes from."""

from great_expectations.expectations import Expectation

from pipelines.validate.custom_expectations import ExpectNoRows
from pipelines.validate.metric_expectations import figures_are_named

KEY = "company_id, org_unit_id, fiscal_year, metric, scope"

expectations: list[Expectation] = [
    ExpectNoRows(
        meta={"name": "ids_begin_with_whom_they_are_of"},
        description=(
            "The identifier begins with the company and its part: whoever follows a "
            "metric from release to release finds all of one company together."
        ),
        unexpected_rows_query=f"""
            select metric_id, {KEY}
            from {{batch}}
            where not starts_with(metric_id, company_id || '/' || org_unit_id || '/')
        """,
    ),
    figures_are_named(KEY),
]
