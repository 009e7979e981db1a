-- How many rows Parquet files hold, by what they say of themselves.
-- Grain: one row per file.

select
    file_name,
    num_rows
from parquet_file_metadata($files)
