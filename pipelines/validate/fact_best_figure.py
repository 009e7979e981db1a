"""Expectations of fact_best_figure: each fact has one source, and one table."""

from great_expectations.expectations import Expectation, ExpectColumnValuesToBeInSet
from great_expectations.expectations.metadata_types import FailureSeverity

from pipelines.validate.custom_expectations import (
    ExpectDistributionOfLastRun,
    ExpectNoRows,
)
from pipelines.validate.fact_expectations import (
    interval_holds,
    one_id_is_one,
    periods_are_in_order,
    sources_are_counted,
)

expectations: list[Expectation] = [
    interval_holds("amount", "low", "high", key="figure_id"),
    periods_are_in_order(),
    sources_are_counted(),
    one_id_is_one(
        "inventory",
        "inventory_id",
        ["company_id", "org_unit_id", "boundary", "period_start", "period_end"],
    ),
    ExpectNoRows(
        meta={"name": "every_fact_has_one_statement"},
        description=(
            "Of every fact that is stated as a number one statement is chosen: "
            "with none it would be in no metric, and with two in each of them twice."
        ),
        unexpected_rows_query="""
            select stated.fact_id, count(best.fact_id) as statement_count
            from (
                select distinct fact_id
                from fact_figure
                where value_kind in ('number', 'zero')
            ) as stated
            left join {batch} as best on stated.fact_id = best.fact_id
            group by stated.fact_id
            having count(best.fact_id) <> 1
        """,
    ),
    ExpectColumnValuesToBeInSet(
        meta={"name": "choice_is_known"},
        description=(
            "A statement is chosen for one of seven reasons: "
            "who would choose otherwise has to find the facts that it matters for."
        ),
        column="choice",
        value_set=[
            "only_statement",
            "source",
            "vintage",
            "precision",
            "printed_unit",
            "agreement",
            "conflict",
        ],
    ),
    ExpectNoRows(
        meta={"name": "choice_fits_the_counts"},
        description=(
            "A statement is chosen for being the only one exactly where there is no "
            "other, and no document is counted that states nothing."
        ),
        unexpected_rows_query="""
            select figure_id, choice, statement_count, source_count
            from {batch}
            where
                (choice = 'only_statement') <> (statement_count = 1)
                or source_count > statement_count
        """,
    ),
    ExpectNoRows(
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
    ExpectDistributionOfLastRun(
        meta={"name": "amounts_are_of_the_size_of_last_time"},
        description=(
            "The median of a measure is at most double, or half, of what it was in the "
            "release before: if many new documents were not read otherwise, their unit "
            "was."
        ),
    ),
    ExpectNoRows(
        meta={"name": "net_emissions_have_their_gross"},
        severity=FailureSeverity.WARNING,
        description=(
            "Net emissions are gross emissions less offsets: an inventory that states "
            "neither for their scope likely calls gross emissions net."
        ),
        unexpected_rows_query="""
            select
                net.figure_id,
                net.company_id,
                net.org_unit_id,
                net.scope,
                net.fiscal_year,
                net.amount
            from {batch} as net
            anti join {batch} as gross
                on
                    net.inventory_id = gross.inventory_id
                    and net.scope = gross.scope
                    and gross.measure = 'ghg_emissions_gross'
            anti join {batch} as offsets
                on
                    net.inventory_id = offsets.inventory_id
                    and offsets.measure = 'carbon_offsets'
            where net.measure = 'ghg_emissions_net'
        """,
    ),
]
