-- Stated changes of the newest years that the figures confirm.
-- Grain: one row per company, measure, scope and fiscal year.
--
-- The measure's own name goes with every number: a reduction achieved is no emission.

with

claim_checks as (
    select * from metric_claim_check
    where verdict = 'confirmed' and change_kind = 'relative'
),

claims as (
    select * from fact_claim
),

levels as (
    select * from metric_level
),

companies as (
    select * from dim_company
),

org_units as (
    select * from dim_org_unit
),

measures as (
    select * from dim_measure
),

scopes as (
    select * from dim_scope
),

confirmed as (
    select
        claim_checks.*,
        levels.amount,
        levels.unit
    from claim_checks
    inner join claims on claim_checks.claim_id = claims.claim_id
    inner join levels
        on
            claim_checks.company_id = levels.company_id
            and claim_checks.org_unit_id = levels.org_unit_id
            and claim_checks.boundary = levels.boundary
            and claim_checks.measure = levels.measure
            and claim_checks.recomputed_scope = levels.scope
            and claims.period_start = levels.period_start
            and claims.period_end = levels.period_end
    qualify
        row_number() over (
            partition by
                claim_checks.company_id,
                claim_checks.measure,
                claim_checks.recomputed_scope,
                claim_checks.fiscal_year
            order by
                (claim_checks.org_unit_id = 'group')::integer desc,
                claim_checks.prior_fiscal_year desc nulls last,
                claim_checks.claim_id asc
        ) = 1
)

select
    concat_ws(
        ', ',
        companies.name,
        if(confirmed.org_unit_id = 'group', null, org_units.name)
    ) as company,
    'FY' || confirmed.fiscal_year as fiscal_year,
    concat_ws(
        ', ',
        measures.name,
        if(scopes.level in ('part', 'total'), scopes.name, null)
    ) as measure,
    confirmed.amount,
    confirmed.unit,
    confirmed.claimed_change,
    'FY' || confirmed.prior_fiscal_year as prior_fiscal_year
from confirmed
left join companies on confirmed.company_id = companies.company_id
left join org_units
    on
        confirmed.company_id = org_units.company_id
        and confirmed.org_unit_id = org_units.org_unit_id
left join measures on confirmed.measure = measures.measure
left join scopes on confirmed.recomputed_scope = scopes.scope
order by
    confirmed.fiscal_year desc,
    company asc,
    measure asc
limit 8
