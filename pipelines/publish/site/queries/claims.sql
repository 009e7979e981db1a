-- Stated changes with what became of each, the contradicted first.
-- Grain: one row per claim.

with

claims as (
    select * from mart_claims
),

printed as (
    select * from fact_claim
)

select
    claims.claim_id,
    claims.company_id,
    claims.company,
    claims.org_unit_id,
    claims.org_unit,
    claims.measure_name,
    claims.scope_name,
    claims.fiscal_year,
    claims.fiscal_year_label,
    claims.change_kind,
    claims.change_unit,
    claims.claimed_change,
    claims.recomputed_change,
    claims.recomputed_low,
    claims.recomputed_high,
    claims.prior_fiscal_year,
    claims.vintage,
    claims.verdict,
    claims.cause,
    claims.finding,
    claims.is_corrected,
    claims.document_id,
    claims.document_title,
    claims.publisher,
    claims.url,
    claims.page,
    claims.locator,
    claims.change_text,
    claims.change_unit_text,
    claims.basis_text,
    claims.figure_ids,
    printed.context
from claims
inner join printed on claims.claim_id = printed.claim_id
order by
    case claims.verdict
        when 'contradicted' then 1
        when 'confirmed' then 2
        else 3
    end asc,
    claims.fiscal_year desc,
    lower(claims.company) asc,
    claims.claim_id asc
