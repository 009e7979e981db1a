"""Expectations of fact_indicator: shares, counts and capacities, each from a source."""

from great_expectations.expectations import Expectation

from pipelines.validate.fact_expectations import expectations_of_fact

expectations: list[Expectation] = [*expectations_of_fact("fact_indicator")]
