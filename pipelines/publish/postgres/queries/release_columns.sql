-- The columns of what is published to PostgreSQL, of tables and views alike.
select
    table_name,
    column_name,
    data_type
from duckdb_columns()
where
    not internal
    and regexp_matches(table_name, '^(dim|fact|metric|mart|quarantine|audit)_')
order by table_name, column_index
