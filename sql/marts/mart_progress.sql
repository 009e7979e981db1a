-- Targets and how far they are reached, for people and BI tools: names beside keys.
-- Grain: one row per target.

with

progress as (
    select * from metric_target_progress
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

documents as (
    select * from dim_document
),

figures as (
    select * from fact_figure
)

select
    progress.target_figure_id,
    progress.company_id,
    companies.name as company,
    progress.org_unit_id,
    org_units.name as org_unit,
    progress.boundary,
    progress.measure,
    measures.name as measure_name,
    progress.target_of,
    progress.target_kind,
    progress.scope,
    scopes.name as scope_name,
    progress.base_fiscal_year,
    progress.target_fiscal_year,
    progress.target_amount,
    progress.target_unit,
    progress.base_amount,
    progress.aimed_amount,
    progress.latest_fiscal_year,
    progress.latest_amount,
    progress.measured_unit,
    progress.progress_pct,
    progress.required_pct,
    progress.is_on_track,
    progress.distance_to_target,
    progress.required_annual_change,
    progress.achieved_annual_change,
    progress.gap,
    progress.is_corrected,
    progress.document_id,
    documents.title as document_title,
    documents.publisher,
    documents.known_from,
    documents.path as document_path,
    documents.url,
    figures.page,
    figures.locator,
    figures.value_text,
    figures.unit_text,
    figures.basis_text,
    progress.figure_ids
from progress
inner join companies on progress.company_id = companies.company_id
inner join org_units
    on
        progress.company_id = org_units.company_id
        and progress.org_unit_id = org_units.org_unit_id
inner join measures on progress.measure = measures.measure
inner join scopes on progress.scope = scopes.scope
inner join documents on progress.document_id = documents.document_id
inner join figures on progress.target_figure_id = figures.figure_id
