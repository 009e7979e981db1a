"""Expectations of fact_figure: nothing that was printed is lost or counted twice."""

from great_expectations.expectations import Expectation
from great_expectations.expectations.metadata_types import FailureSeverity

from pipelines.validate.custom_expectations import (
    ExpectNoLossOfRows,
    ExpectNoRows,
    ExpectStatementsToStay,
)
from pipelines.validate.fact_expectations import (
    interval_holds,
    nothing_is_lost,
    one_id_is_one,
    periods_are_in_order,
)
from pipelines.validate.suites import NO_LOSS

SERIES = ["company_id", "org_unit_id", "boundary", "measure", "scope"]

expectations: list[Expectation] = [
    nothing_is_lost("figure_id", "raw_figure", "quarantine_figure"),
    interval_holds("amount", "low", "high", key="figure_id"),
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
    ExpectNoRows(
        meta={"name": "companies_are_the_documents"},
        severity=FailureSeverity.WARNING,
        description=(
            "A document that one company is about, as an issuer's report is, states "
            "figures of that company: another's name was likely taken from a row "
            "beside it. Only a data set of many companies may state others."
        ),
        unexpected_rows_query="""
            select
                figures.figure_id,
                figures.document_id,
                figures.company_id,
                documents.company_id as document_company_id
            from {batch} as figures
            inner join dim_document as documents
                on figures.document_id = documents.document_id
            where
                documents.source_kind <> 'aggregator'
                and documents.company_id <> 'unknown'
                and figures.company_id <> documents.company_id
        """,
    ),
    ExpectNoRows(
        meta={"name": "reports_are_of_the_year_before"},
        severity=FailureSeverity.WARNING,
        description=(
            "An issuer's report comes out in the newest year that it states or in the "
            "next: otherwise the day on which it was published is likely wrong, and "
            "with it which statement came first."
        ),
        unexpected_rows_query="""
            select
                figures.document_id,
                any_value(figures.known_from) as known_from,
                max(figures.fiscal_year) as newest_fiscal_year
            from {batch} as figures
            inner join dim_document as documents
                on figures.document_id = documents.document_id
            where
                documents.source_kind = 'issuer_report'
                and figures.fact_table <> 'fact_target'
                and figures.known_from is not null
            group by figures.document_id
            having
                max(figures.fiscal_year) < year(any_value(figures.known_from)) - 1
        """,
    ),
    ExpectNoRows(
        meta={"name": "decimals_are_of_the_whole_table"},
        severity=FailureSeverity.WARNING,
        description=(
            "Where a document states ten or more figures in tonnes, and all but one, "
            "or one in twenty, have no decimals, the decimal mark of that one was "
            "likely a mark that groups digits."
        ),
        unexpected_rows_query="""
            select figure_id, document_id, measure, fiscal_year, value_text, unit_text
            from {batch}
            where unit = 'tCO2e' and value_kind = 'number'
            window same_unit as (partition by document_id, unit_text)
            qualify
                amount <> trunc(amount)
                and count(*) over same_unit >= 10
                and count(*) filter (amount <> trunc(amount)) over same_unit
                <= greatest(1, 0.05 * count(*) over same_unit)
        """,
    ),
    ExpectStatementsToStay(
        meta={"name": "figures_are_those_of_the_last_release"},
        description=(
            "What the last release stated for a document is stated for it still: else "
            "the document was changed, or it is read or understood otherwise, and "
            "whoever cited the figure should know. What corrections.csv puts right may "
            "differ."
        ),
        statements="fact_figure",
        said=(
            "statements.company_id, org_unit_id, boundary, measure, scope, "
            "fiscal_year, period_end, value_kind, amount, canonical_unit"
        ),
    ),
]
