-- sqlfluff:dialect:postgres
-- The sessions that hold tables of the schema $1.
select distinct pg_locks.pid
from pg_locks
inner join pg_class on pg_locks.relation = pg_class.oid
inner join pg_namespace on pg_class.relnamespace = pg_namespace.oid
where
    pg_namespace.nspname = $1
    and pg_locks.granted
    and pg_locks.pid <> pg_backend_pid()
    and pg_locks.database = (
        select pg_database.oid from pg_database
        where pg_database.datname = current_database()
    )
order by pg_locks.pid
