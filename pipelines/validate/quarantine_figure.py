"""Expectations of quarantine_figure: each says why, and joins like a fact."""

from great_expectations.expectations import Expectation

from pipelines.validate.fact_expectations import (
    failures_are_told,
    fiscal_years_exist,
    org_units_exist,
)

expectations: list[Expectation] = [
    failures_are_told("figure_id"),
    org_units_exist(),
    fiscal_years_exist(),
]
