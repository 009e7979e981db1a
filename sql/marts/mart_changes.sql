-- Changes from year to year for people and BI tools: names beside keys.
-- Grain: one row per company, org unit, boundary, measure, scope, period, unit and
-- vintage.
--
-- Changes of one vintage only make sense beside each other: take latest for what is
-- known best, one_document for what a single document says of both years.

with

changes as (
    select * from metric_change
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

fiscal_years as (
    select * from dim_fiscal_year
)

select
    changes.company_id,
    companies.name as company,
    changes.org_unit_id,
    org_units.name as org_unit,
    changes.boundary,
    changes.measure,
    measures.name as measure_name,
    measures.direction,
    changes.scope,
    scopes.name as scope_name,
    scopes.family as scope_family,
    scopes.method as scope_method,
    scopes.level as scope_level,
    changes.fiscal_year,
    fiscal_years.label as fiscal_year_label,
    changes.prior_fiscal_year,
    changes.period_start,
    changes.period_end,
    changes.vintage,
    changes.unit,
    changes.amount,
    changes.prior_amount,
    changes.change_amount,
    changes.change_pct,
    changes.change_pct_low,
    changes.change_pct_high,
    changes.is_series_break,
    changes.is_like_for_like,
    changes.is_corrected,
    changes.figure_ids
from changes
inner join companies on changes.company_id = companies.company_id
inner join org_units
    on
        changes.company_id = org_units.company_id
        and changes.org_unit_id = org_units.org_unit_id
inner join measures on changes.measure = measures.measure
inner join scopes on changes.scope = scopes.scope
inner join fiscal_years
    on
        changes.company_id = fiscal_years.company_id
        and changes.fiscal_year = fiscal_years.fiscal_year
