-- How many rows a table has, and a hash of what they say, in whatever order they lie.
-- Grain: one row.
--
-- A row is hashed as JSON, which tells null from 'NULL', keeps every digit of a decimal
-- and names the columns. Sorting the hashes takes the order of the rows out.

with

table_row as (
    select sha256(to_json(content_row)::varchar) as row_hash
    from query_table($table_name) as content_row
)

select
    count(*) as row_count,
    sha256(coalesce(string_agg(row_hash, '' order by row_hash asc), ''))
        as content_hash
from table_row
