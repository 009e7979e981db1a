-- Stated changes that the row suite of stg_claim would set apart, without its tools.
-- Grain: one row per claim.

select claim_id
from stg_claim
where
    not coalesce(
        review_state in ('sure', 'accepted')
        and reading_problem is null
        and company_id is not null
        and org_unit_id is not null
        and boundary is not null
        and measure is not null
        and scope is not null
        and fiscal_year between 1900 and 2200
        and coalesce(period_start <= period_end, true)
        and change between change_low and change_high
        and change_kind in ('relative', 'percentage_points', 'absolute')
        and occurrence = 1,
        false
    )
