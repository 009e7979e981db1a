-- The columns of one table or view, whatever the case of its name.
-- Grain: one row per column, in their order.

select
    column_name,
    lower(data_type) as data_type,
    comment as meaning
from duckdb_columns()
where not internal and lower(table_name) = lower($name)
order by column_index asc
