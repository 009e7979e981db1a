-- Who started a run.
-- Grain: one row per run.

update audit_run
set started_from = $started_from
where run_id = $run_id
