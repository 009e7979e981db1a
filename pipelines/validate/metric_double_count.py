"""Expectations of metric_double_count: the sum has both methods in it, and says so."""

from great_expectations.expectations import Expectation

from pipelines.validate.custom_expectations import ExpectNoRows
from pipelines.validate.metric_expectations import figures_are_named

expectations: list[Expectation] = [
    ExpectNoRows(
        meta={"name": "both_methods_are_added"},
        description=(
            "The double sum is the sum by one method and the part by the other, "
            "whichever of the two comes first: that is what is wrong with it."
        ),
        unexpected_rows_query="""
            select
                sums.figure_id,
                sums.location_sum_tco2e,
                sums.market_sum_tco2e,
                sums.double_sum_tco2e,
                parts.location,
                parts.market
            from {batch} as sums
            left join (
                select
                    named.figure_id,
                    max(parts.amount) filter (parts.scope = 'scope_2_location')
                        as location,
                    max(parts.amount) filter (parts.scope = 'scope_2_market')
                        as market
                from (
                    select figure_id, unnest(part_figure_ids) as part_figure_id
                    from {batch}
                ) as named
                inner join fact_figure as parts
                    on named.part_figure_id = parts.figure_id
                group by named.figure_id
            ) as parts
                on sums.figure_id = parts.figure_id
            where
                sums.double_sum_tco2e
                is distinct from sums.location_sum_tco2e + parts.market
                or sums.double_sum_tco2e
                is distinct from sums.market_sum_tco2e + parts.location
        """,
    ),
    ExpectNoRows(
        meta={"name": "printed_sum_is_of_neither_method"},
        description=(
            "The printed number is not the sum by one method: "
            "a company that adds up rightly must not be told that it counts twice."
        ),
        unexpected_rows_query="""
            select figure_id, reported_tco2e, location_sum_tco2e, market_sum_tco2e
            from {batch}
            where reported_tco2e in (location_sum_tco2e, market_sum_tco2e)
        """,
    ),
    figures_are_named("document_id, measure, scope, period_end", "part_figure_ids"),
]
