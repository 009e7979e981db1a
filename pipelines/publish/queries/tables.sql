-- The tables of the database that a connection is in.
-- Grain: one row per table.

select
    if(schema_name = 'main', '', schema_name || '.') || table_name as table_name,
    format('"{}"."{}"."{}"', database_name, schema_name, table_name) as qualified_name
from duckdb_tables()
where database_name = current_database() and not internal and not temporary
order by schema_name asc, table_name asc
