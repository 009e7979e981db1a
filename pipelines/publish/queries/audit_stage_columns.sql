-- What runs did in each stage, and how long that took, kept from run to run.
-- Grain: one row per run and stage.

create table if not exists audit_stage (
    run_id varchar not null,
    stage varchar not null,
    started_at timestamp not null,
    seconds double not null,
    tables_made bigint not null,
    rows_made bigint not null,
    checks_made bigint not null,
    primary key (run_id, stage)
)
