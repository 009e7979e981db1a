-- Runs of which it is recorded how they ended.
-- Grain: one row per run.

select run_id from audit_run
where seconds is not null
