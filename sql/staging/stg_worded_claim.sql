-- Stated changes with the words that speak for each: the reader's term where it gave
-- one, and else the words as printed. The printed words stay beside them.
-- Grain: one row per claim.

select
    claim_id,
    figure_id,
    document_id,
    ordinal,
    page,
    locator,
    context,
    company_text,
    org_unit_text,
    measure_text,
    scope_text,
    boundary_text,
    period_text,
    period_start_text,
    period_end_text,
    change_text,
    change_unit_text,
    basis_text,
    change,
    change_low,
    change_high,
    note,
    confidence,
    reasons,
    reading_problem,
    coalesce(org_unit_term, org_unit_text) as org_unit_words,
    coalesce(measure_term, measure_text) as measure_words,
    coalesce(scope_term, scope_text) as scope_words,
    coalesce(period_term, period_text) as period_words
from raw_claim
