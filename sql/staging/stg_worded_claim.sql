-- Stated changes with the words that speak for each: what somebody put right, or else
-- the reader's term where it gave one, or else the words as printed. The printed words
-- stay beside them, but those that have no others, which are corrected here.
-- Grain: one row per claim.
--
-- This is the one place where corrections are applied to claims; as of figures, what is
-- corrected is read surely, and a corrected period is told by its own words.

with

claims as (
    select * from raw_claim
),

corrected as (
    select * from stg_corrected_statement
)

select
    claims.claim_id,
    claims.figure_id,
    claims.document_id,
    claims.ordinal,
    claims.page,
    claims.locator,
    claims.context,
    coalesce(corrected.company_text, claims.company_text) as company_text,
    claims.org_unit_text,
    claims.measure_text,
    claims.scope_text,
    coalesce(corrected.boundary_text, claims.boundary_text) as boundary_text,
    claims.period_text,
    if(
        corrected.period_start_text is null and corrected.period_words is null,
        claims.period_start_text,
        corrected.period_start_text
    ) as period_start_text,
    if(
        corrected.period_end_text is null and corrected.period_words is null,
        claims.period_end_text,
        corrected.period_end_text
    ) as period_end_text,
    claims.change_text,
    claims.change_unit_text,
    coalesce(corrected.basis_text, claims.basis_text) as basis_text,
    if(corrected.value_kind is null, claims.change, corrected.value) as change,
    if(
        corrected.value_kind is null, claims.change_low, corrected.value_low
    ) as change_low,
    if(
        corrected.value_kind is null, claims.change_high, corrected.value_high
    ) as change_high,
    claims.note,
    if(
        corrected.correction is null, claims.confidence, 1::decimal(3, 2)
    ) as confidence,
    claims.reasons,
    claims.reading_problem,
    coalesce(
        corrected.org_unit_words, claims.org_unit_term, claims.org_unit_text
    ) as org_unit_words,
    coalesce(
        corrected.measure_words, claims.measure_term, claims.measure_text
    ) as measure_words,
    coalesce(
        corrected.scope_words, claims.scope_term, claims.scope_text
    ) as scope_words,
    coalesce(
        corrected.period_words, claims.period_term, claims.period_text
    ) as period_words,
    coalesce(corrected.unit_words, claims.change_unit_text) as change_unit_words,
    corrected.correction
from claims
left join corrected on claims.claim_id = corrected.statement_id
