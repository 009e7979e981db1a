"""Expectations of fact_resource: amounts that are not negative, each from a source."""

from great_expectations.expectations import Expectation, ExpectColumnValuesToBeBetween

from pipelines.validate.fact_expectations import expectations_of_fact

expectations: list[Expectation] = [
    *expectations_of_fact("fact_resource"),
    ExpectColumnValuesToBeBetween(
        meta={"name": "amounts_are_not_negative"},
        description="Water, waste and materials are quantities: none is below zero.",
        column="amount",
        min_value=0,
    ),
]
