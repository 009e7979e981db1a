-- Facts on which sources differ most.
-- Grain: one row per fact; the two hundred widest.

with

facts as (
    select * from fact_best_figure
    where source_count > 1 and spread_pct > 0
),

companies as (
    select * from dim_company
),

measures as (
    select * from dim_measure
),

scopes as (
    select * from dim_scope
)

select
    facts.company_id,
    companies.name as company,
    measures.name as measure_name,
    scopes.name as scope_name,
    facts.fiscal_year,
    facts.amount,
    facts.canonical_unit as unit,
    facts.source_count,
    facts.agreeing_source_count,
    facts.spread_pct,
    facts.choice_reason
from facts
inner join companies on facts.company_id = companies.company_id
inner join measures on facts.measure = measures.measure
inner join scopes on facts.scope = scopes.scope
order by facts.spread_pct desc, facts.company_id asc, facts.fact_id asc
limit 200
