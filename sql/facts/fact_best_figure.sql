-- The current best statement of each fact, why it was chosen, and how it compares with
-- all others, which are in fact_figure under the same fact_id.
-- Grain: one row per company, org unit, boundary, measure, scope, period and unit.
--
-- The issuer goes before a regulator's filing, before press, before an aggregator;
-- then the latest document; then, among statements that agree with it within their
-- rounding, the most precise.

with

statements as (
    select
        fact_id,
        figure_id,
        -- Documents are only counted, for which a number does.
        hash(document_id) as document_hash,
        source,
        source_rank,
        known_from,
        unit_decided_by,
        amount,
        low,
        high
    from fact_figure
    where value_kind in ('number', 'zero')
),

source_kinds as (
    select * from reference_source_kind
),

chosen as (
    select * from chosen_statement('statements')
),

best as (
    select statements.*
    from statements
    semi join chosen on statements.figure_id = chosen.figure_id
),

compared as (
    select
        statements.*,
        best.figure_id as best_figure_id,
        statements.source_rank = best.source_rank as is_peer,
        roundings_overlap(
            statements.low, statements.high, best.low, best.high
        ) as agrees,
        statements.high - statements.low > best.high - best.low as is_coarser,
        (
            statements.known_from is not distinct from best.known_from
        ) as is_of_same_day,
        statements.unit_decided_by <> best.unit_decided_by as is_of_other_unit,
        statements.source = best.source
        and statements.known_from < best.known_from as is_of_earlier_vintage
    from statements
    inner join best on statements.fact_id = best.fact_id
),

spread as (
    select
        any_value(best_figure_id) as figure_id,
        count(*)::integer as statement_count,
        count(distinct document_hash)::integer as source_count,
        count(distinct if(agrees, document_hash, null))::integer
            as agreeing_source_count,
        max(amount) - min(amount) as spread,
        bool_or(is_of_earlier_vintage and not agrees) as is_restated,
        count_if(is_peer)::integer as peer_count,
        case
            when count(*) = 1 then 'only_statement'
            when count_if(is_peer) = 1 then 'source'
            when bool_or(is_peer and not agrees and is_of_same_day and is_of_other_unit)
                then 'printed_unit'
            when bool_or(is_peer and not agrees and is_of_same_day) then 'conflict'
            when bool_or(is_peer and not agrees) then 'vintage'
            when bool_or(is_peer and is_coarser) then 'precision'
            else 'agreement'
        end as choice
    from compared
    group by fact_id
)

select
    figures.fact_id,
    figures.series_id,
    inventory_key(
        figures.company_id,
        figures.org_unit_id,
        figures.boundary,
        figures.period_start,
        figures.period_end
    ) as inventory_id,
    figures.company_id,
    figures.org_unit_id,
    figures.boundary,
    figures.measure,
    figures.scope,
    figures.fiscal_year,
    figures.period_kind,
    figures.period_start,
    figures.period_end,
    figures.amount,
    figures.low,
    figures.high,
    figures.canonical_unit,
    figures.fact_table,
    figures.figure_id,
    figures.document_id,
    figures.source_rank,
    figures.known_from,
    figures.basis_text,
    figures.is_series_break,
    figures.series_break_reason,
    spread.choice,
    case spread.choice
        when 'only_statement' then 'It is the only statement of the fact.'
        when 'source'
            then format(
                'It is from the best kind of source: {}.', lower(source_kinds.name)
            )
        when 'vintage'
            then 'It is from the latest document of its kind of source.'
        when 'printed_unit'
            then 'Its unit is printed as it is; that of the others had to be inferred.'
        when 'conflict'
            then 'Documents of one day differ; the most precise statement is kept.'
        when 'precision'
            then 'It is the most precise of the statements that agree.'
        when 'agreement' then 'All statements of its kind of source say the same.'
    end as choice_reason,
    spread.statement_count,
    spread.source_count,
    spread.agreeing_source_count,
    case
        when figures.amount = 0 then if(spread.spread = 0, 0, null)
        else try((100 * spread.spread / abs(figures.amount))::decimal(28, 4))
    end as spread_pct,
    coalesce(spread.is_restated, false) as is_restated,
    figures.correction is not null as is_corrected
from fact_figure as figures
inner join spread on figures.figure_id = spread.figure_id
left join source_kinds on figures.source_rank = source_kinds.source_rank
