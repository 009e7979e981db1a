-- The current best statement of each fact, and how it compares with all others.
-- Grain: one row per company, org unit, boundary, measure, scope, period and unit.
--
-- The issuer goes before a regulator's filing, before press, before an aggregator;
-- then the latest document; then, among statements that agree with it within their
-- rounding, the most precise.

with

statements as (
    select *
    from fact_figure
    where value_kind in ('number', 'zero')
),

leaders as (
    select * from statements
    qualify
        row_number() over (
            partition by
                company_id,
                org_unit_id,
                boundary,
                measure,
                scope,
                period_start,
                period_end,
                canonical_unit
            order by
                source_rank asc,
                known_from desc nulls last,
                -- A unit that had to be inferred gives way to one that was printed.
                (unit_decided_by <> 'reference')::integer asc,
                high - low asc,
                figure_id asc
        ) = 1
),

compared as (
    select
        statements.*,
        statements.source_rank = leaders.source_rank
        and roundings_overlap(
            statements.low, statements.high, leaders.low, leaders.high
        ) as agrees_with_leader
    from statements
    inner join leaders
        on
            statements.company_id = leaders.company_id
            and statements.org_unit_id = leaders.org_unit_id
            and statements.boundary = leaders.boundary
            and statements.measure = leaders.measure
            and statements.scope = leaders.scope
            and statements.period_start is not distinct from leaders.period_start
            and statements.period_end = leaders.period_end
            and statements.canonical_unit = leaders.canonical_unit
),

best as (
    select * from compared
    where agrees_with_leader
    qualify
        row_number() over (
            partition by
                company_id,
                org_unit_id,
                boundary,
                measure,
                scope,
                period_start,
                period_end,
                canonical_unit
            order by
                (unit_decided_by <> 'reference')::integer asc,
                high - low asc,
                known_from desc nulls last,
                figure_id asc
        ) = 1
),

spread as (
    select
        best.figure_id,
        count(distinct statements.document_id)::integer as source_count,
        count(distinct statements.document_id) filter (
            where roundings_overlap(
                statements.low, statements.high, best.low, best.high
            )
        )::integer as agreeing_source_count,
        max(statements.amount) - min(statements.amount) as spread,
        bool_or(
            statements.source = best.source
            and statements.known_from < best.known_from
            and not roundings_overlap(
                statements.low, statements.high, best.low, best.high
            )
        ) as is_restated
    from best
    inner join statements
        on
            best.company_id = statements.company_id
            and best.org_unit_id = statements.org_unit_id
            and best.boundary = statements.boundary
            and best.measure = statements.measure
            and best.scope = statements.scope
            and best.period_start is not distinct from statements.period_start
            and best.period_end = statements.period_end
            and best.canonical_unit = statements.canonical_unit
    group by best.figure_id
)

select
    best.company_id,
    best.org_unit_id,
    best.boundary,
    best.measure,
    best.scope,
    best.fiscal_year,
    best.period_kind,
    best.period_start,
    best.period_end,
    best.amount,
    best.low,
    best.high,
    best.canonical_unit,
    best.fact_table,
    best.figure_id,
    best.document_id,
    best.basis_text,
    best.is_series_break,
    best.series_break_reason,
    spread.source_count,
    spread.agreeing_source_count,
    case
        when best.amount = 0 then if(spread.spread = 0, 0, null)
        else try((100 * spread.spread / abs(best.amount))::decimal(28, 4))
    end as spread_pct,
    coalesce(spread.is_restated, false) as is_restated
from best
inner join spread on best.figure_id = spread.figure_id
