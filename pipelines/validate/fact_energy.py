"""Expectations of fact_energy: amounts that are not negative, each from a source."""

from great_expectations.expectations import Expectation, ExpectColumnValuesToBeBetween

from pipelines.validate.fact_expectations import expectations_of_fact

expectations: list[Expectation] = [
    *expectations_of_fact("fact_energy"),
    ExpectColumnValuesToBeBetween(
        meta={"name": "amounts_are_not_negative"},
        description="Energy is used, bought or generated: none of these is below zero.",
        column="amount",
        min_value=0,
    ),
]
