-- A claim, accepted or in quarantine, with what the figures say of it.
-- Grain: one row per claim.
--
-- What a claim in quarantine speaks of is known only in the words of its document.

with

documents as (
    select * from dim_document
),

claim_checks as (
    select * from metric_claim_check
),

claims as (
    select
        claim_id,
        document_id,
        page,
        locator,
        context,
        company_id,
        org_unit_id,
        boundary,
        measure,
        scope,
        'FY' || fiscal_year as period,
        change_kind,
        change_text,
        change_unit_text,
        basis_text,
        note,
        correction,
        null as expectations,
        null as explanation
    from fact_claim
    union all by name
    select
        claim_id,
        document_id,
        page,
        locator,
        context,
        org_unit_words as org_unit_id,
        measure_words as measure,
        scope_words as scope,
        period_words as period,
        change_text,
        change_unit_text,
        correction,
        expectations,
        explanation
    from quarantine_claim
)

select
    claims.claim_id,
    claims.page,
    claims.locator,
    claims.context,
    coalesce(claims.company_id, documents.company_id) as company_id,
    claims.org_unit_id,
    claims.boundary,
    claims.measure,
    claims.scope,
    claims.period,
    claims.change_kind,
    claims.change_text,
    claims.change_unit_text,
    claims.basis_text,
    claims.note,
    claims.correction,
    claims.expectations,
    claims.explanation,
    claim_checks.verdict,
    claim_checks.cause,
    claim_checks.finding,
    claim_checks.change_unit,
    claim_checks.recomputed_change,
    claim_checks.recomputed_low,
    claim_checks.recomputed_high,
    claim_checks.figure_ids,
    documents.title,
    documents.publisher,
    documents.published_text,
    documents.path,
    documents.url
from claims
left join claim_checks on claims.claim_id = claim_checks.claim_id
left join documents on claims.document_id = documents.document_id
where claims.claim_id = $claim_id
