-- sqlfluff:dialect:postgres
-- What the publisher finds: the server, its rights, and the schema $1.
-- Grain: one row.
with live as (
    select
        oid,
        nspowner
    from pg_namespace
    where nspname = $1
)

select
    current_setting('server_version_num')::int4 as server_version,
    pg_is_in_recovery() as is_standby,
    has_database_privilege(current_database(), 'create') as may_create,
    coalesce((select pg_has_role(nspowner, 'usage') from live), true) as is_owner,
    exists(select 1 from live) as is_there,
    coalesce(
        (
            select
                coalesce(obj_description(live.oid, 'pg_namespace'), '')
                like 'Scopebook release %'
                or not exists (
                    select 1
                    from pg_class
                    where pg_class.relnamespace = live.oid
                )
            from live
        ),
        true
    ) as is_ours
