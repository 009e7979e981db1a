"""Expectations of fact_emissions: tonnes of the kinds and scopes that there are."""

from great_expectations.expectations import Expectation
from great_expectations.expectations.metadata_types import FailureSeverity

from pipelines.validate.custom_expectations import ExpectNoRows
from pipelines.validate.fact_expectations import expectations_of_fact

expectations: list[Expectation] = [
    *expectations_of_fact(
        "fact_emissions", amount="amount_tco2e", low="low_tco2e", high="high_tco2e"
    ),
    ExpectNoRows(
        meta={"name": "amounts_are_not_negative"},
        description=(
            "Only net emissions may fall below zero, where offsets exceed them; "
            "offsets, reductions and avoided emissions are quantities of their own."
        ),
        unexpected_rows_query="""
            select figure_id, measure, amount_tco2e
            from {batch}
            where measure <> 'ghg_emissions_net' and amount_tco2e < 0
        """,
    ),
    ExpectNoRows(
        meta={"name": "scopes_are_of_the_inventory"},
        description=(
            "Emissions have a scope of the GHG Protocol, or one that the document "
            "does not state. What others avoid (Scope 3+) is not emitted."
        ),
        unexpected_rows_query="""
            select figure_id, measure, scope
            from {batch}
            where
                scope = 'not_applicable'
                or (
                    scope = 'scope_3_plus'
                    and measure in (
                        'ghg_emissions_gross',
                        'ghg_emissions_net',
                        'co2_emissions'
                    )
                )
        """,
    ),
    ExpectNoRows(
        meta={"name": "parts_are_not_greater_than_the_group"},
        severity=FailureSeverity.WARNING,
        description=(
            "A part of a company emits no more than the whole: a part that does was "
            "likely read in another unit, or the figure is the group's."
        ),
        unexpected_rows_query="""
            select
                parts.figure_id,
                parts.company_id,
                parts.org_unit_id,
                parts.scope,
                parts.fiscal_year,
                parts.amount_tco2e,
                wholes.amount_tco2e as group_tco2e
            from {batch} as parts
            inner join {batch} as wholes
                on
                    parts.company_id = wholes.company_id
                    and parts.boundary = wholes.boundary
                    and parts.measure = wholes.measure
                    and parts.scope = wholes.scope
                    and parts.period_end = wholes.period_end
            where
                parts.org_unit_id not in ('group', 'unknown')
                and wholes.org_unit_id = 'group'
                and parts.low_tco2e > wholes.high_tco2e
        """,
    ),
]
