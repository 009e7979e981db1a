-- Stated changes as printed, beside what their words mean. No unit is converted yet.
-- Grain: one row per claim.

with

claims as (
    select * from stg_worded_claim
),

identities as (
    select * from stg_identity
),

measures as (
    select * from dim_measure
),

change_units as (
    select * from reference_change_unit_alias
)

select
    claims.claim_id,
    claims.figure_id,
    claims.document_id,
    claims.ordinal,
    claims.page,
    claims.locator,
    claims.context,
    claims.company_text,
    claims.org_unit_text,
    claims.measure_text,
    claims.scope_text,
    claims.boundary_text,
    claims.period_text,
    claims.change_text,
    claims.change_unit_text,
    claims.basis_text,
    claims.change,
    claims.change_low,
    claims.change_high,
    claims.note,
    claims.confidence,
    claims.reasons,
    claims.reading_problem,
    claims.org_unit_words,
    claims.measure_words,
    claims.scope_words,
    claims.period_words,
    identities.company_id,
    identities.org_unit_id,
    identities.boundary,
    identities.measure,
    identities.scope,
    identities.period_kind,
    identities.fiscal_year,
    identities.period_start,
    identities.period_end,
    -- Null where the change is in a unit, as the amounts are.
    change_units.change_kind,
    measures.quantity,
    measures.canonical_unit as measure_unit
from claims
left join identities
    on
        claims.document_id = identities.document_id
        and claims.company_text is not distinct from identities.company_text
        and claims.org_unit_words is not distinct from identities.org_unit_words
        and claims.measure_words is not distinct from identities.measure_words
        and claims.scope_words is not distinct from identities.scope_words
        and claims.boundary_text is not distinct from identities.boundary_text
        and claims.period_words is not distinct from identities.period_words
        and claims.period_start_text is not distinct from identities.period_start_text
        and claims.period_end_text is not distinct from identities.period_end_text
left join measures on identities.measure = measures.measure
left join change_units on term_key(claims.change_unit_text) = change_units.alias
