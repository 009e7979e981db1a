-- What a run did in one stage.
-- Grain: one row per run and stage.

insert or replace into audit_stage by name

select
    $run_id as run_id,
    $stage::varchar as stage,
    $started_at::timestamp as started_at,
    $seconds::double as seconds,
    $tables_made::bigint as tables_made,
    $rows_made::bigint as rows_made,
    $checks_made::bigint as checks_made
