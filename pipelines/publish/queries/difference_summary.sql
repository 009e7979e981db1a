-- How many things differ, by kind and reason.
-- Grain: one row per kind, change and reason.

select
    kind,
    change,
    reason,
    count(*) as count
from difference
group by kind, change, reason
order by
    array_position(['document', 'figure', 'claim', 'fact', 'metric'], kind) asc,
    change asc,
    reason asc
