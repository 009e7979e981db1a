-- Every metric in one long table for BI tools, with the figures that it came from.
-- Grain: one row per metric, which metric_id names.
--
-- A metric is named for its measure and its kind, which dim_metric defines:
-- ghg_emissions_net is the level, ghg_emissions_net_change_pct its change in percent.
-- metric_id is company/org unit/year/metric/scope/boundary. A period that is not the
-- company's fiscal year stands in place of the year, and the unit at the end where the
-- measure has several. It does not depend on what else is in the warehouse.

with

levels as (
    select * from metric_level
),

changes as not materialized (
    select * from metric_change
),

growths as (
    select * from metric_growth
),

shares as (
    select * from metric_share
),

intensities as (
    select * from metric_intensity
),

companies as (
    select * from dim_company
),

progress as (
    select
        progress.*,
        -- A target by the end of the company's fiscal year is named for the year.
        if(
            strftime(progress.period_end, '%m') = left(companies.fiscal_year_end, 2),
            progress.target_fiscal_year::varchar,
            progress.period_end::varchar
        ) as reached_by
    from metric_target_progress as progress
    inner join companies on progress.company_id = companies.company_id
    where progress.latest_fiscal_year is not null
),

told_progress as (
    select
        *,
        unnest([
            { 'metric_kind': 'progress_pct', 'amount': progress_pct::decimal(28, 6) },
            { 'metric_kind': 'distance_to_target', 'amount': distance_to_target },
            {
                'metric_kind': 'required_annual_change',
                'amount': required_annual_change
            },
            {
                'metric_kind': 'achieved_annual_change',
                'amount': achieved_annual_change
            },
            {
                'metric_kind': 'cumulative_amount',
                'amount': if(target_kind = 'cumulative', latest_amount, null)
            }
        ]) as told
    from progress
),

spreads as (
    select * from fact_best_figure
    where source_count > 1 and spread_pct is not null and fact_table <> 'fact_target'
),

measures as (
    select * from dim_measure
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
        'level' as metric_kind,
        '' as suffix,
        measure,
        scope,
        amount,
        low,
        high,
        unit,
        unit as measured_unit,
        figure_ids
    from levels
    union all
    select
        company_id,
        org_unit_id,
        boundary,
        fiscal_year,
        period_kind,
        period_start,
        period_end,
        if(vintage = 'latest', 'change', 'change_in_document') as metric_kind,
        if(vintage = 'latest', '_change', '_change_in_document') as suffix,
        measure,
        scope,
        change_amount as amount,
        change_amount_low as low,
        change_amount_high as high,
        if(unit = '%', 'percentage points', unit) as unit,
        unit as measured_unit,
        figure_ids
    from changes
    union all
    select
        company_id,
        org_unit_id,
        boundary,
        fiscal_year,
        period_kind,
        period_start,
        period_end,
        if(vintage = 'latest', 'change_pct', 'change_pct_in_document') as metric_kind,
        if(vintage = 'latest', '_change_pct', '_change_pct_in_document') as suffix,
        measure,
        scope,
        change_pct as amount,
        change_pct_low as low,
        change_pct_high as high,
        '%' as unit,
        unit as measured_unit,
        figure_ids
    from changes
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
        'compound_change_pct' as metric_kind,
        '_compound_change_pct' as suffix,
        measure,
        scope,
        compound_change_pct as amount,
        compound_change_pct_low as low,
        compound_change_pct_high as high,
        '%' as unit,
        unit as measured_unit,
        figure_ids
    from growths
    union all
    select
        company_id,
        org_unit_id,
        boundary,
        fiscal_year,
        period_kind,
        period_start,
        period_end,
        metric_kind,
        if(
            metric_kind = 'share_of_total',
            '_share_of_' || whole_scope,
            '_' || metric_kind
        ) as suffix,
        measure,
        -- Reductions whose method is not stated are a share of either method's.
        if(metric_kind = 'share_of_emissions', whole_scope, scope) as scope,
        share_pct as amount,
        share_pct_low as low,
        share_pct_high as high,
        '%' as unit,
        unit as measured_unit,
        figure_ids
    from shares
    union all
    select
        company_id,
        org_unit_id,
        boundary,
        fiscal_year,
        period_kind,
        period_start,
        period_end,
        'per_revenue' as metric_kind,
        '_per_revenue' as suffix,
        measure,
        scope,
        amount,
        low,
        high,
        unit,
        unit as measured_unit,
        figure_ids
    from intensities
    union all
    select
        company_id,
        org_unit_id,
        boundary,
        latest_fiscal_year as fiscal_year,
        'fiscal_year' as period_kind,
        null as period_start,
        null as period_end,
        told.metric_kind,
        '_' || told.metric_kind || '_' || reached_by as suffix,
        measure,
        scope,
        told.amount,
        null as low,
        null as high,
        if(told.metric_kind = 'progress_pct', '%', measured_unit) as unit,
        -- One target has one row of each kind, whatever it is measured in.
        null as measured_unit,
        list_sort(list_distinct(figure_ids || [target_figure_id])) as figure_ids
    from told_progress
    where told.amount is not null
    union all
    select
        company_id,
        org_unit_id,
        boundary,
        fiscal_year,
        period_kind,
        period_start,
        period_end,
        'spread_pct' as metric_kind,
        '_spread_pct' as suffix,
        measure,
        scope,
        spread_pct as amount,
        null as low,
        null as high,
        '%' as unit,
        canonical_unit as measured_unit,
        [figure_id] as figure_ids
    from spreads
),

corrected as (
    select coalesce(list(statement_id), []) as ids
    from stg_corrected_statement
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
        metrics.measure || metrics.suffix,
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
    metrics.measure || metrics.suffix as metric,
    metrics.metric_kind,
    metrics.measure,
    metrics.scope,
    metrics.amount::decimal(28, 6) as amount,
    metrics.low::decimal(28, 6) as low,
    metrics.high::decimal(28, 6) as high,
    metrics.unit,
    metrics.figure_ids,
    any_corrected(
        metrics.figure_ids, (select corrected.ids from corrected)
    ) as is_corrected
from metrics
left join measures on metrics.measure = measures.measure
