-- Changes from one period to the next, of the best amounts and within one document.

create temp table stated_change as
with statements as (
    select
        stated.n,
        stated.series,
        stated.document,
        stated.canonical_unit as unit,
        stated.period_start,
        stated.period_end,
        period_months(stated.period_start, stated.period_end)::smallint as months,
        stated.source_rank,
        stated.known_from,
        stated.is_inferred,
        stated.high - stated.low as width
    from stated
    inner join measure on stated.measure = measure.measure
    anti join double_count on stated.n = double_count.n
    where
        stated.is_amount
        and stated.period_start is not null
        and measure.fact_table <> 'fact_target'
)

select
    statements.n,
    earlier.n as earlier_n,
    statements.series,
    statements.unit,
    statements.period_start,
    statements.period_end
from statements
inner join statements as earlier
    on
        statements.document = earlier.document
        and statements.series = earlier.series
        and statements.unit = earlier.unit
        and statements.months = earlier.months
        and statements.period_start = earlier.period_end + 1
-- Of several documents and statements the best, the latest, the most precise.
qualify
    row_number() over (
        partition by
            statements.series, statements.unit, statements.period_end, statements.months
        order by
            statements.source_rank asc,
            statements.known_from desc nulls last,
            statements.document asc,
            statements.is_inferred asc,
            statements.width asc,
            statements.n asc,
            earlier.is_inferred asc,
            earlier.width asc,
            earlier.n asc
    ) = 1;

create table metric_change as
with latest as (
    select
        level.series,
        level.company,
        level.org_unit,
        level.boundary,
        level.measure,
        level.scope,
        level.fiscal_year,
        earlier.fiscal_year as prior_fiscal_year,
        level.period_kind,
        level.period_start,
        level.period_end,
        earlier.period_end as prior_period_end,
        level.unit,
        -- Computed totals whose parts are all of one document are like for like too.
        unnest(if(
            level.document = earlier.document and within.series is null,
            ['latest', 'one_document'],
            ['latest']
        )) as vintage,
        level.amount,
        earlier.amount as prior_amount,
        level.low,
        earlier.low as prior_low,
        level.high,
        earlier.high as prior_high,
        level.is_series_break,
        coalesce(level.document = earlier.document, false) as is_like_for_like,
        level.document,
        merged_ids(level.figure_ids, earlier.figure_ids) as figure_ids
    from level
    inner join level as earlier
        on
            level.series = earlier.series
            and level.unit = earlier.unit
            and level.months = earlier.months
            and level.period_start = earlier.period_end + 1
    left join stated_change as within
        on
            level.series = within.series
            and level.unit = within.unit
            and level.period_start = within.period_start
            and level.period_end = within.period_end
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
        merged_ids([raw.figure_id], [earlier_raw.figure_id]) as figure_ids
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
)

select
    series as series_id,
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
