-- Compound annual change of each series, from the first to the latest of its years that
-- compare.
-- Grain: one row per company, org unit, boundary, measure, scope and unit.
--
-- Years before the latest break in the series do not compare, nor do part years. At
-- least two years lie between the first and the latest. Shares do not compound.

with

levels as (
    select * from metric_level
    where
        amount > 0
        and low > 0
        and unit <> '%'
        and period_kind in ('fiscal_year', 'calendar_year', 'other_year')
),

breaks as (
    select
        series_id,
        unit,
        max(period_end) as last_break
    from levels
    where is_series_break
    group by series_id, unit
),

spans as (
    select
        levels.series_id,
        levels.unit,
        any_value(levels.company_id) as company_id,
        any_value(levels.org_unit_id) as org_unit_id,
        any_value(levels.boundary) as boundary,
        any_value(levels.measure) as measure,
        any_value(levels.scope) as scope,
        min(levels.fiscal_year) as base_fiscal_year,
        max(levels.fiscal_year) as fiscal_year,
        max(levels.fiscal_year) - min(levels.fiscal_year) as year_count,
        arg_max(levels.period_kind, levels.period_end) as period_kind,
        arg_max(levels.period_start, levels.period_end) as period_start,
        max(levels.period_end) as period_end,
        arg_min(levels.amount, levels.period_end) as base_amount,
        arg_min(levels.low, levels.period_end) as base_low,
        arg_min(levels.high, levels.period_end) as base_high,
        arg_max(levels.amount, levels.period_end) as amount,
        arg_max(levels.low, levels.period_end) as low,
        arg_max(levels.high, levels.period_end) as high,
        arg_min(levels.figure_ids, levels.period_end)
        || arg_max(levels.figure_ids, levels.period_end) as figure_ids
    from levels
    left join breaks
        on levels.series_id = breaks.series_id and levels.unit = breaks.unit
    where breaks.last_break is null or levels.period_end >= breaks.last_break
    group by levels.series_id, levels.unit, strftime(levels.period_end, '%m')
    having max(levels.fiscal_year) - min(levels.fiscal_year) > 1
    qualify
        row_number() over (
            partition by levels.series_id, levels.unit
            order by max(levels.period_end) desc
        ) = 1
),

corrected as (
    select coalesce(list(statement_id), []) as ids
    from stg_corrected_statement
)

select
    series_id,
    company_id,
    org_unit_id,
    boundary,
    measure,
    scope,
    base_fiscal_year,
    fiscal_year,
    year_count,
    period_kind,
    period_start,
    period_end,
    unit,
    base_amount,
    amount,
    compound_change_pct(amount, base_amount, year_count) as compound_change_pct,
    compound_change_pct(low, base_high, year_count) as compound_change_pct_low,
    compound_change_pct(high, base_low, year_count) as compound_change_pct_high,
    list_sort(list_distinct(figure_ids)) as figure_ids,
    any_corrected(figure_ids, (select corrected.ids from corrected)) as is_corrected
from spans
