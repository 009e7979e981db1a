-- The changes that documents state that were read.
-- Grain: one row per claim.
select
    document,
    company,
    org_unit,
    measure,
    scope,
    fiscal_year,
    change_pct,
    change_kind,
    basis,
    page,
    locator,
    context
from stated_change
where is_sound or $with_doubtful
order by document asc, ordinal asc
