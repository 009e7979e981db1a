-- The chosen statement of each fact, and what restates what.

create temp table chosen as
with ranked as (
    select
        fact,
        n,
        is_inferred,
        high - low as width,
        known_from,
        source_rank = first_value(source_rank) over precedence
        and roundings_overlap(
            low,
            high,
            first_value(low) over precedence,
            first_value(high) over precedence
        ) as agrees_with_leader
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
        partition by fact
        order by is_inferred asc, width asc, known_from desc nulls last, n asc
    ) = 1;

create temp table best as
with leader as (
    select stated.*
    from stated
    semi join chosen on stated.n = chosen.n
),

-- How far the nearest disagreement among the same kind of source goes decides what the
-- choice was made by.
spread as (
    select
        leader.n,
        count(*) as statement_count,
        count(distinct others.document)::integer as source_count,
        count(distinct others.document) filter (
            where roundings_overlap(others.low, others.high, leader.low, leader.high)
        )::integer as agreeing_source_count,
        max(others.amount) - min(others.amount) as spread,
        count_if(others.source_rank = leader.source_rank) as peer_count,
        coalesce(bool_or(
            others.source = leader.source
            and others.known_from < leader.known_from
            and not roundings_overlap(
                others.low, others.high, leader.low, leader.high
            )
        ), false) as is_restated,
        min(case
            when others.source_rank <> leader.source_rank then 6
            when roundings_overlap(others.low, others.high, leader.low, leader.high)
                then if(others.high - others.low > leader.high - leader.low, 4, 5)
            when others.known_from is distinct from leader.known_from then 3
            when others.unit_decided_by = leader.unit_decided_by then 2
            else 1
        end) as choice
    from stated as others
    inner join leader on others.fact = leader.fact
    where others.is_amount
    group by leader.n
)

select
    raw.figure_id,
    leader.n,
    leader.fact,
    leader.series,
    hash(
        leader.company,
        leader.org_unit,
        leader.boundary,
        leader.period_start,
        leader.period_end
    ) as inventory,
    leader.document,
    leader.company,
    leader.org_unit,
    leader.boundary,
    leader.measure,
    measure.fact_table,
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
        when spread.choice = 1 then 'printed_unit'
        when spread.choice = 2 then 'conflict'
        when spread.choice = 3 then 'vintage'
        when spread.choice = 4 then 'precision'
        else 'agreement'
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
inner join spread on leader.n = spread.n
inner join measure on leader.measure = measure.measure;

drop table chosen;

create temp table choice_reason as
with choices as (
    select distinct
        choice,
        source_rank
    from best
)

select
    choices.choice,
    choices.source_rank,
    case choices.choice
        when 'only_statement' then 'It is the only statement of the fact.'
        when 'source'
            then format('It is from the best kind of source: {}.', lower(kinds.name))
        when 'vintage' then 'It is from the latest document of its kind of source.'
        when 'printed_unit'
            then 'Its unit is printed as it is; that of the others had to be inferred.'
        when 'conflict'
            then 'Documents of one day differ; the most precise statement is kept.'
        when 'precision' then 'It is the most precise of the statements that agree.'
        when 'agreement' then 'All statements of its kind of source say the same.'
    end as reason
from choices
left join reference_source_kind as kinds on choices.source_rank = kinds.source_rank;

create table fact_emissions as
select
    best.fact as fact_id,
    best.series as series_id,
    best.company::varchar as company_id,
    best.org_unit::varchar as org_unit_id,
    best.boundary::varchar as boundary,
    best.measure::varchar as measure,
    best.scope::varchar as scope,
    best.fiscal_year,
    best.period_start,
    best.period_end,
    best.amount as amount_tco2e,
    best.low as low_tco2e,
    best.high as high_tco2e,
    best.figure_id,
    best.document::varchar as document_id,
    best.choice,
    choice_reason.reason as choice_reason,
    best.source_count,
    best.agreeing_source_count,
    best.spread_pct,
    best.is_restated,
    best.series_break_text is not null as is_series_break,
    best.series_break_text as series_break_reason
from best
inner join choice_reason
    on
        best.choice = choice_reason.choice
        and best.source_rank = choice_reason.source_rank
where best.fact_table = 'fact_emissions';

