-- Stated changes with their verdicts for people and BI tools: names beside keys.
-- Grain: one row per claim.

with

claims as (
    select * from fact_claim
),

checks as (
    select * from metric_claim_check
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
    claims.claim_id,
    claims.company_id,
    companies.name as company,
    claims.org_unit_id,
    org_units.name as org_unit,
    claims.boundary,
    claims.measure,
    measures.name as measure_name,
    claims.scope,
    scopes.name as scope_name,
    claims.fiscal_year,
    fiscal_years.label as fiscal_year_label,
    claims.change_kind,
    claims.change_unit,
    checks.claimed_change,
    checks.claimed_low,
    checks.claimed_high,
    checks.recomputed_change,
    checks.recomputed_low,
    checks.recomputed_high,
    checks.prior_fiscal_year,
    checks.vintage,
    checks.verdict,
    checks.cause,
    checks.finding,
    checks.is_corrected,
    claims.document_id,
    documents.title as document_title,
    documents.publisher,
    documents.source_kind,
    documents.known_from,
    documents.path as document_path,
    documents.url,
    claims.page,
    claims.locator,
    claims.change_text,
    claims.change_unit_text,
    claims.basis_text,
    claims.confidence,
    checks.figure_ids
from claims
inner join checks on claims.claim_id = checks.claim_id
inner join companies on claims.company_id = companies.company_id
inner join org_units
    on
        claims.company_id = org_units.company_id
        and claims.org_unit_id = org_units.org_unit_id
inner join measures on claims.measure = measures.measure
inner join scopes on claims.scope = scopes.scope
inner join fiscal_years
    on
        claims.company_id = fiscal_years.company_id
        and claims.fiscal_year = fiscal_years.fiscal_year
inner join documents on claims.document_id = documents.document_id
