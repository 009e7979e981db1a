"""Expectations of metric_intensity: tonnes by millions of a currency that is named."""

from great_expectations.expectations import Expectation

from pipelines.validate.custom_expectations import ExpectNoRows
from pipelines.validate.fact_expectations import interval_holds, periods_are_in_order
from pipelines.validate.metric_expectations import figures_are_named

KEY = "company_id, org_unit_id, measure, scope, fiscal_year, unit"

expectations: list[Expectation] = [
    ExpectNoRows(
        meta={"name": "amount_is_emissions_by_revenue"},
        description=(
            "The intensity is the emissions by the revenue: it is held against the one "
            "that a company prints itself."
        ),
        unexpected_rows_query=f"""
            select {KEY}, emissions_tco2e, revenue, amount
            from {{batch}}
            where
                not coalesce(
                    revenue > 0
                    and abs(amount - emissions_tco2e / revenue)
                    <= 0.000001 + 1e-9 * abs(amount),
                    false
                )
        """,
    ),
    ExpectNoRows(
        meta={"name": "unit_says_per_what"},
        description=(
            "The unit names the currency: "
            "per million of which money makes another number."
        ),
        unexpected_rows_query=f"""
            select {KEY}, amount
            from {{batch}}
            where not regexp_full_match(unit, 'tCO2e/million [A-Z]+')
        """,
    ),
    interval_holds("amount", "low", "high", key=KEY),
    periods_are_in_order(),
    figures_are_named(KEY),
]
