-- Figures that the row suite of stg_figure would set apart, told without its tools.
-- Grain: one row per figure.

select figure_id
from stg_figure
where
    not coalesce(
        review_state in ('sure', 'accepted')
        and reading_problem is null
        and company_id is not null
        and org_unit_id is not null
        and boundary is not null
        and measure is not null
        and scope is not null
        and fiscal_year between 1900 and 2200
        and coalesce(period_start <= period_end, true)
        and value_kind in ('number', 'zero', 'not_disclosed', 'not_applicable')
        and (
            value_kind in ('not_disclosed', 'not_applicable')
            or (
                unit_state = 'known'
                and coalesce(amount >= lowest_plausible, true)
                and coalesce(amount <= highest_plausible, true)
                and amount between low and high
            )
        )
        and occurrence = 1
        and not (
            measure in ('ghg_emissions_gross', 'ghg_emissions_net', 'co2_emissions')
            and scope in ('scope_3_plus', 'not_applicable')
        ),
        false
    )
