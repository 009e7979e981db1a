-- What part of a whole each amount is, in percent.
-- Grain: one row per company, org unit, boundary, measure, scope, whole and period.
--
-- Scopes of the total of Scopes 1, 2 and 3, each Scope 2 method by itself; categories
-- of Scope 3; reductions achieved of the gross emissions of the same scopes (of either
-- method, where the reduction names none); clean electricity of all electricity.

with

levels as (
    select
        *,
        inventory_key(company_id, org_unit_id, boundary, period_start, period_end)
            as inventory_id
    from metric_level
    where
        measure in (
            'ghg_emissions_gross',
            'ghg_emissions_net',
            'emission_reductions',
            'clean_electricity_consumption',
            'electricity_consumption'
        )
),

scopes as (
    select * from dim_scope
),

-- Which scope may be a part of which.
wholes as (
    select
        unnest(parts) as scope,
        scope as whole_scope,
        if(level = 'total', 'share_of_total', 'share_of_scope_3') as metric_kind
    from scopes
    where scope in (
        'scope_3',
        'scope_1_2_3_location',
        'scope_1_2_3_market',
        'scope_1_2_3_unspecified'
    )
),

paired as (
    select
        levels.inventory_id,
        levels.measure,
        levels.scope,
        levels.measure as whole_measure,
        wholes.whole_scope,
        wholes.metric_kind
    from levels
    inner join wholes on levels.scope = wholes.scope
    where levels.measure in ('ghg_emissions_gross', 'ghg_emissions_net')
    union all
    select
        levels.inventory_id,
        levels.measure,
        levels.scope,
        'ghg_emissions_gross' as whole_measure,
        emitted.scope as whole_scope,
        'share_of_emissions' as metric_kind
    from levels
    inner join scopes on levels.scope = scopes.scope
    inner join scopes as emitted
        on
            scopes.family = emitted.family
            and (scopes.scope = emitted.scope or scopes.method = 'unspecified')
    where levels.measure = 'emission_reductions' and scopes.level in ('part', 'total')
    -- What names its method goes before what may be of either.
    qualify
        row_number() over (
            partition by levels.inventory_id, emitted.scope
            order by (scopes.scope = emitted.scope)::integer desc, levels.scope asc
        ) = 1
    union all
    select
        inventory_id,
        measure,
        scope,
        'electricity_consumption' as whole_measure,
        scope as whole_scope,
        'share_of_electricity' as metric_kind
    from levels
    where measure = 'clean_electricity_consumption'
)

select
    levels.company_id,
    levels.org_unit_id,
    levels.boundary,
    levels.measure,
    levels.scope,
    paired.whole_measure,
    paired.whole_scope,
    paired.metric_kind,
    levels.fiscal_year,
    levels.period_kind,
    levels.period_start,
    levels.period_end,
    levels.amount,
    wholes.amount as whole_amount,
    levels.unit,
    try((100 * levels.amount / wholes.amount)::decimal(28, 4)) as share_pct,
    try((100 * levels.low / wholes.high)::decimal(28, 4)) as share_pct_low,
    try((100 * levels.high / nullif(wholes.low, 0))::decimal(28, 4)) as share_pct_high,
    list_sort(list_distinct(levels.figure_ids || wholes.figure_ids)) as figure_ids,
    levels.is_corrected or wholes.is_corrected as is_corrected
from paired
inner join levels
    on
        paired.inventory_id = levels.inventory_id
        and paired.measure = levels.measure
        and paired.scope = levels.scope
inner join levels as wholes
    on
        paired.inventory_id = wholes.inventory_id
        and paired.whole_measure = wholes.measure
        and paired.whole_scope = wholes.scope
where levels.low >= 0 and wholes.low > 0
