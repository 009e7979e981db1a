-- Growth over the years, emissions per revenue, and parts of a whole.

create table metric_growth as
with years as (
    select
        *,
        max(if(is_series_break, period_end, null)) over (partition by series, unit)
            as last_break
    from level
    where
        amount > 0
        and low > 0
        and unit <> '%'
        and period_kind in ('fiscal_year', 'calendar_year', 'other_year')
),

spans as (
    select
        series,
        unit,
        any_value(company) as company,
        any_value(org_unit) as org_unit,
        any_value(boundary) as boundary,
        any_value(measure) as measure,
        any_value(scope) as scope,
        min(fiscal_year) as base_fiscal_year,
        max(fiscal_year) as fiscal_year,
        max(fiscal_year) - min(fiscal_year) as year_count,
        arg_max(period_kind, period_end) as period_kind,
        arg_max(period_start, period_end) as period_start,
        max(period_end) as period_end,
        arg_min(amount, period_end) as base_amount,
        arg_min(low, period_end) as base_low,
        arg_min(high, period_end) as base_high,
        arg_max(amount, period_end) as amount,
        arg_max(low, period_end) as low,
        arg_max(high, period_end) as high,
        arg_min(figure_ids, period_end) || arg_max(figure_ids, period_end) as figure_ids
    from years
    where last_break is null or period_end >= last_break
    group by series, unit, month(period_end)
    having max(fiscal_year) - min(fiscal_year) > 1
    qualify
        row_number() over (partition by series, unit order by max(period_end) desc) = 1
)

select
    series as series_id,
    company::varchar as company_id,
    org_unit::varchar as org_unit_id,
    boundary::varchar as boundary,
    measure::varchar as measure,
    scope::varchar as scope,
    base_fiscal_year,
    fiscal_year,
    year_count,
    period_kind::varchar as period_kind,
    period_start,
    period_end,
    unit::varchar as unit,
    base_amount,
    amount,
    compound_change_pct(amount, base_amount, year_count) as compound_change_pct,
    compound_change_pct(low, base_high, year_count) as compound_change_pct_low,
    compound_change_pct(high, base_low, year_count) as compound_change_pct_high,
    list_sort(list_distinct(figure_ids)) as figure_ids
from spans;

create table metric_intensity as
with revenues as (
    select
        company,
        org_unit,
        period_start,
        period_end,
        unit,
        amount,
        low,
        high,
        figure_ids
    from level
    where measure = 'revenue' and low > 0
    qualify
        row_number() over (
            partition by company, org_unit, period_start, period_end, unit
            order by boundary asc
        ) = 1
)

select
    level.company::varchar as company_id,
    level.org_unit::varchar as org_unit_id,
    level.boundary::varchar as boundary,
    level.measure::varchar as measure,
    level.scope::varchar as scope,
    level.fiscal_year,
    level.period_kind::varchar as period_kind,
    level.period_start,
    level.period_end,
    'tCO2e/' || revenues.unit::varchar as unit,
    level.amount as emissions_tco2e,
    revenues.amount as revenue,
    (level.amount / revenues.amount)::decimal(28, 6) as amount,
    if(
        level.low < 0,
        level.low / revenues.low,
        level.low / revenues.high
    )::decimal(28, 6) as low,
    if(
        level.high < 0,
        level.high / revenues.high,
        level.high / revenues.low
    )::decimal(28, 6) as high,
    list_sort(list_distinct(level.figure_ids || revenues.figure_ids)) as figure_ids
from level
inner join revenues
    on
        level.company = revenues.company
        and level.org_unit = revenues.org_unit
        and level.period_start = revenues.period_start
        and level.period_end = revenues.period_end
where level.measure in ('ghg_emissions_gross', 'ghg_emissions_net');

create table metric_share as
with emissions as (
    select measure from measure
    where measure in ('ghg_emissions_gross', 'ghg_emissions_net')
),

-- Scopes of the total, each Scope 2 method by itself; categories of Scope 3; clean
-- electricity of all electricity.
kinds as (
    select
        emissions.measure,
        totals.part_scope::scope_word as scope,
        emissions.measure as whole_measure,
        totals.scope::scope_word as whole_scope,
        'share_of_total' as metric_kind
    from reference_scope_total as totals
    cross join emissions
    where
        totals.rule = 1
        and totals.scope in (
            'scope_1_2_3_location',
            'scope_1_2_3_market',
            'scope_1_2_3_unspecified'
        )
    union all
    select
        emissions.measure,
        scope.scope,
        emissions.measure as whole_measure,
        'scope_3'::scope_word as whole_scope,
        'share_of_scope_3' as metric_kind
    from scope
    cross join emissions
    where scope.level = 'category'
    union all
    select
        'clean_electricity_consumption'::measure_word as measure,
        scope,
        'electricity_consumption'::measure_word as whole_measure,
        scope as whole_scope,
        'share_of_electricity' as metric_kind
    from scope
),

-- Reductions of the emissions of the same scopes; of either method, where they name
-- none.
reductions as (
    select
        level.inventory,
        level.scope,
        emitted.scope as whole_scope
    from level
    inner join scope on level.scope = scope.scope
    inner join scope as emitted
        on
            scope.family = emitted.family
            and (scope.scope = emitted.scope or scope.method = 'unspecified')
    where level.measure = 'emission_reductions' and scope.level in ('part', 'total')
    qualify
        row_number() over (
            partition by level.inventory, emitted.scope
            order by (scope.scope = emitted.scope)::integer desc, level.scope asc
        ) = 1
),

parts as (
    select
        level.*,
        kinds.whole_measure,
        kinds.whole_scope,
        kinds.metric_kind
    from level
    inner join kinds on level.measure = kinds.measure and level.scope = kinds.scope
    union all
    select
        level.*,
        'ghg_emissions_gross'::measure_word as whole_measure,
        reductions.whole_scope,
        'share_of_emissions' as metric_kind
    from level
    inner join reductions
        on level.inventory = reductions.inventory and level.scope = reductions.scope
    where level.measure = 'emission_reductions'
)

select
    parts.company::varchar as company_id,
    parts.org_unit::varchar as org_unit_id,
    parts.boundary::varchar as boundary,
    parts.measure::varchar as measure,
    parts.scope::varchar as scope,
    parts.whole_measure::varchar as whole_measure,
    parts.whole_scope::varchar as whole_scope,
    parts.metric_kind,
    parts.fiscal_year,
    parts.period_kind::varchar as period_kind,
    parts.period_start,
    parts.period_end,
    parts.amount,
    wholes.amount as whole_amount,
    parts.unit::varchar as unit,
    try((100 * parts.amount / wholes.amount)::decimal(28, 4)) as share_pct,
    try((100 * parts.low / wholes.high)::decimal(28, 4)) as share_pct_low,
    try((100 * parts.high / nullif(wholes.low, 0))::decimal(28, 4)) as share_pct_high,
    list_sort(list_distinct(parts.figure_ids || wholes.figure_ids)) as figure_ids
from parts
inner join level as wholes
    on
        parts.inventory = wholes.inventory
        and parts.whole_measure = wholes.measure
        and parts.whole_scope = wholes.scope
where parts.low >= 0 and wholes.low > 0;
