-- How a run ended, as Dagster recorded it. What it counted at its publish stays.
-- Grain: one row per run.

insert into audit_run by name

with

documents as (
    select
        count(*) as known,
        count(*) filter (status = 'read') as documents_read,
        count(*) filter (status = 'unchanged') as documents_unchanged
    from audit_document
    where run_id = $run_id
)

select
    $run_id as run_id,
    $started_at::timestamp as started_at,
    $ended_at::timestamp as ended_at,
    $status as status,
    $started_from::varchar as started_from,
    $seconds::double as seconds,
    $failure::varchar as failure,
    if(known > 0, documents_read, null) as documents_read,
    if(known > 0, documents_unchanged, null) as documents_unchanged
from documents
on conflict (run_id) do update set
    status = excluded.status,
    started_from = excluded.started_from,
    seconds = excluded.seconds,
    failure = excluded.failure
