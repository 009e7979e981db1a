-- The scopes and their sums; the categories of Scope 3 after them.
-- Grain: one row per scope.

select
    name,
    description
from dim_scope
where level <> 'outside'
order by level = 'category' asc, level = 'total' asc, len(scope) asc, scope asc
