-- Energy, resources, intensities and all other facts that are no emissions, for people
-- and BI tools: names beside keys, and the place in print.
-- Grain: one row per company, org unit, boundary, measure, scope, period and unit.

with

facts as (
    select * from fact_best_figure
),

figures as (
    select * from fact_figure
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
),

documents as (
    select * from dim_document
)

select
    facts.fact_id,
    facts.fact_table,
    facts.company_id,
    companies.name as company,
    facts.org_unit_id,
    org_units.name as org_unit,
    facts.boundary,
    facts.measure,
    measures.name as measure_name,
    measures.quantity,
    measures.direction,
    facts.scope,
    scopes.name as scope_name,
    facts.fiscal_year,
    fiscal_years.label as fiscal_year_label,
    facts.period_start,
    facts.period_end,
    facts.amount,
    facts.low,
    facts.high,
    facts.canonical_unit as unit,
    measures.is_additive,
    facts.is_restated,
    facts.is_series_break,
    facts.series_break_reason,
    facts.is_corrected,
    facts.source_count,
    facts.agreeing_source_count,
    facts.spread_pct,
    facts.choice,
    facts.choice_reason,
    facts.figure_id,
    facts.document_id,
    documents.title as document_title,
    documents.publisher,
    documents.source_kind,
    documents.known_from,
    documents.path as document_path,
    documents.url,
    figures.page,
    figures.locator,
    figures.value_text,
    figures.unit_text,
    figures.confidence
from facts
inner join companies on facts.company_id = companies.company_id
inner join org_units
    on
        facts.company_id = org_units.company_id
        and facts.org_unit_id = org_units.org_unit_id
inner join measures on facts.measure = measures.measure
inner join scopes on facts.scope = scopes.scope
inner join fiscal_years
    on
        facts.company_id = fiscal_years.company_id
        and facts.fiscal_year = fiscal_years.fiscal_year
inner join documents on facts.document_id = documents.document_id
inner join figures on facts.figure_id = figures.figure_id
where facts.fact_table not in ('fact_emissions', 'fact_target')
