-- Run once by the container of PostgreSQL, on an empty volume: the database that releases
-- are published to, beside the one of Dagster's records.
create database scopebook;
