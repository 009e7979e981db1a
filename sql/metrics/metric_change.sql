-- Changes from one period to the next, with the interval that rounding allows.
-- Grain: one row per company, org unit, boundary, measure, scope, period, unit and
-- vintage.
--
-- vintage latest: between the best amounts of both years, whichever document each is
-- from. vintage one_document: both years as one document states them, like for like;
-- of several such documents the one of the best kind of source, then the latest.
-- Only between periods that adjoin and are of equal length, of the same company, org
-- unit, boundary, measure and scope. A change across a break in the series is shown,
-- and says so. Changes of a share are in percentage points (change_amount) and, as of
-- any other measure, in percent of the prior amount (change_pct).

with

levels as (
    select
        series_id,
        company_id,
        org_unit_id,
        boundary,
        measure,
        scope,
        fiscal_year,
        period_kind,
        period_start,
        period_end,
        period_months(period_start, period_end) as months,
        unit,
        amount,
        low,
        high,
        is_series_break,
        document_id,
        figure_ids
    from metric_level
    where period_start is not null
),

-- Of periods that end on one day and last as many months, the one that starts first.
earlier_periods as (
    select
        series_id,
        unit,
        period_end,
        period_months(period_start, period_end) as months,
        min(period_start) as period_start
    from metric_level
    where period_start is not null
    group by series_id, unit, period_end, months
),

earlier_levels as (
    select
        earlier_periods.months,
        metric_level.series_id,
        metric_level.unit,
        metric_level.fiscal_year,
        metric_level.period_end,
        metric_level.amount,
        metric_level.low,
        metric_level.high,
        metric_level.document_id,
        metric_level.figure_ids
    from metric_level
    inner join earlier_periods
        on
            metric_level.series_id = earlier_periods.series_id
            and metric_level.unit = earlier_periods.unit
            and metric_level.period_start = earlier_periods.period_start
            and metric_level.period_end = earlier_periods.period_end
),

double_counts as (
    select * from metric_double_count
),

statements as (
    select
        figures.figure_id,
        figures.document_id,
        figures.series_id,
        figures.canonical_unit,
        figures.period_start,
        figures.period_end,
        period_months(figures.period_start, figures.period_end) as months,
        figures.source_rank,
        figures.known_from,
        (figures.unit_decided_by <> 'reference')::integer as is_inferred,
        figures.high - figures.low as width
    from fact_figure as figures
    anti join double_counts on figures.figure_id = double_counts.figure_id
    where
        figures.value_kind in ('number', 'zero')
        and figures.period_start is not null
        and figures.fact_table <> 'fact_target'
),

-- Of each document that states both years, the most precise statements.
within_one as (
    select
        statements.figure_id,
        earlier.figure_id as prior_figure_id,
        statements.series_id,
        statements.canonical_unit as unit,
        statements.period_start,
        statements.period_end
    from statements
    inner join statements as earlier
        on
            statements.document_id = earlier.document_id
            and statements.series_id = earlier.series_id
            and statements.canonical_unit = earlier.canonical_unit
            and statements.months = earlier.months
            and statements.period_start = earlier.period_end + 1
    qualify
        row_number() over (
            partition by
                statements.series_id,
                statements.canonical_unit,
                statements.period_end,
                statements.months
            order by
                statements.source_rank asc,
                statements.known_from desc nulls last,
                statements.document_id asc,
                statements.is_inferred asc,
                statements.width asc,
                statements.figure_id asc,
                earlier.is_inferred asc,
                earlier.width asc,
                earlier.figure_id asc
        ) = 1
),

latest as (
    select
        levels.series_id,
        levels.company_id,
        levels.org_unit_id,
        levels.boundary,
        levels.measure,
        levels.scope,
        levels.fiscal_year,
        earlier_levels.fiscal_year as prior_fiscal_year,
        levels.period_kind,
        levels.period_start,
        levels.period_end,
        earlier_levels.period_end as prior_period_end,
        levels.unit,
        -- Computed totals whose parts are all of one document are like for like too.
        unnest(if(
            levels.document_id = earlier_levels.document_id
            and within_one.series_id is null,
            ['latest', 'one_document'],
            ['latest']
        )) as vintage,
        levels.amount,
        earlier_levels.amount as prior_amount,
        levels.low,
        earlier_levels.low as prior_low,
        levels.high,
        earlier_levels.high as prior_high,
        levels.is_series_break,
        coalesce(levels.document_id = earlier_levels.document_id, false)
            as is_like_for_like,
        levels.document_id,
        merged_ids(levels.figure_ids, earlier_levels.figure_ids) as figure_ids
    from levels
    inner join earlier_levels
        on
            levels.series_id = earlier_levels.series_id
            and levels.unit = earlier_levels.unit
            and levels.months = earlier_levels.months
            and levels.period_start = earlier_levels.period_end + 1
    left join within_one
        on
            levels.series_id = within_one.series_id
            and levels.unit = within_one.unit
            and levels.period_start = within_one.period_start
            and levels.period_end = within_one.period_end
),

-- A break of the series, or of a part of it, is one in every document.
breaks as (
    select
        series_id,
        unit,
        period_start,
        period_end
    from metric_level
    where is_series_break
),

within_documents as (
    select
        figures.series_id,
        figures.company_id,
        figures.org_unit_id,
        figures.boundary,
        figures.measure,
        figures.scope,
        figures.fiscal_year,
        earlier.fiscal_year as prior_fiscal_year,
        figures.period_kind,
        figures.period_start,
        figures.period_end,
        earlier.period_end as prior_period_end,
        figures.canonical_unit as unit,
        'one_document' as vintage,
        figures.amount,
        earlier.amount as prior_amount,
        figures.low,
        earlier.low as prior_low,
        figures.high,
        earlier.high as prior_high,
        figures.is_series_break
        or breaks.series_id is not null as is_series_break,
        true as is_like_for_like,
        figures.document_id,
        merged_ids([figures.figure_id], [earlier.figure_id]) as figure_ids
    from within_one
    inner join fact_figure as figures on within_one.figure_id = figures.figure_id
    inner join fact_figure as earlier on within_one.prior_figure_id = earlier.figure_id
    left join breaks
        on
            figures.series_id = breaks.series_id
            and figures.canonical_unit = breaks.unit
            and figures.period_start = breaks.period_start
            and figures.period_end = breaks.period_end
),

paired as (
    select * from latest
    union all
    select * from within_documents
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
    fiscal_year,
    prior_fiscal_year,
    period_kind,
    period_start,
    period_end,
    prior_period_end,
    unit,
    vintage,
    amount,
    prior_amount,
    amount - prior_amount as change_amount,
    low - prior_high as change_amount_low,
    high - prior_low as change_amount_high,
    change_pct(amount, prior_amount) as change_pct,
    change_pct_low(low, prior_low, prior_high) as change_pct_low,
    change_pct_high(high, prior_low, prior_high) as change_pct_high,
    is_series_break,
    is_like_for_like,
    if(is_like_for_like, document_id, null) as document_id,
    figure_ids,
    any_corrected(figure_ids, (select corrected.ids from corrected)) as is_corrected
from paired
