-- The tables and views of the snapshot.
-- Grain: one row per table or view.

select table_name
from duckdb_tables()
where not internal
union
select view_name as table_name
from duckdb_views()
where not internal
order by table_name asc
