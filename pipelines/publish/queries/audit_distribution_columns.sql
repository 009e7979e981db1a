-- Of what size the facts of published runs were, kept from run to run.
-- Grain: one row per run, measure and unit.

create table if not exists audit_distribution (
    run_id varchar not null,
    measure varchar not null,
    unit varchar not null,
    fact_count bigint not null,
    lower_quartile double not null,
    median double not null,
    upper_quartile double not null,
    primary key (run_id, measure, unit)
)
