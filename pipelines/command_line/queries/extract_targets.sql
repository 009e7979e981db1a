-- The targets of documents that were read: of what, by which year, against what base.
-- Grain: one row per target.
select
    document,
    company,
    org_unit,
    measure,
    scope,
    fiscal_year,
    value,
    unit,
    value_low,
    value_high,
    value_text,
    unit_text,
    page,
    locator,
    confidence,
    context,
    basis
from statement
where is_target and (is_sound or $with_doubtful)
order by document asc, ordinal asc
