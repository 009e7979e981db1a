-- ---------------------------------------------------------------- all metrics in one
create table metric_value as
with targets as (
    select
        progress.*,
        unnest([
            { 'kind': 'progress_pct', 'amount': progress_pct::decimal(28, 6) },
            { 'kind': 'distance_to_target', 'amount': distance_to_target },
            { 'kind': 'required_annual_change', 'amount': required_annual_change },
            { 'kind': 'achieved_annual_change', 'amount': achieved_annual_change },
            { 'kind': 'cumulative_amount', 'amount': if(target_kind = 'cumulative', latest_amount, null) }
        ]) as told,
        if(
            strftime(progress.period_end, '%m') = left(coalesce(company.fiscal_year_end, '12-31'), 2),
            progress.target_fiscal_year::varchar,
            progress.period_end::varchar
        ) as reached_by
    from progress
    left join company on progress.company_id::company_word = company.company
    where progress.latest_fiscal_year is not null
),
metrics as (
    select
        company_id, org_unit_id, boundary, fiscal_year, period_kind, period_start, period_end,
        measure as metric,
        'level' as metric_kind,
        measure, scope, amount, low, high,
        unit,
        unit as measured_unit,
        figure_ids
    from metric_level
    union all
    select
        company_id, org_unit_id, boundary, fiscal_year, period_kind, period_start, period_end,
        measure || if(vintage = 'latest', '_change', '_change_in_document'),
        if(vintage = 'latest', 'change', 'change_in_document'),
        measure, scope, change_amount, change_amount_low, change_amount_high,
        if(unit = '%', 'percentage points', unit),
        unit,
        figure_ids
    from metric_change
    union all
    select
        company_id, org_unit_id, boundary, fiscal_year, period_kind, period_start, period_end,
        measure || if(vintage = 'latest', '_change_pct', '_change_pct_in_document'),
        if(vintage = 'latest', 'change_pct', 'change_pct_in_document'),
        measure, scope, change_pct, change_pct_low, change_pct_high,
        '%',
        unit,
        figure_ids
    from metric_change
    where change_pct is not null
    union all
    select
        company_id, org_unit_id, boundary, fiscal_year, period_kind, period_start, period_end,
        measure || '_compound_change_pct',
        'compound_change_pct',
        measure, scope, compound_change_pct, compound_change_pct_low, compound_change_pct_high,
        '%',
        unit,
        figure_ids
    from metric_growth
    union all
    select
        company_id, org_unit_id, boundary, fiscal_year, period_kind, period_start, period_end,
        measure || if(metric_kind = 'share_of_total', '_share_of_' || whole_scope, '_' || metric_kind),
        metric_kind,
        measure, if(metric_kind = 'share_of_emissions', whole_scope, scope), share_pct, share_pct_low, share_pct_high,
        '%',
        unit,
        figure_ids
    from metric_share
    union all
    select
        company_id, org_unit_id, boundary, fiscal_year, period_kind, period_start, period_end,
        measure || '_per_revenue',
        'per_revenue',
        measure, scope, amount, low, high,
        unit,
        unit,
        figure_ids
    from metric_intensity
    union all
    select
        company_id, org_unit_id, boundary, latest_fiscal_year, 'fiscal_year', null, null,
        measure || '_' || told.kind || '_' || reached_by,
        told.kind,
        measure, scope, told.amount, null, null,
        if(told.kind = 'progress_pct', '%', measured_unit),
        null,
        list_sort(list_distinct(figure_ids || [target_figure_id]))
    from targets
    where told.amount is not null
    union all
    select
        best.company::varchar, best.org_unit::varchar, best.boundary::varchar, best.fiscal_year,
        best.period_kind::varchar, best.period_start, best.period_end,
        best.measure::varchar || '_spread_pct',
        'spread_pct',
        best.measure::varchar, best.scope::varchar, best.spread_pct, null, null,
        '%',
        best.unit::varchar,
        [best.figure_id]
    from best
    inner join measure on best.measure = measure.measure
    where best.source_count > 1 and best.spread_pct is not null and measure.fact_table <> 'fact_target'
)
select
    concat_ws(
        '/',
        metrics.company_id,
        metrics.org_unit_id,
        case
            when
                metrics.period_kind = 'fiscal_year'
                and coalesce(
                    metrics.period_end = last_day(metrics.period_end)
                    and metrics.period_start = year_start(metrics.period_end),
                    true
                )
                then metrics.fiscal_year::varchar
            when metrics.period_start is null then 'as-of-' || metrics.period_end
            else metrics.period_start || '..' || metrics.period_end
        end,
        metrics.metric,
        metrics.scope,
        metrics.boundary,
        nullif(metrics.measured_unit, measure.canonical_unit)
    ) as metric_id,
    metrics.company_id,
    metrics.org_unit_id,
    metrics.boundary,
    metrics.fiscal_year,
    metrics.period_start,
    metrics.period_end,
    metrics.metric,
    metrics.metric_kind,
    metrics.measure,
    metrics.scope,
    metrics.amount::decimal(28, 6) as amount,
    metrics.low::decimal(28, 6) as low,
    metrics.high::decimal(28, 6) as high,
    metrics.unit,
    metrics.figure_ids
from metrics
inner join reference_measure as measure on metrics.measure = measure.measure;
