-- What differs, for people: in few columns, in the same order as all rows.
-- Grain: one row per thing that differs.

select
    kind,
    change,
    reason,
    company_id as company,
    fiscal_year as year,
    measure,
    scope,
    old_amount as old,
    new_amount as new,
    unit,
    array_to_string(
        list_filter(fields, lambda field: not starts_with(field, 'amount: ')), '; '
    ) as also,
    if(kind in ('fact', 'metric'), id, document) as source
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
