-- Totals that no document prints, computed from printed parts.
-- Grain: one row per company, org unit, boundary, measure, scope and period.

with

levels as (
    select * from metric_level
    where origin = 'computed'
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

fiscal_years as (
    select * from dim_fiscal_year
)

select
    levels.company_id,
    org_units.name as org_unit,
    measures.name as measure_name,
    scopes.name as scope_name,
    levels.fiscal_year,
    fiscal_years.label as fiscal_year_label,
    levels.amount,
    levels.low,
    levels.high,
    levels.unit,
    levels.figure_ids
from levels
inner join org_units
    on
        levels.company_id = org_units.company_id
        and levels.org_unit_id = org_units.org_unit_id
inner join measures on levels.measure = measures.measure
inner join scopes on levels.scope = scopes.scope
inner join fiscal_years
    on
        levels.company_id = fiscal_years.company_id
        and levels.fiscal_year = fiscal_years.fiscal_year
order by
    levels.company_id asc,
    levels.org_unit_id <> 'group' asc,
    lower(org_units.name) asc,
    levels.measure asc,
    len(levels.scope) asc,
    levels.scope asc,
    levels.boundary asc,
    levels.period_end desc
