"""Expectations of metric_value: an amount, its unit, and the figures it comes from."""

from great_expectations.expectations import Expectation

from pipelines.validate.metric_expectations import figures_are_named

KEY = "company_id, org_unit_id, fiscal_year, metric, scope"

expectations: list[Expectation] = [figures_are_named(KEY)]
