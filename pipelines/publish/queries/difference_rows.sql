-- sqlfluff:exclude_rules:AM04, LT14, RF01, RF02, RF03, RF04, ST06
-- What differs, documents first, then by company and year.
-- Grain: one row per thing that differs.

select *
from difference
order by
    array_position(['document', 'figure', 'claim', 'fact', 'metric'], kind) asc,
    company_id asc,
    fiscal_year asc,
    measure asc,
    scope asc,
    org_unit_id asc,
    boundary asc,
    change asc,
    id asc
