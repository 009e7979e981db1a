-- Figures that a later document states otherwise, with both places in print.
-- Grain: one row per restating figure and figure before it.

with

restatements as (
    select * from fact_restatement
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
),

figures as (
    select * from fact_figure
)

select
    restatements.company_id,
    restatements.kind,
    org_units.name as org_unit,
    measures.name as measure_name,
    scopes.name as scope_name,
    restatements.fiscal_year,
    fiscal_years.label as fiscal_year_label,
    restatements.unit,
    restatements.prior_amount,
    restatements.amount,
    restatements.difference_pct,
    restatements.prior_known_from,
    restatements.known_from,
    restatements.prior_document_id,
    before.page as prior_page,
    before.locator as prior_locator,
    before.value_text as prior_value_text,
    before.unit_text as prior_unit_text,
    restatements.document_id,
    later.page,
    later.locator,
    later.value_text,
    later.unit_text
from restatements
inner join org_units
    on
        restatements.company_id = org_units.company_id
        and restatements.org_unit_id = org_units.org_unit_id
inner join measures on restatements.measure = measures.measure
inner join scopes on restatements.scope = scopes.scope
inner join fiscal_years
    on
        restatements.company_id = fiscal_years.company_id
        and restatements.fiscal_year = fiscal_years.fiscal_year
inner join figures as before on restatements.prior_figure_id = before.figure_id
inner join figures as later on restatements.figure_id = later.figure_id
order by
    restatements.company_id asc,
    restatements.fiscal_year desc,
    abs(restatements.difference_pct) desc,
    restatements.figure_id asc,
    restatements.prior_figure_id asc
