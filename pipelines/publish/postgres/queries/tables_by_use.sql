-- sqlfluff:dialect:postgres
-- The tables of the schema $1, those first that most sessions hold: to wait for them
-- while one holds nothing else keeps the others open.
select format('%I.%I', pg_namespace.nspname, pg_class.relname) as name
from pg_class
inner join pg_namespace on pg_class.relnamespace = pg_namespace.oid
left join pg_locks on pg_class.oid = pg_locks.relation
where pg_namespace.nspname = $1 and pg_class.relkind in ('r', 'p')
group by pg_namespace.nspname, pg_class.relname
order by count(pg_locks.pid) desc, pg_class.relname
