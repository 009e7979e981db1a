-- The columns of the tables of one of the databases that are open.
-- Grain: one row per column.

select
    table_name,
    column_name
from duckdb_columns()
where database_name = $database_name and not internal
order by table_name asc, column_index asc
