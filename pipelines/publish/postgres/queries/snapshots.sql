-- sqlfluff:dialect:postgres
-- The sessions in this database that hold a snapshot of its rows, and how old it is.
select
    pid,
    backend_xmin::text as oldest
from pg_stat_activity
where
    datname = current_database()
    and backend_xmin is not null
    and usesysid is not null -- autovacuum has none, and waits for nobody
    and pid <> pg_backend_pid()
