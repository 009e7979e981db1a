-- Every metric in one long table, with its name and the figures that it came from.

create table metric_value as
with targets as (
    select
        progress.*,
        unnest([
            { 'kind': 'progress_pct', 'amount': progress.progress_pct },
            { 'kind': 'distance_to_target', 'amount': progress.distance_to_target },
            {
                'kind': 'required_annual_change',
                'amount': progress.required_annual_change
            },
            {
                'kind': 'achieved_annual_change',
                'amount': progress.achieved_annual_change
            },
            {
                'kind': 'cumulative_amount',
                'amount': if(
                    progress.target_kind = 'cumulative', progress.latest_amount, null
                )
            }
        ]) as told,
        -- A target by the end of the company's fiscal year is named for the year.
        if(
            strftime(progress.period_end, '%m')
            = left(coalesce(company.fiscal_year_end, '12-31'), 2),
            progress.target_fiscal_year::varchar,
            progress.period_end::varchar
        ) as reached_by
    from metric_target_progress as progress
    left join company on progress.company_id::company_word = company.company
    where progress.latest_fiscal_year is not null
),

metrics as (
    select
        company_id,
        org_unit_id,
        boundary,
        fiscal_year,
        period_kind,
        period_start,
        period_end,
        measure as metric,
        'level' as metric_kind,
        measure,
        scope,
        amount,
        low,
        high,
        unit,
        unit as measured_unit,
        figure_ids
    from metric_level
    union all
    select
        company_id,
        org_unit_id,
        boundary,
        fiscal_year,
        period_kind,
        period_start,
        period_end,
        measure
        || if(vintage = 'latest', '_change', '_change_in_document') as metric,
        if(vintage = 'latest', 'change', 'change_in_document') as metric_kind,
        measure,
        scope,
        change_amount as amount,
        change_amount_low as low,
        change_amount_high as high,
        if(unit = '%', 'percentage points', unit) as unit,
        unit as measured_unit,
        figure_ids
    from metric_change
    union all
    select
        company_id,
        org_unit_id,
        boundary,
        fiscal_year,
        period_kind,
        period_start,
        period_end,
        measure
        || if(vintage = 'latest', '_change_pct', '_change_pct_in_document') as metric,
        if(vintage = 'latest', 'change_pct', 'change_pct_in_document') as metric_kind,
        measure,
        scope,
        change_pct as amount,
        change_pct_low as low,
        change_pct_high as high,
        '%' as unit,
        unit as measured_unit,
        figure_ids
    from metric_change
    where change_pct is not null
    union all
    select
        company_id,
        org_unit_id,
        boundary,
        fiscal_year,
        period_kind,
        period_start,
        period_end,
        measure || '_compound_change_pct' as metric,
        'compound_change_pct' as metric_kind,
        measure,
        scope,
        compound_change_pct as amount,
        compound_change_pct_low as low,
        compound_change_pct_high as high,
        '%' as unit,
        unit as measured_unit,
        figure_ids
    from metric_growth
    union all
    select
        company_id,
        org_unit_id,
        boundary,
        fiscal_year,
        period_kind,
        period_start,
        period_end,
        measure || if(
            metric_kind = 'share_of_total',
            '_share_of_' || whole_scope,
            '_' || metric_kind
        ) as metric,
        metric_kind,
        measure,
        if(metric_kind = 'share_of_emissions', whole_scope, scope) as scope,
        share_pct as amount,
        share_pct_low as low,
        share_pct_high as high,
        '%' as unit,
        unit as measured_unit,
        figure_ids
    from metric_share
    union all
    select
        company_id,
        org_unit_id,
        boundary,
        fiscal_year,
        period_kind,
        period_start,
        period_end,
        measure || '_per_revenue' as metric,
        'per_revenue' as metric_kind,
        measure,
        scope,
        amount,
        low,
        high,
        unit,
        unit as measured_unit,
        figure_ids
    from metric_intensity
    union all
    select
        company_id,
        org_unit_id,
        boundary,
        latest_fiscal_year as fiscal_year,
        'fiscal_year' as period_kind,
        null as period_start,
        null as period_end,
        measure || '_' || told.kind || '_' || reached_by as metric,
        told.kind as metric_kind,
        measure,
        scope,
        told.amount,
        null as low,
        null as high,
        if(told.kind = 'progress_pct', '%', measured_unit) as unit,
        null as measured_unit,
        list_sort(list_distinct(figure_ids || [target_figure_id])) as figure_ids
    from targets
    where told.amount is not null
    union all
    select
        company::varchar as company_id,
        org_unit::varchar as org_unit_id,
        boundary::varchar as boundary,
        fiscal_year,
        period_kind::varchar as period_kind,
        period_start,
        period_end,
        measure::varchar || '_spread_pct' as metric,
        'spread_pct' as metric_kind,
        measure::varchar as measure,
        scope::varchar as scope,
        spread_pct as amount,
        null as low,
        null as high,
        '%' as unit,
        unit::varchar as measured_unit,
        [figure_id] as figure_ids
    from best
    where
        source_count > 1
        and spread_pct is not null
        and fact_table <> 'fact_target'
)

select
    concat_ws(
        '/',
        metrics.company_id,
        metrics.org_unit_id,
        case
            when
                metrics.period_kind = 'fiscal_year'
                -- Of years of 52 or 53 weeks there may be two of one name.
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
        nullif(metrics.measured_unit, measures.canonical_unit)
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
inner join reference_measure as measures on metrics.measure = measures.measure;
