-- Printed sums with both Scope 2 methods in them: the same emissions counted twice.
-- Grain: one row per figure.
--
-- Found where the printed number is the sum with both methods, within rounding, and is
-- not the sum with either of them. The figure stays in its facts as it was printed; no
-- metric is computed from it.

with

best as (
    select * from fact_best_figure
    where measure in ('ghg_emissions_gross', 'ghg_emissions_net')
),

figures as (
    select * from fact_figure
    where value_kind = 'number'
),

scopes as (
    select * from dim_scope
),

parts as (
    select
        inventory_id,
        measure,
        max(if(scope = 'scope_1', amount, null)) as scope_1,
        max(if(scope = 'scope_1', low, null)) as scope_1_low,
        max(if(scope = 'scope_1', high, null)) as scope_1_high,
        max(if(scope = 'scope_2_location', amount, null)) as location,
        max(if(scope = 'scope_2_location', low, null)) as location_low,
        max(if(scope = 'scope_2_location', high, null)) as location_high,
        max(if(scope = 'scope_2_market', amount, null)) as market,
        max(if(scope = 'scope_2_market', low, null)) as market_low,
        max(if(scope = 'scope_2_market', high, null)) as market_high,
        max(if(scope = 'scope_3', amount, null)) as scope_3,
        max(if(scope = 'scope_3', low, null)) as scope_3_low,
        max(if(scope = 'scope_3', high, null)) as scope_3_high,
        max(if(scope = 'scope_1', figure_id, null)) as scope_1_figure_id,
        max(if(scope = 'scope_2_location', figure_id, null)) as location_figure_id,
        max(if(scope = 'scope_2_market', figure_id, null)) as market_figure_id,
        max(if(scope = 'scope_3', figure_id, null)) as scope_3_figure_id
    from best
    where scope in ('scope_1', 'scope_2_location', 'scope_2_market', 'scope_3')
    group by inventory_id, measure
    having location > 0 and market > 0
),

-- What is beside Scope 2 in a sum of each family.
families as (
    select
        *,
        'scope_2' as family,
        [location_figure_id, market_figure_id] as part_figure_ids,
        0 as others,
        0 as others_low,
        0 as others_high
    from parts
    union all
    select
        *,
        'scope_1_2' as family,
        [scope_1_figure_id, location_figure_id, market_figure_id] as part_figure_ids,
        scope_1 as others,
        scope_1_low as others_low,
        scope_1_high as others_high
    from parts
    where scope_1 is not null
    union all
    select
        *,
        'scope_1_2_3' as family,
        [
            scope_1_figure_id,
            location_figure_id,
            market_figure_id,
            scope_3_figure_id
        ] as part_figure_ids,
        scope_1 + scope_3 as others,
        scope_1_low + scope_3_low as others_low,
        scope_1_high + scope_3_high as others_high
    from parts
    where scope_1 is not null and scope_3 is not null
),

summed as (
    select
        figures.figure_id,
        figures.document_id,
        best.company_id,
        best.org_unit_id,
        best.boundary,
        best.measure,
        best.scope,
        best.fiscal_year,
        best.period_start,
        best.period_end,
        figures.amount as reported_tco2e,
        families.others + families.location as location_sum_tco2e,
        families.others + families.market as market_sum_tco2e,
        families.others + families.location + families.market as double_sum_tco2e,
        families.part_figure_ids,
        figures.low,
        figures.high,
        families.others_low + families.location_low as location_sum_low,
        families.others_high + families.location_high as location_sum_high,
        families.others_low + families.market_low as market_sum_low,
        families.others_high + families.market_high as market_sum_high,
        families.others_low + families.location_low + families.market_low
            as double_sum_low,
        families.others_high + families.location_high + families.market_high
            as double_sum_high
    from best
    inner join scopes on best.scope = scopes.scope
    inner join families
        on
            best.inventory_id = families.inventory_id
            and best.measure = families.measure
            and scopes.family = families.family
    inner join figures on best.fact_id = figures.fact_id
    where best.scope not in ('scope_2_location', 'scope_2_market')
)

select
    figure_id,
    document_id,
    company_id,
    org_unit_id,
    boundary,
    measure,
    scope,
    fiscal_year,
    period_start,
    period_end,
    reported_tco2e,
    location_sum_tco2e,
    market_sum_tco2e,
    double_sum_tco2e,
    part_figure_ids
from summed
where
    roundings_overlap(low, high, double_sum_low, double_sum_high)
    and not roundings_overlap(low, high, location_sum_low, location_sum_high)
    and not roundings_overlap(low, high, market_sum_low, market_sum_high)
