"""Expectations of metric_total: printed and computed totals, and a verdict on them."""

from great_expectations.expectations import Expectation, ExpectColumnValuesToBeInSet

from pipelines.validate.custom_expectations import ExpectNoRows
from pipelines.validate.fact_expectations import interval_holds, periods_are_in_order
from pipelines.validate.metric_expectations import figures_are_named

KEY = "company_id, org_unit_id, measure, scope, fiscal_year"

expectations: list[Expectation] = [
    ExpectColumnValuesToBeInSet(
        meta={"name": "verdict_is_known"},
        description="A total is judged in one of six ways; readers filter by them.",
        column="verdict",
        value_set=[
            "agrees",
            "disagrees",
            "incomplete",
            "double_counted",
            "reported_only",
            "computed_only",
        ],
    ),
    ExpectNoRows(
        meta={"name": "verdict_fits_the_amounts"},
        description=(
            "A total that is printed and computed either agrees or disagrees; "
            "one of the two alone can do neither."
        ),
        unexpected_rows_query=f"""
            select {KEY}, verdict, reported_tco2e, computed_tco2e
            from {{batch}}
            where
                (verdict = 'computed_only') <> (reported_tco2e is null)
                or (
                    verdict not in ('reported_only', 'double_counted')
                    and computed_tco2e is null
                )
                or (verdict = 'reported_only' and computed_tco2e is not null)
        """,
    ),
    ExpectNoRows(
        meta={"name": "amount_is_printed_or_computed"},
        description=(
            "The amount is the printed or the computed total: "
            "a third number would come from nowhere."
        ),
        unexpected_rows_query=f"""
            select {KEY}, amount_tco2e, reported_tco2e, computed_tco2e
            from {{batch}}
            where
                amount_tco2e is distinct from reported_tco2e
                and amount_tco2e is distinct from computed_tco2e
        """,
    ),
    ExpectNoRows(
        meta={"name": "difference_is_printed_less_computed"},
        description=(
            "The difference is the printed total less the computed one, "
            "so that its sign says which is larger."
        ),
        unexpected_rows_query=f"""
            select {KEY}, reported_tco2e, computed_tco2e, difference_tco2e
            from {{batch}}
            where difference_tco2e is distinct from reported_tco2e - computed_tco2e
        """,
    ),
    ExpectNoRows(
        meta={"name": "what_is_missing_is_told"},
        description=(
            "What rounding does not explain is told exactly where a printed total and "
            "its parts do not agree. It has the sign of the difference and is no more "
            "than it: below zero, the parts are more than their total."
        ),
        unexpected_rows_query=f"""
            select {KEY}, verdict, difference_tco2e, missing_tco2e
            from {{batch}}
            where
                (verdict in ('disagrees', 'incomplete', 'double_counted'))
                <> (missing_tco2e is not null)
                or missing_tco2e * sign(difference_tco2e) < 0
                or abs(missing_tco2e) > abs(difference_tco2e)
        """,
    ),
    ExpectNoRows(
        meta={"name": "one_row_is_the_level"},
        description=(
            "At most one row of a total is the level that other metrics are computed "
            "from, and never one that the parts of the group add up to or that counts "
            "emissions twice: a total with two levels would change within its year."
        ),
        unexpected_rows_query=f"""
            select {KEY}, total_of, verdict, level_count
            from (
                select
                    *,
                    count_if(is_level) over (
                        partition by inventory_id, measure, scope
                    ) as level_count
                from {{batch}}
            )
            where
                is_level
                and (
                    level_count > 1
                    or total_of = 'org_units'
                    or verdict = 'double_counted'
                )
        """,
    ),
    interval_holds("amount_tco2e", "low_tco2e", "high_tco2e", key=KEY),
    periods_are_in_order(),
    figures_are_named(KEY),
]
