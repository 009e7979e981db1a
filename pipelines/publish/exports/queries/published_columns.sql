-- The columns of every table and view that a release gives out as a file.
-- Grain: one row per column.

select
    relations.table_name,
    columns.column_name,
    columns.data_type
from (
    select
        table_name,
        table_oid
    from duckdb_tables()
    where
        database_name = current_database()
        and schema_name = 'main'
        and not internal
        and not temporary
        and regexp_matches(table_name, $pattern)
    union all
    select
        view_name,
        view_oid
    from duckdb_views()
    where
        database_name = current_database()
        and schema_name = 'main'
        and not internal
        and not temporary
        and regexp_matches(view_name, $pattern)
) as relations
inner join duckdb_columns() as columns
    on
        relations.table_oid = columns.table_oid
        and relations.table_name = columns.table_name
where
    columns.database_name = current_database()
order by relations.table_name asc, columns.column_index asc
