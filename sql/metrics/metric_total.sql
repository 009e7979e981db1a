-- Totals over scopes: what was printed, what the parts add up to, and the difference.
-- Grain: one row per company, org unit, boundary, measure, scope and period.
--
-- Scopes 1 + 2 and 1 + 2 + 3, gross and net, each Scope 2 method by itself. A net total
-- is the sum of its net parts, or gross less offsets. Where the printed total and the
-- parts agree within their rounding the more precise counts; where they disagree the
-- printed one does, and the difference is shown.

with

emissions as (
    select *
    from fact_emissions
    where measure in ('ghg_emissions_gross', 'ghg_emissions_net')
),

scopes as (
    select * from dim_scope
),

reported as (
    select emissions.*
    from emissions
    inner join scopes on emissions.scope = scopes.scope
    where scopes.level = 'total'
),

candidates as (
    select * from metric_total_candidate
),

matched as (
    select
        coalesce(reported.company_id, candidates.company_id) as company_id,
        coalesce(reported.org_unit_id, candidates.org_unit_id) as org_unit_id,
        coalesce(reported.boundary, candidates.boundary) as boundary,
        coalesce(reported.measure, candidates.measure) as measure,
        coalesce(reported.scope, candidates.scope) as scope,
        coalesce(reported.fiscal_year, candidates.fiscal_year) as fiscal_year,
        coalesce(reported.period_start, candidates.period_start) as period_start,
        coalesce(reported.period_end, candidates.period_end) as period_end,
        reported.amount_tco2e as reported,
        reported.low_tco2e as reported_low,
        reported.high_tco2e as reported_high,
        reported.figure_id as reported_figure_id,
        candidates.amount as computed,
        candidates.low as computed_low,
        candidates.high as computed_high,
        candidates.rule,
        candidates.computed_by,
        candidates.figure_ids,
        coalesce(candidates.is_series_break, false)
        or coalesce(reported.is_series_break, false) as is_series_break,
        case
            when candidates.amount is null then 'reported_only'
            when reported.amount_tco2e is null then 'computed_only'
            when
                roundings_overlap(
                    reported.low_tco2e,
                    reported.high_tco2e,
                    candidates.low,
                    candidates.high
                )
                then 'agrees'
            else 'disagrees'
        end as verdict
    from reported
    full join candidates
        on
            reported.company_id = candidates.company_id
            and reported.org_unit_id = candidates.org_unit_id
            and reported.boundary = candidates.boundary
            and reported.measure = candidates.measure
            and reported.scope = candidates.scope
            and reported.period_start is not distinct from candidates.period_start
            and reported.period_end = candidates.period_end
    where reported.figure_id is not null or candidates.makes_total
),

-- Of several ways to compute a total, one that agrees with print, then the first.
chosen as (
    select * from matched
    qualify
        row_number() over (
            partition by
                company_id,
                org_unit_id,
                boundary,
                measure,
                scope,
                period_start,
                period_end
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
            partition by
                chosen.company_id,
                chosen.org_unit_id,
                chosen.boundary,
                chosen.measure,
                scopes.family,
                chosen.period_start,
                chosen.period_end
        ) = 0
),

judged as (
    select
        *,
        verdict = 'computed_only'
        or (
            verdict = 'agrees'
            and computed_high - computed_low < reported_high - reported_low
        ) as is_computed
    from told_once
)

select
    company_id,
    org_unit_id,
    boundary,
    measure,
    scope,
    fiscal_year,
    period_start,
    period_end,
    if(is_computed, computed, reported) as amount_tco2e,
    if(is_computed, computed_low, reported_low) as low_tco2e,
    if(is_computed, computed_high, reported_high) as high_tco2e,
    reported as reported_tco2e,
    computed as computed_tco2e,
    reported - computed as difference_tco2e,
    verdict,
    computed_by,
    is_computed,
    is_series_break,
    reported_figure_id,
    if(is_computed, figure_ids, [reported_figure_id]) as figure_ids,
    coalesce(figure_ids, []) as part_figure_ids
from judged
