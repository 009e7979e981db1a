-- sqlfluff:dialect:postgres
-- Who sessions are, as far as the publisher may know: ids as '1,2' in $1.
select
    pid,
    coalesce(usename::text, '?') as user_name,
    coalesce(nullif(application_name, ''), '?') as program,
    coalesce(to_char(xact_start, 'YYYY-MM-DD HH24:MI:SS TZ'), '?') as since
from pg_stat_activity
where pid = any(string_to_array($1, ',')::int4[])
order by pid
