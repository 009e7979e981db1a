-- Scopes of the GHG Protocol, Scope 2 apart by method, and what lies outside them.
-- Grain: one row per scope.
--
-- Scopes of one family cover the same sources by different methods: location-based and
-- market-based figures are the same emissions counted twice, and are never added.
-- What adds up to a total is in parts.

with

scopes as (
    select * from reference_scope
),

totals as (
    select * from reference_scope_total
),

parts as (
    select
        scope,
        list(part_scope order by part_scope) as parts
    from totals
    where rule = 1
    group by scope
)

select
    scopes.scope,
    scopes.name,
    scopes.family,
    scopes.method,
    scopes.level,
    coalesce(parts.parts, []) as parts,
    scopes.description
from scopes
left join parts on scopes.scope = parts.scope
