-- sqlfluff:dialect:postgres
-- What lies outside the schemas $1 and $2 and refers to their tables: views,
-- which would keep to a release that is gone, and foreign keys.
with published as (
    select pg_class.oid
    from pg_class
    inner join pg_namespace on pg_class.relnamespace = pg_namespace.oid
    where pg_namespace.nspname in ($1, $2)
),

referring as (
    select pg_rewrite.ev_class as oid
    from pg_depend
    inner join pg_rewrite on pg_depend.objid = pg_rewrite.oid
    where
        pg_depend.classid = 'pg_rewrite'::regclass
        and pg_depend.refclassid = 'pg_class'::regclass
        and pg_depend.refobjid in (select published.oid from published)
    union distinct
    select conrelid
    from pg_constraint
    where contype = 'f' and confrelid in (select published.oid from published)
)

select oid::regclass::text as name
from referring
where oid not in (select published.oid from published)
order by 1