create table fact_energy as
select
    best.fact as fact_id,
    best.series as series_id,
    best.company::varchar as company_id,
    best.org_unit::varchar as org_unit_id,
    best.boundary::varchar as boundary,
    best.measure::varchar as measure,
    best.scope::varchar as scope,
    best.fiscal_year,
    best.period_start,
    best.period_end,
    best.amount,
    best.low,
    best.high,
    best.unit::varchar as unit,
    best.figure_id,
    best.document::varchar as document_id,
    best.choice,
    choice_reason.reason as choice_reason,
    best.source_count,
    best.agreeing_source_count,
    best.spread_pct,
    best.is_restated,
    best.series_break_text is not null as is_series_break,
    best.series_break_text as series_break_reason
from best
inner join choice_reason
    on
        best.choice = choice_reason.choice
        and best.source_rank = choice_reason.source_rank
where best.fact_table = 'fact_energy';

create table fact_resource as
select
    best.fact as fact_id,
    best.series as series_id,
    best.company::varchar as company_id,
    best.org_unit::varchar as org_unit_id,
    best.boundary::varchar as boundary,
    best.measure::varchar as measure,
    best.scope::varchar as scope,
    best.fiscal_year,
    best.period_start,
    best.period_end,
    best.amount,
    best.low,
    best.high,
    best.unit::varchar as unit,
    best.figure_id,
    best.document::varchar as document_id,
    best.choice,
    choice_reason.reason as choice_reason,
    best.source_count,
    best.agreeing_source_count,
    best.spread_pct,
    best.is_restated,
    best.series_break_text is not null as is_series_break,
    best.series_break_text as series_break_reason
from best
inner join choice_reason
    on
        best.choice = choice_reason.choice
        and best.source_rank = choice_reason.source_rank
where best.fact_table = 'fact_resource';

create table fact_intensity as
select
    best.fact as fact_id,
    best.series as series_id,
    best.company::varchar as company_id,
    best.org_unit::varchar as org_unit_id,
    best.boundary::varchar as boundary,
    best.measure::varchar as measure,
    best.scope::varchar as scope,
    best.fiscal_year,
    best.period_start,
    best.period_end,
    best.amount,
    best.low,
    best.high,
    best.unit::varchar as unit,
    best.figure_id,
    best.document::varchar as document_id,
    best.choice,
    choice_reason.reason as choice_reason,
    best.source_count,
    best.agreeing_source_count,
    best.spread_pct,
    best.is_restated,
    best.series_break_text is not null as is_series_break,
    best.series_break_text as series_break_reason
from best
inner join choice_reason
    on
        best.choice = choice_reason.choice
        and best.source_rank = choice_reason.source_rank
where best.fact_table = 'fact_intensity';

create table fact_indicator as
select
    best.fact as fact_id,
    best.series as series_id,
    best.company::varchar as company_id,
    best.org_unit::varchar as org_unit_id,
    best.boundary::varchar as boundary,
    best.measure::varchar as measure,
    best.scope::varchar as scope,
    best.fiscal_year,
    best.period_start,
    best.period_end,
    best.amount,
    best.low,
    best.high,
    best.unit::varchar as unit,
    best.figure_id,
    best.document::varchar as document_id,
    best.choice,
    choice_reason.reason as choice_reason,
    best.source_count,
    best.agreeing_source_count,
    best.spread_pct,
    best.is_restated,
    best.series_break_text is not null as is_series_break,
    best.series_break_text as series_break_reason
from best
inner join choice_reason
    on
        best.choice = choice_reason.choice
        and best.source_rank = choice_reason.source_rank
where best.fact_table = 'fact_indicator';

create table fact_target as
select
    best.company::varchar as company_id,
    best.org_unit::varchar as org_unit_id,
    best.boundary::varchar as boundary,
    best.measure::varchar as measure,
    best.scope::varchar as scope,
    best.fiscal_year as target_fiscal_year,
    best.period_end,
    measure.target_of,
    measure.target_kind,
    coalesce(
        try_cast(regexp_extract(best.basis_text, '(?:19|20)\d{2}') as integer),
        best.fiscal_year
        - try_cast(regexp_extract(best.basis_text, '(\d+) years', 1) as integer)
    ) as base_fiscal_year,
    best.amount,
    best.low,
    best.high,
    best.unit::varchar as unit,
    best.basis_text,
    best.figure_id,
    best.document::varchar as document_id,
    best.source_count,
    best.spread_pct
from best
inner join measure on best.measure = measure.measure
where best.fact_table = 'fact_target';
