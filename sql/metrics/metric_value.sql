-- Every metric in one long table for BI tools: levels, changes, progress to targets.
-- Grain: one row per metric, which metric_id names.
--
-- A metric is named for its measure: ghg_emissions_net is the level,
-- ghg_emissions_net_change its change on the year before in the measure's own unit,
-- ghg_emissions_net_change_pct the same in percent.

with

levels as (
    select * from metric_level
),

changes as (
    select * from metric_change
),

progress as (
    select *
    from metric_target_progress
    where progress_pct is not null
),

metrics as (
    select
        company_id,
        org_unit_id,
        boundary,
        fiscal_year,
        period_start,
        period_end,
        measure as metric,
        scope,
        amount,
        low,
        high,
        unit,
        figure_ids
    from levels
    union all
    select
        company_id,
        org_unit_id,
        boundary,
        fiscal_year,
        period_start,
        period_end,
        measure || '_change' as metric,
        scope,
        change_amount as amount,
        change_amount_low as low,
        change_amount_high as high,
        if(unit = '%', 'percentage points', unit) as unit,
        figure_ids
    from changes
    union all
    select
        company_id,
        org_unit_id,
        boundary,
        fiscal_year,
        period_start,
        period_end,
        measure || '_change_pct' as metric,
        scope,
        change_pct as amount,
        change_pct_low as low,
        change_pct_high as high,
        '%' as unit,
        figure_ids
    from changes
    where change_pct is not null
    union all
    select
        company_id,
        org_unit_id,
        boundary,
        latest_fiscal_year as fiscal_year,
        null as period_start,
        make_date(target_fiscal_year, 12, 31) as period_end,
        measure || '_progress_pct' as metric,
        scope,
        progress_pct as amount,
        null as low,
        null as high,
        '%' as unit,
        list_sort(list_distinct(figure_ids || [target_figure_id])) as figure_ids
    from progress
),

named as (
    select
        *,
        concat_ws(
            '/', company_id, org_unit_id, fiscal_year, metric, scope
        ) as short_name,
        count(*) over (
            partition by company_id, org_unit_id, fiscal_year, metric, scope
        ) as namesake_count
    from metrics
)

select
    -- Boundary, period and unit are named only where they are needed to tell apart.
    if(
        namesake_count = 1,
        short_name,
        concat_ws('/', short_name, boundary, period_start, period_end, unit)
    ) as metric_id,
    company_id,
    org_unit_id,
    boundary,
    fiscal_year,
    period_start,
    period_end,
    metric,
    scope,
    amount::decimal(28, 6) as amount,
    low::decimal(28, 6) as low,
    high::decimal(28, 6) as high,
    unit,
    figure_ids
from named
