-- Runs, kept from run to run; what a run that did not come to its publish would have
-- counted is null.
-- Grain: one row per run.

create table if not exists audit_run (
    run_id varchar primary key,
    started_at timestamp not null,
    ended_at timestamp not null,
    status varchar not null,
    documents_read bigint,
    documents_unchanged bigint,
    figures_read bigint,
    figures_accepted bigint,
    figures_quarantined bigint,
    claims_confirmed bigint,
    claims_contradicted bigint,
    claims_unverifiable bigint,
    code_version varchar
);

-- A working database of before these columns has them from now on.
alter table audit_run add column if not exists started_from varchar;
alter table audit_run add column if not exists seconds double;
alter table audit_run add column if not exists failure varchar;
alter table audit_run alter column documents_read drop not null;
alter table audit_run alter column documents_unchanged drop not null;
alter table audit_run alter column figures_read drop not null;
alter table audit_run alter column figures_accepted drop not null;
alter table audit_run alter column figures_quarantined drop not null;
alter table audit_run alter column claims_confirmed drop not null;
alter table audit_run alter column claims_contradicted drop not null;
alter table audit_run alter column claims_unverifiable drop not null;
alter table audit_run alter column code_version drop not null
