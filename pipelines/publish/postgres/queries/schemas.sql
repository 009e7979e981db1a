-- sqlfluff:dialect:postgres
-- The schemas whose names begin with $1.
select nspname
from pg_namespace
where starts_with(nspname, $1)
order by nspname
