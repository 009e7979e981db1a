-- sqlfluff:dialect:postgres
-- The session that publishes to the schema $1.
with turn as (select hashtextextended('scopebook:' || $1, 0) as number)

select pg_locks.pid
from pg_locks
cross join turn
where
    pg_locks.locktype = 'advisory'
    and pg_locks.granted
    and pg_locks.objsubid = 1
    and pg_locks.database = (
        select pg_database.oid from pg_database
        where pg_database.datname = current_database()
    )
    and pg_locks.classid::int8 = ((turn.number >> 32) & 4294967295)
    and pg_locks.objid::int8 = (turn.number & 4294967295)
