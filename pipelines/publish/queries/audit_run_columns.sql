-- The runs that came to their publish, kept from run to run.
-- Grain: one row per run.

create table if not exists audit_run (
    run_id varchar primary key,
    started_at timestamp not null,
    ended_at timestamp not null,
    status varchar not null,
    documents_read bigint not null,
    documents_unchanged bigint not null,
    figures_read bigint not null,
    figures_accepted bigint not null,
    figures_quarantined bigint not null,
    claims_confirmed bigint not null,
    claims_contradicted bigint not null,
    claims_unverifiable bigint not null,
    code_version varchar not null
)
