"""Expectations of fact_figure: nothing that was printed is lost or counted twice."""

from great_expectations.expectations import Expectation
from great_expectations.expectations.metadata_types import FailureSeverity

from pipelines.validate.custom_expectations import ExpectNoLossOfRows, ExpectNoRows
from pipelines.validate.fact_expectations import (
    fiscal_years_exist,
    interval_holds,
    nothing_is_lost,
    one_id_is_one,
    org_units_exist,
    periods_are_in_order,
)
from pipelines.validate.suites import NO_LOSS

SERIES = ["company_id", "org_unit_id", "boundary", "measure", "scope"]

expectations: list[Expectation] = [
    nothing_is_lost("figure_id", "raw_figure", "quarantine_figure"),
    interval_holds("amount", "low", "high", key="figure_id"),
    org_units_exist(),
    fiscal_years_exist(),
    one_id_is_one("series", "series_id", SERIES),
    one_id_is_one(
        "fact", "fact_id", [*SERIES, "period_start", "period_end", "canonical_unit"]
    ),
    periods_are_in_order(),
    ExpectNoRows(
        meta={"name": "numbers_have_amounts"},
        description=(
            "A number has an amount, and nothing else has: a dash is not a zero."
        ),
        unexpected_rows_query="""
            select figure_id, value_text, value_kind, amount
            from {batch}
            where (value_kind in ('number', 'zero')) <> (amount is not null)
        """,
    ),
    ExpectNoRows(
        meta={"name": "vintages_are_in_order"},
        description=(
            "A statement is known before another takes its place: "
            "otherwise no day has one answer to what was known then."
        ),
        unexpected_rows_query="""
            select figure_id, known_from, known_to, is_current
            from {batch}
            where known_from >= known_to or is_current <> (known_to is null)
        """,
    ),
    ExpectNoLossOfRows(
        meta={"name": NO_LOSS},
        description=(
            "There are at most 5 % fewer figures than in the release before: a folder "
            "that was not copied whole, or a reader that fails, must not empty the "
            "warehouse. If documents were meant to go, run once with "
            "SCOPEBOOK_ACCEPT_LOSS=true."
        ),
        counted="figures_accepted",
    ),
    ExpectNoRows(
        meta={"name": "periods_are_over_when_published"},
        severity=FailureSeverity.WARNING,
        description=(
            "A figure that is no target is of a period that was over when its document "
            "came out: otherwise its year or the document's date was mistyped."
        ),
        unexpected_rows_query="""
            select figure_id, document_id, measure, fiscal_year, period_end, known_from
            from {batch}
            where fact_table <> 'fact_target' and period_end > known_from
        """,
    ),
    ExpectNoRows(
        meta={"name": "years_are_of_one_time"},
        severity=FailureSeverity.WARNING,
        description=(
            "No single figure lies five years or more from all others of its company: "
            "a digit of its year was likely mistyped."
        ),
        unexpected_rows_query="""
            select any_value(figure_id) as figure_id, company_id, fiscal_year
            from (
                select
                    figure_id,
                    company_id,
                    fiscal_year,
                    min(fiscal_year) over years_before as year_before,
                    min(fiscal_year) over years_after as year_after
                from {batch}
                where fact_table <> 'fact_target'
                window
                    years_before as (
                        partition by company_id order by fiscal_year
                        range between 4 preceding and 1 preceding
                    ),
                    years_after as (
                        partition by company_id order by fiscal_year
                        range between 1 following and 4 following
                    )
            )
            where
                company_id in (
                    select company_id from {batch}
                    where fact_table <> 'fact_target'
                    group by company_id
                    having min(fiscal_year) < max(fiscal_year)
                )
            group by company_id, fiscal_year
            having
                count(*) = 1
                and bool_and(year_before is null and year_after is null)
        """,
    ),
    ExpectNoRows(
        meta={"name": "rows_of_a_table_have_no_gaps"},
        severity=FailureSeverity.WARNING,
        description=(
            "A document that states emissions of a scope for two years states them for "
            "the years between, where it states others: one that is missing was likely "
            "read as of another year, scope or measure."
        ),
        unexpected_rows_query="""
            select cells.*
            from (
                select
                    *,
                    lead(fiscal_year) over (
                        partition by
                            document_id,
                            company_id,
                            org_unit_id,
                            boundary,
                            measure,
                            scope
                        order by fiscal_year
                    ) as next_year
                from (
                    select distinct
                        document_id, company_id, org_unit_id, boundary, measure, scope,
                        fiscal_year
                    from {batch}
                    where measure in ('ghg_emissions_gross', 'ghg_emissions_net')
                )
            ) as cells
            semi join (
                select distinct
                    document_id, company_id, org_unit_id, boundary, measure, fiscal_year
                from {batch}
            ) as others
                on
                    cells.document_id = others.document_id
                    and cells.company_id = others.company_id
                    and cells.org_unit_id = others.org_unit_id
                    and cells.boundary = others.boundary
                    and cells.measure = others.measure
                    and others.fiscal_year > cells.fiscal_year
                    and others.fiscal_year < cells.next_year
            where cells.next_year > cells.fiscal_year + 1
        """,
    ),
]
