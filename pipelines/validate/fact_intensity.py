"""Expectations of fact_intensity: a quantity per something, and the unit says what."""

from great_expectations.expectations import Expectation

from pipelines.validate.custom_expectations import ExpectNoRows
from pipelines.validate.fact_expectations import expectations_of_fact

expectations: list[Expectation] = [
    *expectations_of_fact("fact_intensity"),
    ExpectNoRows(
        meta={"name": "unit_says_per_what"},
        description=(
            "An intensity names its denominator, or is a plain ratio: "
            "per million of which money, and per what, makes another number."
        ),
        unexpected_rows_query="""
            select figure_id, measure, amount, unit
            from {batch}
            where unit <> 'ratio' and not contains(unit, '/')
        """,
    ),
]
