"""Expectations of quarantine_figure: each says why, and joins like a fact."""

from great_expectations.expectations import Expectation

from pipelines.validate.fact_expectations import (
    failures_are_told,
)

expectations: list[Expectation] = [
    failures_are_told("figure_id"),
]
