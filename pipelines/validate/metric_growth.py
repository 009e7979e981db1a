"""Expectations of metric_growth: an even pace from a first year to a later one."""

from great_expectations.expectations import Expectation

from pipelines.validate.custom_expectations import ExpectNoRows
from pipelines.validate.fact_expectations import interval_holds, periods_are_in_order
from pipelines.validate.metric_expectations import figures_are_named

KEY = "company_id, org_unit_id, measure, scope, fiscal_year"

expectations: list[Expectation] = [
    ExpectNoRows(
        meta={"name": "years_are_in_order"},
        description=(
            "The base year lies at least two years before the latest, by as many as "
            "are counted: over one year the pace is the change itself."
        ),
        unexpected_rows_query=f"""
            select {KEY}, base_fiscal_year, year_count
            from {{batch}}
            where
                year_count < 2
                or year_count is distinct from fiscal_year - base_fiscal_year
        """,
    ),
    ExpectNoRows(
        meta={"name": "pace_has_the_sign_of_the_rise"},
        description=(
            "What rose from the base year to the latest grew each year, and what fell "
            "shrank: amounts of nothing and less have no such pace."
        ),
        unexpected_rows_query=f"""
            select {KEY}, base_amount, amount, compound_change_pct
            from {{batch}}
            where
                not coalesce(base_amount > 0 and amount > 0, false)
                or compound_change_pct * sign(amount - base_amount) < 0
        """,
    ),
    interval_holds(
        "compound_change_pct",
        "compound_change_pct_low",
        "compound_change_pct_high",
        key=KEY,
    ),
    periods_are_in_order(),
    figures_are_named(KEY),
]
