-- Emissions per revenue, where the revenue of the same part and period is printed.
-- Grain: one row per company, org unit, boundary, measure, scope, period and unit.
--
-- Computed, so that it can be held against the intensity that a company prints itself
-- (fact_intensity). Revenue has no boundary of the GHG Protocol: it serves all of them.

with

emissions as (
    select * from metric_level
    where
        measure in ('ghg_emissions_gross', 'ghg_emissions_net')
        and period_start is not null
),

revenues as (
    select * from metric_level
    where measure = 'revenue' and low > 0
    qualify
        row_number() over (
            partition by company_id, org_unit_id, period_start, period_end, unit
            order by boundary asc
        ) = 1
)

select
    emissions.company_id,
    emissions.org_unit_id,
    emissions.boundary,
    emissions.measure,
    emissions.scope,
    emissions.fiscal_year,
    emissions.period_kind,
    emissions.period_start,
    emissions.period_end,
    'tCO2e/' || revenues.unit as unit,
    emissions.amount as emissions_tco2e,
    revenues.amount as revenue,
    (emissions.amount / revenues.amount)::decimal(28, 6) as amount,
    if(
        emissions.low < 0,
        emissions.low / revenues.low,
        emissions.low / revenues.high
    )::decimal(28, 6) as low,
    if(
        emissions.high < 0,
        emissions.high / revenues.high,
        emissions.high / revenues.low
    )::decimal(28, 6) as high,
    list_sort(list_distinct(emissions.figure_ids || revenues.figure_ids)) as figure_ids,
    emissions.is_corrected or revenues.is_corrected as is_corrected
from emissions
inner join revenues
    on
        emissions.company_id = revenues.company_id
        and emissions.org_unit_id = revenues.org_unit_id
        and emissions.period_start = revenues.period_start
        and emissions.period_end = revenues.period_end
