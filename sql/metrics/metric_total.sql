-- Totals: what was printed, what the parts add up to, and what is missing.
-- Grain: one row per company, org unit, boundary, measure, scope, period and total_of.
--
-- total_of: scopes (1 + 2 and 1 + 2 + 3, each Scope 2 method by itself), offsets (gross
-- less offsets is net), categories (of Scope 3), org_units (segments of the group).
-- Where the printed total and the parts agree within their rounding the more precise
-- counts; where they disagree the printed one does, and the difference is shown. Fewer
-- parts than there may be are incomplete, not wrong. A printed sum with both Scope 2
-- methods in it is double_counted. is_level marks the one row of a total whose amount
-- the other metrics are computed from.

with

double_counts as (
    select * from metric_double_count
),

scopes as (
    select * from dim_scope
),

reported as (
    select facts.*
    from fact_best_figure as facts
    where facts.fact_table = 'fact_emissions'
),

candidates as (
    select * from metric_total_candidate
),

-- A printed total that no rule computes is told all the same.
uncomputed as (
    select reported.*
    from reported
    inner join scopes on reported.scope = scopes.scope
    anti join candidates
        on
            reported.inventory_id = candidates.inventory_id
            and reported.measure = candidates.measure
            and reported.scope = candidates.scope
            and candidates.total_of in ('scopes', 'offsets')
    where
        scopes.level = 'total'
        and reported.measure in ('ghg_emissions_gross', 'ghg_emissions_net')
),

matched as (
    select
        candidates.inventory_id,
        candidates.company_id,
        candidates.org_unit_id,
        candidates.boundary,
        candidates.measure,
        candidates.scope,
        candidates.fiscal_year,
        candidates.period_kind,
        candidates.period_start,
        candidates.period_end,
        candidates.total_of,
        candidates.rule,
        candidates.computed_by,
        candidates.is_complete,
        reported.amount as reported,
        reported.low as reported_low,
        reported.high as reported_high,
        reported.figure_id as reported_figure_id,
        reported.document_id as reported_document_id,
        candidates.amount as computed,
        candidates.low as computed_low,
        candidates.high as computed_high,
        candidates.document_id as computed_document_id,
        candidates.figure_ids,
        candidates.is_series_break
        or coalesce(reported.is_series_break, false) as is_series_break
    from candidates
    left join reported
        on
            candidates.inventory_id = reported.inventory_id
            and candidates.measure = reported.measure
            and candidates.scope = reported.scope
    where reported.figure_id is not null or candidates.makes_total
    union all by name
    select
        inventory_id,
        company_id,
        org_unit_id,
        boundary,
        measure,
        scope,
        fiscal_year,
        period_kind,
        period_start,
        period_end,
        'scopes' as total_of,
        amount as reported,
        low as reported_low,
        high as reported_high,
        figure_id as reported_figure_id,
        document_id as reported_document_id,
        is_series_break
    from uncomputed
),

-- How far apart printed and computed are beyond what the rounding of both allows.
measured as (
    select
        matched.*,
        case
            when matched.reported_low >= matched.computed_high
                then matched.reported_low - matched.computed_high
            when matched.reported_high <= matched.computed_low
                then matched.reported_high - matched.computed_low
            else 0
        end as unexplained,
        roundings_overlap(
            matched.reported_low,
            matched.reported_high,
            matched.computed_low,
            matched.computed_high
        ) as agrees,
        double_counts.figure_id is not null as is_double_counted
    from matched
    left join double_counts
        on matched.reported_figure_id = double_counts.figure_id
),

judged as (
    select
        *,
        case
            when computed is null and is_double_counted then 'double_counted'
            when computed is null then 'reported_only'
            when reported is null then 'computed_only'
            when agrees then 'agrees'
            when is_double_counted then 'double_counted'
            when not is_complete and reported > computed then 'incomplete'
            else 'disagrees'
        end as verdict
    from measured
),

-- Of several ways to add scopes, one that agrees with print, then the first.
chosen as (
    select * from judged
    qualify
        row_number() over (
            partition by inventory_id, measure, scope, total_of
            order by (verdict = 'agrees')::integer desc, rule asc
        ) = 1
),

-- Parts of both kinds make a total of a stated method; a second one whose method is not
-- stated would say the same with less.
told_once as (
    select chosen.*
    from chosen
    inner join scopes on chosen.scope = scopes.scope
    qualify
        chosen.verdict <> 'computed_only'
        or scopes.method <> 'unspecified'
        or count(*) filter (where scopes.method <> 'unspecified') over (
            partition by chosen.inventory_id, chosen.measure, scopes.family
        ) = 0
),

decided as (
    select
        *,
        verdict = 'computed_only'
        or (
            verdict = 'agrees'
            and is_complete
            and computed_high - computed_low < reported_high - reported_low
        ) as is_computed
    from told_once
),

corrected as (
    select coalesce(list(statement_id), []) as ids
    from stg_corrected_statement
)

select
    inventory_id,
    company_id,
    org_unit_id,
    boundary,
    measure,
    scope,
    fiscal_year,
    period_kind,
    period_start,
    period_end,
    total_of,
    if(is_computed, computed, reported) as amount_tco2e,
    if(is_computed, computed_low, reported_low) as low_tco2e,
    if(is_computed, computed_high, reported_high) as high_tco2e,
    reported as reported_tco2e,
    computed as computed_tco2e,
    reported - computed as difference_tco2e,
    if(verdict in ('disagrees', 'incomplete', 'double_counted'), unexplained, null)
        as missing_tco2e,
    verdict,
    case verdict
        when 'agrees' then 'The printed total is what its parts add up to.'
        when 'disagrees'
            then format(
                'The printed total is {:,} tCO2e {} than its parts add up to.',
                abs(reported - computed)::hugeint,
                if(reported > computed, 'more', 'less')
            )
        when 'incomplete'
            then format(
                'The parts that are stated are {:,} tCO2e short of the printed total.',
                (reported - computed)::hugeint
            )
        when 'double_counted'
            then 'The printed total has both Scope 2 methods in it.'
        when 'reported_only' then 'The total is printed, and not all of its parts are.'
        when 'computed_only' then 'The parts are printed, and the total is not.'
    end as finding,
    computed_by,
    is_computed,
    total_of in ('scopes', 'offsets', 'categories')
    and not is_double_counted
    and row_number() over (
        partition by inventory_id, measure, scope
        order by
            (total_of = 'org_units')::integer asc,
            (verdict = 'agrees')::integer desc,
            is_computed::integer desc,
            (total_of = 'scopes')::integer desc,
            total_of asc
    ) = 1 as is_level,
    is_series_break,
    reported_figure_id,
    if(is_computed, computed_document_id, reported_document_id) as document_id,
    if(is_computed, figure_ids, [reported_figure_id]) as figure_ids,
    coalesce(figure_ids, []) as part_figure_ids,
    any_corrected(
        list_append(coalesce(figure_ids, []), reported_figure_id),
        (select corrected.ids from corrected)
    ) as is_corrected
from decided
