"""Expectations of metric_level: amounts that say where they come from."""

from great_expectations.expectations import Expectation, ExpectColumnValuesToBeInSet

from pipelines.validate.custom_expectations import ExpectNoRows
from pipelines.validate.fact_expectations import interval_holds, periods_are_in_order
from pipelines.validate.metric_expectations import figures_are_named

KEY = "company_id, org_unit_id, measure, scope, fiscal_year"

expectations: list[Expectation] = [
    ExpectColumnValuesToBeInSet(
        meta={"name": "origin_is_known"},
        description="An amount is printed or computed, and a reader can tell which.",
        column="origin",
        value_set=["printed", "computed"],
    ),
    ExpectNoRows(
        meta={"name": "origin_fits_the_figures"},
        description=(
            "A printed amount is one figure, and a computed one comes from several: "
            "otherwise a sum would be told as what a company wrote."
        ),
        unexpected_rows_query=f"""
            select {KEY}, origin, figure_ids
            from {{batch}}
            where
                (origin = 'printed' and len(figure_ids) > 1)
                or (origin = 'computed' and len(figure_ids) = 1)
        """,
    ),
    ExpectNoRows(
        meta={"name": "double_counts_are_left_out"},
        description=(
            "No amount comes from a printed sum with both Scope 2 methods in it: "
            "every change would be one of emissions that do not exist."
        ),
        unexpected_rows_query="""
            select
                levels.company_id,
                levels.org_unit_id,
                levels.measure,
                levels.scope,
                levels.fiscal_year,
                sums.figure_id
            from {batch} as levels
            inner join metric_double_count as sums
                on
                    levels.company_id = sums.company_id
                    and levels.measure = sums.measure
                    and levels.scope = sums.scope
                    and levels.period_end = sums.period_end
            where list_contains(levels.figure_ids, sums.figure_id)
        """,
    ),
    interval_holds("amount", "low", "high", key=KEY),
    periods_are_in_order(),
    figures_are_named(KEY),
]
