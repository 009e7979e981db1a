-- Changes that documents state, as stated.
-- Grain: one row per claim.

with

claims as (
    select * from stg_claim
),

quarantined as (
    select * from quarantine_claim
),

corrected as (
    select * from stg_corrected_statement
)

select
    claims.claim_id,
    claims.figure_id,
    claims.document_id,
    claims.company_id,
    claims.org_unit_id,
    claims.boundary,
    claims.measure,
    claims.scope,
    claims.fiscal_year,
    claims.period_start,
    claims.period_end,
    claims.change_kind,
    claims.change_unit,
    claims.change,
    claims.change_low,
    claims.change_high,
    claims.base_fiscal_year,
    claims.page,
    claims.locator,
    claims.context,
    claims.change_text,
    claims.change_unit_text,
    claims.basis_text,
    claims.note,
    claims.confidence,
    claims.reasons,
    corrected.correction
from claims
left join quarantined on claims.claim_id = quarantined.claim_id
left join corrected on claims.claim_id = corrected.statement_id
where quarantined.claim_id is null
