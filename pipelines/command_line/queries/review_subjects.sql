-- What figures and claims are called in a review.
-- Grain: one row per figure or claim.
select
    statement_id,
    document,
    page,
    locator,
    measure,
    scope,
    period,
    value
from stg_review_subject
where list_contains($ids, statement_id)
