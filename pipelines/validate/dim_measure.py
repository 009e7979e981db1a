"""Expectations of dim_measure: limits that leave room, and a table for each measure."""

from great_expectations.expectations import Expectation

from pipelines.validate.custom_expectations import ExpectNoRows
from pipelines.validate.dimension_expectations import unknown_row_exists

expectations: list[Expectation] = [
    unknown_row_exists("measure"),
    ExpectNoRows(
        meta={"name": "limits_leave_room"},
        description=(
            "The lowest plausible amount lies below the highest: "
            "otherwise every figure of the measure would go to quarantine."
        ),
        unexpected_rows_query="""
            select measure, lowest_plausible, highest_plausible
            from {batch}
            where lowest_plausible >= highest_plausible
        """,
    ),
    ExpectNoRows(
        meta={"name": "fact_table_is_one_of_ours"},
        description=(
            "A measure is assigned to a fact table: "
            "its figures would be in fact_figure and nowhere else."
        ),
        unexpected_rows_query="""
            select measure, fact_table
            from {batch}
            where measure <> 'unknown' and (fact_table is null or fact_table not in (
                'fact_emissions',
                'fact_energy',
                'fact_resource',
                'fact_intensity',
                'fact_indicator',
                'fact_target'
            ))
        """,
    ),
]
