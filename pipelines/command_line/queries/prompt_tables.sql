-- What the prompt lists: tables and views, and views that take parameters.
-- Grain: one row per table or view.

select
    table_name,
    comment as meaning
from duckdb_tables()
where not internal
union all
select
    view_name as table_name,
    comment as meaning
from duckdb_views()
where not internal
union all
select
    function_name || '(' || array_to_string(parameters, ', ') || ')' as table_name,
    comment as meaning
from duckdb_functions()
where not internal and function_type = 'table_macro'
order by table_name asc
