-- How many rows a table has, and a sum over them that a wrong copy would not have.
-- Grain: one row.
--
-- Quick, and good within one version of DuckDB: it tells a faulty copy, not a release.

select
    count(*) as row_count,
    sum(hash(content_row)::hugeint) as checksum
from query_table($table_name) as content_row
