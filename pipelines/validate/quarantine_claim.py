"""Expectations of quarantine_claim: each says why, and joins like a fact."""

from great_expectations.expectations import Expectation

from pipelines.validate.fact_expectations import (
    failures_are_told,
)

expectations: list[Expectation] = [
    failures_are_told("claim_id"),
]
