-- What a run did, counted from its tables when all of them are made.
-- Grain: one row per run.

insert or replace into audit_run by name

with

documents as (
    select * from audit_document
    where run_id = $run_id
),

claim_checks as (
    select * from metric_claim_check
)

select
    $run_id as run_id,
    $started_at::timestamp as started_at,
    $ended_at::timestamp as ended_at,
    $status as status,
    (select count(*) from documents where status = 'read') as documents_read,
    (select count(*) from documents where status = 'unchanged') as documents_unchanged,
    (select count(*) from raw_figure) as figures_read,
    (select count(*) from fact_figure) as figures_accepted,
    (select count(*) from quarantine_figure) as figures_quarantined,
    (select count(*) from claim_checks where verdict = 'confirmed')
        as claims_confirmed,
    (select count(*) from claim_checks where verdict = 'contradicted')
        as claims_contradicted,
    (select count(*) from claim_checks where verdict = 'unverifiable')
        as claims_unverifiable,
    $code_version as code_version
