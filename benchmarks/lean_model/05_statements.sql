-- ---------------------------------------------------------------- facts
create temp table validity as
select
    n,
    min(known_from) over (
        partition by fact, source
        order by known_from asc nulls last
        groups between 1 following and unbounded following
    ) as known_to
from stated;

create table fact_figure as
select
    raw.figure_id,
    raw.document_id,
    stated.company::varchar as company_id,
    stated.org_unit::varchar as org_unit_id,
    stated.boundary::varchar as boundary,
    stated.measure::varchar as measure,
    stated.scope::varchar as scope,
    stated.fiscal_year,
    stated.period_kind::varchar as period_kind,
    stated.period_start,
    stated.period_end,
    raw.value_kind,
    stated.amount,
    stated.low,
    stated.high,
    stated.canonical_unit::varchar as canonical_unit,
    stated.source_rank::integer as source_rank,
    stated.source::varchar as source,
    stated.known_from,
    validity.known_to,
    validity.known_to is null as is_current,
    raw.series_break_text is not null as is_series_break,
    raw.series_break_text as series_break_reason,
    measure.fact_table::varchar as fact_table,
    raw.page,
    raw.locator,
    raw.context,
    raw.value_text,
    raw.unit_text,
    raw.basis_text,
    stated.unit::varchar as unit,
    stated.unit_decided_by::varchar as unit_decided_by,
    if(stated.unit_decided_by = 'reference', 'The printed unit has one meaning.', decision.reason) as unit_reason,
    stated.separator_decided_by,
    raw.note,
    raw.confidence,
    raw.reasons
from raw_figure as raw
inner join stated on raw.rowid = stated.place
inner join validity on stated.n = validity.n
inner join measure on stated.measure = measure.measure
left join decision on stated.decision = decision.decision;

-- The chosen statement of each fact.
create temp table chosen as
with ranked as (
    select
        fact,
        n,
        is_inferred,
        high - low as width,
        known_from,
        source_rank = first_value(source_rank) over precedence
        and roundings_overlap(low, high, first_value(low) over precedence, first_value(high) over precedence)
            as agrees_with_leader
    from stated
    where is_amount
    window precedence as (
        partition by fact
        order by
            source_rank asc,
            known_from desc nulls last,
            is_inferred asc,
            high - low asc,
            n asc
    )
)
select n
from ranked
where agrees_with_leader
qualify
    row_number() over (
        partition by fact order by is_inferred asc, width asc, known_from desc nulls last, n asc
    ) = 1;

create temp table best as
with leader as (
    select stated.*
    from stated
    semi join chosen on stated.n = chosen.n
),
spread as (
    select
        leader.n,
        count(*) as statement_count,
        count(distinct other.document)::integer as source_count,
        count(distinct other.document) filter (
            where roundings_overlap(other.low, other.high, leader.low, leader.high)
        )::integer as agreeing_source_count,
        max(other.amount) - min(other.amount) as spread,
        count_if(other.source_rank = leader.source_rank) as peer_count,
        coalesce(bool_or(
            other.source = leader.source
            and other.known_from < leader.known_from
            and not roundings_overlap(other.low, other.high, leader.low, leader.high)
        ), false) as is_restated,
        min(case
            when other.source_rank <> leader.source_rank then 6
            when roundings_overlap(other.low, other.high, leader.low, leader.high)
                then if(other.high - other.low > leader.high - leader.low, 4, 5)
            when other.known_from is distinct from leader.known_from then 3
            when other.unit_decided_by = leader.unit_decided_by then 2
            else 1
        end) as furthest
    from stated as other
    inner join leader on other.fact = leader.fact
    where other.is_amount
    group by leader.n
)
select
    raw.figure_id,
    leader.n,
    leader.fact,
    leader.series,
    hash(leader.company, leader.org_unit, leader.boundary, leader.period_start, leader.period_end) as inventory,
    leader.document,
    leader.company,
    leader.org_unit,
    leader.boundary,
    leader.measure,
    leader.scope,
    leader.fiscal_year,
    leader.period_kind,
    leader.period_start,
    leader.period_end,
    leader.amount,
    leader.low,
    leader.high,
    leader.canonical_unit as unit,
    raw.basis_text,
    raw.series_break_text,
    case
        when spread.statement_count = 1 then 'only_statement'
        when spread.peer_count = 1 then 'source'
        else ['printed_unit', 'conflict', 'vintage', 'precision', 'agreement'][spread.furthest]
    end as choice,
    leader.source_rank,
    spread.source_count,
    spread.agreeing_source_count,
    case
        when leader.amount = 0 then if(spread.spread = 0, 0, null)
        else try((100 * spread.spread / abs(leader.amount))::decimal(28, 4))
    end as spread_pct,
    spread.is_restated
from raw_figure as raw
inner join leader on raw.rowid = leader.place
inner join spread on leader.n = spread.n;
