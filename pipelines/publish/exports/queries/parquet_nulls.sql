-- The columns of Parquet files that have a null somewhere.
-- Grain: one row per file and column.

select distinct
    file_name,
    path_in_schema as column_name
from parquet_metadata($files)
where stats_null_count > 0
