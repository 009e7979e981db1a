-- What the prompt completes: columns, tables, functions and keywords.
-- Grain: one row per word, its kind and the table that has it.

select
    'column' as kind,
    column_name as word,
    table_name as owner,
    comment as meaning
from duckdb_columns()
where not internal
union all
select
    'table' as kind,
    table_name as word,
    null as owner,
    comment as meaning
from duckdb_tables()
where not internal
union all
select
    'table' as kind,
    view_name as word,
    null as owner,
    comment as meaning
from duckdb_views()
where not internal
union all
select distinct on (word)
    if(function_type = 'table_macro', 'table function', 'function') as kind,
    function_name || '(' as word,
    null as owner,
    coalesce(comment, description) as meaning
from duckdb_functions()
where
    function_type in ('scalar', 'aggregate', 'macro', 'table_macro')
    and regexp_full_match(function_name, '[a-z]\w*')
union all
select
    'keyword' as kind,
    keyword_name as word,
    null as owner,
    null as meaning
from duckdb_keywords()
order by kind asc, word asc
