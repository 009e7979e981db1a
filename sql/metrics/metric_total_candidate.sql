-- Every way in which a total over scopes can be computed from other figures.
-- Grain: one row per company, org unit, boundary, measure, scope, period and rule.
--
-- Rules 1 to 4 add parts (sql/reference/scope_total.csv); rule 9 subtracts offsets from
-- the gross total. A rule that makes no total only checks one that was printed.

with

emissions as (
    select *
    from fact_emissions
    where measure in ('ghg_emissions_gross', 'ghg_emissions_net')
),

scopes as (
    select * from dim_scope
),

rules as (
    select * from reference_scope_total
),

reported as (
    select emissions.*
    from emissions
    inner join scopes on emissions.scope = scopes.scope
    where scopes.level = 'total'
),

summed as (
    select
        emissions.company_id,
        emissions.org_unit_id,
        emissions.boundary,
        emissions.measure,
        rules.scope,
        emissions.fiscal_year,
        emissions.period_start,
        emissions.period_end,
        rules.rule,
        rules.reason as computed_by,
        rules.makes_total,
        sum(emissions.amount_tco2e)::decimal(28, 6) as amount,
        sum(emissions.low_tco2e)::decimal(28, 6) as low,
        sum(emissions.high_tco2e)::decimal(28, 6) as high,
        bool_or(emissions.is_series_break) as is_series_break,
        list(emissions.figure_id order by emissions.scope) as figure_ids
    from emissions
    inner join rules on emissions.scope = rules.part_scope
    group by
        emissions.company_id,
        emissions.org_unit_id,
        emissions.boundary,
        emissions.measure,
        rules.scope,
        emissions.fiscal_year,
        emissions.period_start,
        emissions.period_end,
        rules.rule,
        rules.reason,
        rules.makes_total,
        rules.part_count
    having count(*) = rules.part_count
),

-- Gross totals first, because net totals are derived from them.
gross_candidates as (
    select * from summed
    where measure = 'ghg_emissions_gross' and makes_total
    qualify
        row_number() over (
            partition by
                company_id, org_unit_id, boundary, scope, period_start, period_end
            order by rule asc
        ) = 1
),

gross as (
    select
        coalesce(reported.company_id, gross_candidates.company_id) as company_id,
        coalesce(reported.org_unit_id, gross_candidates.org_unit_id) as org_unit_id,
        coalesce(reported.boundary, gross_candidates.boundary) as boundary,
        coalesce(reported.scope, gross_candidates.scope) as scope,
        coalesce(reported.fiscal_year, gross_candidates.fiscal_year) as fiscal_year,
        coalesce(reported.period_start, gross_candidates.period_start)
            as period_start,
        coalesce(reported.period_end, gross_candidates.period_end) as period_end,
        coalesce(reported.amount_tco2e, gross_candidates.amount) as amount,
        coalesce(reported.low_tco2e, gross_candidates.low) as low,
        coalesce(reported.high_tco2e, gross_candidates.high) as high,
        coalesce(reported.is_series_break, false)
        or coalesce(gross_candidates.is_series_break, false) as is_series_break,
        if(
            reported.figure_id is null,
            gross_candidates.figure_ids,
            [reported.figure_id]
        ) as figure_ids
    from (
        select * from reported
        where measure = 'ghg_emissions_gross'
    ) as reported
    full join gross_candidates
        on
            reported.company_id = gross_candidates.company_id
            and reported.org_unit_id = gross_candidates.org_unit_id
            and reported.boundary = gross_candidates.boundary
            and reported.scope = gross_candidates.scope
            and reported.period_start is not distinct from gross_candidates.period_start
            and reported.period_end = gross_candidates.period_end
),

best_offsets as (
    select * from metric_offset
),

netted as (
    select
        gross.company_id,
        gross.org_unit_id,
        gross.boundary,
        'ghg_emissions_net' as measure,
        gross.scope,
        gross.fiscal_year,
        gross.period_start,
        gross.period_end,
        9 as rule,
        'Gross less offsets' as computed_by,
        -- Nobody nets location-based emissions; a printed net total is still checked.
        scopes.method <> 'location' as makes_total,
        (gross.amount - best_offsets.amount)::decimal(28, 6) as amount,
        (gross.low - best_offsets.high)::decimal(28, 6) as low,
        (gross.high - best_offsets.low)::decimal(28, 6) as high,
        gross.is_series_break,
        gross.figure_ids || best_offsets.figure_ids as figure_ids
    from gross
    inner join scopes on gross.scope = scopes.scope
    inner join best_offsets
        on
            gross.company_id = best_offsets.company_id
            and gross.org_unit_id = best_offsets.org_unit_id
            and gross.boundary = best_offsets.boundary
            and gross.period_start is not distinct from best_offsets.period_start
            and gross.period_end = best_offsets.period_end
            and scopes.family = best_offsets.family
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
    rule,
    computed_by,
    makes_total,
    amount,
    low,
    high,
    is_series_break,
    figure_ids
from summed
union all
select
    company_id,
    org_unit_id,
    boundary,
    measure,
    scope,
    fiscal_year,
    period_start,
    period_end,
    rule,
    computed_by,
    makes_total,
    amount,
    low,
    high,
    is_series_break,
    figure_ids
from netted
