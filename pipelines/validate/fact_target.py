"""Expectations of fact_target: a target lies ahead of the year it is measured from."""

from great_expectations.expectations import Expectation
from great_expectations.expectations.metadata_types import FailureSeverity

from pipelines.validate.custom_expectations import ExpectNoRows
from pipelines.validate.fact_expectations import interval_holds

expectations: list[Expectation] = [
    interval_holds("amount", "low", "high", key="figure_id"),
    ExpectNoRows(
        meta={"name": "base_year_comes_first"},
        description=(
            "The base year lies before the target year: "
            "otherwise one of the two was misread, and progress cannot be computed."
        ),
        severity=FailureSeverity.WARNING,
        unexpected_rows_query="""
            select figure_id, measure, basis_text, base_fiscal_year, target_fiscal_year
            from {batch}
            where base_fiscal_year >= target_fiscal_year
        """,
    ),
]
