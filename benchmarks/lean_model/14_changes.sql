-- Changes from one period to the next, of the best amounts and within one document.

create temp table stated_change as
with once as (
    select
        stated.n,
        stated.series,
        stated.document,
        stated.canonical_unit as unit,
        stated.period_start,
        stated.period_end,
        period_months(stated.period_start, stated.period_end)::smallint as months,
        stated.source_rank,
        stated.known_from
    from stated
    inner join measure on stated.measure = measure.measure
    anti join double_count on stated.n = double_count.n
    where
        stated.is_amount
        and stated.period_start is not null
        and measure.fact_table <> 'fact_target'
    -- What each document states of a fact: its most precise statement.
    qualify
        row_number() over (
            partition by stated.document, stated.fact
            order by
                stated.is_inferred asc, stated.high - stated.low asc, stated.n asc
        ) = 1
),

paired as (
    select
        *,
        lag(n) over years as earlier_n,
        lag(period_end) over years as earlier_end
    from once
    window years as (
        partition by document, series, unit, months order by period_end asc
    )
)

select
    n,
    earlier_n
from paired
where period_start = earlier_end + 1
qualify
    row_number() over (
        partition by series, unit, period_end, months
        order by source_rank asc, known_from desc nulls last, document asc
    ) = 1;

create table metric_change as
with paired as (
    select
        *,
        lag(fiscal_year) over years as prior_fiscal_year,
        lag(period_end) over years as prior_period_end,
        lag(amount) over years as prior_amount,
        lag(low) over years as prior_low,
        lag(high) over years as prior_high,
        lag(document) over years as prior_document,
        lag(figure_ids) over years as prior_figure_ids
    from level
    where period_start is not null
    window years as (partition by series, unit, months order by period_end asc)
),

latest as (
    select
        series,
        company,
        org_unit,
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
        'latest' as vintage,
        amount,
        prior_amount,
        low,
        prior_low,
        high,
        prior_high,
        is_series_break,
        coalesce(document = prior_document, false) as is_like_for_like,
        document,
        if(
            len(figure_ids) = 1 and len(prior_figure_ids) = 1,
            [
                least(figure_ids[1], prior_figure_ids[1]),
                greatest(figure_ids[1], prior_figure_ids[1])
            ],
            list_sort(list_distinct(figure_ids || prior_figure_ids))
        ) as figure_ids
    from paired
    where period_start = prior_period_end + 1
),

breaks as (
    select
        series,
        unit,
        period_start,
        period_end
    from level
    where is_series_break
),

within_documents as (
    select
        stated.series,
        stated.company,
        stated.org_unit,
        stated.boundary,
        stated.measure,
        stated.scope,
        stated.fiscal_year,
        earlier.fiscal_year as prior_fiscal_year,
        stated.period_kind,
        stated.period_start,
        stated.period_end,
        earlier.period_end as prior_period_end,
        stated.canonical_unit as unit,
        'one_document' as vintage,
        stated.amount,
        earlier.amount as prior_amount,
        stated.low,
        earlier.low as prior_low,
        stated.high,
        earlier.high as prior_high,
        -- A break of the series, or of a part of it, is one in every document.
        raw.series_break_text is not null
        or breaks.series is not null as is_series_break,
        true as is_like_for_like,
        stated.document,
        [
            least(raw.figure_id, earlier_raw.figure_id),
            greatest(raw.figure_id, earlier_raw.figure_id)
        ] as figure_ids
    from stated_change
    inner join stated on stated_change.n = stated.n
    inner join stated as earlier on stated_change.earlier_n = earlier.n
    inner join raw_figure as raw on stated.place = raw.rowid
    inner join raw_figure as earlier_raw on earlier.place = earlier_raw.rowid
    left join breaks
        on
            stated.series = breaks.series
            and stated.canonical_unit = breaks.unit
            and stated.period_start = breaks.period_start
            and stated.period_end = breaks.period_end
),

changes as (
    select * from latest
    union all
    select * from within_documents
    union all
    -- Computed totals whose parts are all of one document are like for like as well.
    select latest.* replace ('one_document' as vintage)
    from latest
    anti join within_documents
        on
            latest.series = within_documents.series
            and latest.unit = within_documents.unit
            and latest.period_start = within_documents.period_start
            and latest.period_end = within_documents.period_end
    where latest.is_like_for_like
)

select
    company::varchar as company_id,
    org_unit::varchar as org_unit_id,
    boundary::varchar as boundary,
    measure::varchar as measure,
    scope::varchar as scope,
    fiscal_year,
    prior_fiscal_year,
    period_kind::varchar as period_kind,
    period_start,
    period_end,
    prior_period_end,
    unit::varchar as unit,
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
    if(is_like_for_like, document, null)::varchar as document_id,
    figure_ids
from changes;

drop table stated_change;
