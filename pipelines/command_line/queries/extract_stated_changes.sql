-- The changes that documents state that were read without a warehouse.
-- Grain: one row per claim.
--
-- A claim is sound if it would meet the expectations of its row in a warehouse, which
-- are in pipelines/validate/stg_claim.py, but for its company: that may be unknown.
create temp view stated_change as

with

claims as (
    select * from stg_claim
),

documents as (
    select * from stg_document
),

companies as (
    select * from dim_company
),

org_units as (
    select * from dim_org_unit
)

select
    documents.path as document,
    if(
        documents.company_source = 'folder_name' and claims.company_text is null,
        null,
        companies.name
    ) as company,
    if(claims.org_unit_id = 'group', 'group', org_units.name) as org_unit,
    claims.measure,
    nullif(claims.scope, 'not_applicable') as scope,
    claims.fiscal_year,
    claims.change as change_pct,
    claims.change_kind,
    claims.basis_text as basis,
    claims.page,
    claims.locator,
    claims.context,
    claims.ordinal,
    coalesce(
        claims.review_state = 'sure'
        and claims.reading_problem is null
        and claims.org_unit_id is not null
        and claims.measure is not null
        and claims.scope is not null
        and claims.fiscal_year is not null
        and claims.change is not null
        and claims.change_kind <> 'unknown'
        and claims.occurrence = 1,
        false
    ) as is_sound
from claims
left join documents on claims.document_id = documents.document_id
left join companies on claims.company_id = companies.company_id
left join org_units
    on
        claims.company_id = org_units.company_id
        and claims.org_unit_id = org_units.org_unit_id
