-- Tables that a run would publish and has not held against their expectations.
-- Grain: one row per table.

with

tables as (
    select table_name
    from duckdb_tables()
    where
        database_name = current_database()
        and regexp_matches(table_name, '^(dim|fact|metric)_')
),

checked as (
    select distinct table_name
    from audit_expectation
    where run_id = $run_id
)

select tables.table_name
from tables
anti join checked on tables.table_name = checked.table_name
order by tables.table_name asc
