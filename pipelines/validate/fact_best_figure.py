"""Expectations of fact_best_figure: each fact has one source, and one table."""

from great_expectations.expectations import Expectation, UnexpectedRowsExpectation

from pipelines.validate.fact_expectations import (
    interval_holds,
    org_units_exist,
    periods_are_in_order,
    sources_are_counted,
)

expectations: list[Expectation] = [
    interval_holds("amount", "low", "high", key="figure_id"),
    org_units_exist(),
    periods_are_in_order(),
    sources_are_counted(),
    UnexpectedRowsExpectation(
        meta={"name": "every_fact_is_in_its_table"},
        description=(
            "Each fact is in the fact table that its measure names: "
            "one that is in none would be missing from every metric."
        ),
        unexpected_rows_query="""
            select facts.figure_id, facts.measure, facts.fact_table
            from {batch} as facts
            anti join (
                select figure_id, 'fact_emissions' as fact_table from fact_emissions
                union all
                select figure_id, 'fact_energy' as fact_table from fact_energy
                union all
                select figure_id, 'fact_resource' as fact_table from fact_resource
                union all
                select figure_id, 'fact_intensity' as fact_table from fact_intensity
                union all
                select figure_id, 'fact_indicator' as fact_table from fact_indicator
                union all
                select figure_id, 'fact_target' as fact_table from fact_target
            ) as kept
                on
                    facts.figure_id = kept.figure_id
                    and facts.fact_table = kept.fact_table
        """,
    ),
]
