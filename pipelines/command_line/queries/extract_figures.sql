-- The figures of documents that were read, without their targets.
-- Grain: one row per figure.
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
    context
from statement
where not is_target and (is_sound or $with_doubtful)
order by document asc, ordinal asc
