-- Scopes of the GHG Protocol, Scope 2 apart by method, and what lies outside them.
-- Grain: one row per scope.
--
-- Scopes of one family cover the same sources by different methods: location-based and
-- market-based figures are the same emissions counted twice, and are never added.
-- What adds up to a scope is in parts; a category of Scope 3 rolls up to Scope 3.

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
    union all
    select
        'scope_3' as scope,
        list(scope order by scope) as parts
    from scopes
    where level = 'category'
)

select
    scopes.scope,
    scopes.name,
    scopes.family,
    scopes.method,
    scopes.level,
    if(scopes.level = 'category', 'scope_3', null) as parent_scope,
    coalesce(parts.parts, []) as parts,
    scopes.description
from scopes
left join parts on scopes.scope = parts.scope
union all
select
    'unknown' as scope,
    'Unknown' as name,
    'unknown' as family,
    'not_applicable' as method,
    'outside' as level,
    null as parent_scope,
    [] as parts,
    'What the words of a figure in quarantine do not tell.' as description
