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

double_counts as (
    select * from metric_double_count
),

-- What each document states of a fact: its most precise statement.
stated as (
    select
        figures.series_id,
        figures.company_id,
        figures.org_unit_id,
        figures.boundary,
        figures.measure,
        figures.scope,
        figures.fiscal_year,
        figures.period_kind,
        figures.period_start,
        figures.period_end,
        figures.canonical_unit as unit,
        figures.amount,
        figures.low,
        figures.high,
        figures.is_series_break,
        figures.document_id,
        figures.figure_id,
        figures.source_rank,
        figures.known_from,
        period_months(figures.period_start, figures.period_end) as months
    from fact_figure as figures
    anti join double_counts on figures.figure_id = double_counts.figure_id
    where
        figures.value_kind in ('number', 'zero')
        and figures.period_start is not null
        and figures.fact_table <> 'fact_target'
    qualify
        row_number() over (
            partition by figures.document_id, figures.fact_id
            order by
                (figures.unit_decided_by <> 'reference')::integer asc,
                figures.high - figures.low asc,
                figures.figure_id asc
        ) = 1
),

paired_levels as (
    select
        *,
        lag(fiscal_year) over years as prior_fiscal_year,
        lag(period_end) over years as prior_period_end,
        lag(amount) over years as prior_amount,
        lag(low) over years as prior_low,
        lag(high) over years as prior_high,
        lag(document_id) over years as prior_document_id,
        lag(figure_ids) over years as prior_figure_ids
    from levels
    window
        years as (
            partition by series_id, unit, period_months(period_start, period_end)
            order by period_end asc
        )
),

latest as (
    select
        *,
        'latest' as vintage,
        coalesce(document_id = prior_document_id, false) as is_like_for_like,
        list_sort(list_distinct(figure_ids || prior_figure_ids)) as all_figure_ids
    from paired_levels
    where period_start = prior_period_end + 1
),

paired_statements as (
    select
        *,
        lag(fiscal_year) over years as prior_fiscal_year,
        lag(period_end) over years as prior_period_end,
        lag(amount) over years as prior_amount,
        lag(low) over years as prior_low,
        lag(high) over years as prior_high,
        lag(figure_id) over years as prior_figure_id
    from stated
    window
        years as (
            partition by document_id, series_id, unit, months order by period_end asc
        )
),

best_statements as (
    select
        *,
        'one_document' as vintage,
        true as is_like_for_like,
        list_sort([figure_id, prior_figure_id]) as all_figure_ids
    from paired_statements
    where period_start = prior_period_end + 1
    qualify
        row_number() over (
            partition by series_id, unit, period_end, months
            order by source_rank asc, known_from desc nulls last, document_id asc
        ) = 1
),

-- A break of the series, or of a part of it, is one in every document.
within_documents as (
    select
        best_statements.* replace (
            best_statements.is_series_break
            or coalesce(levels.is_series_break, false) as is_series_break
        )
    from best_statements
    left join levels
        on
            best_statements.series_id = levels.series_id
            and best_statements.unit = levels.unit
            and best_statements.period_start = levels.period_start
            and best_statements.period_end = levels.period_end
),

-- Computed totals whose parts are all of one document are like for like as well.
computed_within_documents as (
    select latest.* replace ('one_document' as vintage)
    from latest
    anti join within_documents
        on
            latest.series_id = within_documents.series_id
            and latest.unit = within_documents.unit
            and latest.period_start = within_documents.period_start
            and latest.period_end = within_documents.period_end
    where latest.is_like_for_like
),

paired as (
    select * from latest
    union all by name
    select * from within_documents
    union all by name
    select * from computed_within_documents
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
    all_figure_ids as figure_ids
from paired
