-- What two releases are compared by: a table each, empty, with the columns that count.
-- A column that either release lacks stays empty on both sides.

create or replace temporary table dim_document_columns (
    document_id varchar,
    path varchar,
    company_id varchar,
    title varchar,
    publisher varchar,
    source_kind varchar,
    known_from date,
    url varchar,
    attribution varchar,
    reader varchar,
    reader_version varchar
);

create or replace temporary table fact_figure_columns (
    figure_id varchar,
    document_id varchar,
    company_id varchar,
    org_unit_id varchar,
    boundary varchar,
    measure varchar,
    scope varchar,
    fiscal_year integer,
    period_start date,
    period_end date,
    value_kind varchar,
    amount decimal(28, 6),
    low decimal(28, 6),
    high decimal(28, 6),
    canonical_unit varchar,
    unit varchar,
    page varchar,
    locator varchar,
    confidence decimal(3, 2),
    correction varchar
);

create or replace temporary table quarantine_figure_columns (
    figure_id varchar,
    confidence decimal(3, 2),
    correction varchar,
    expectations varchar[]
);

create or replace temporary table fact_best_figure_columns (
    company_id varchar,
    org_unit_id varchar,
    boundary varchar,
    measure varchar,
    scope varchar,
    fiscal_year integer,
    period_start date,
    period_end date,
    amount decimal(28, 6),
    low decimal(28, 6),
    high decimal(28, 6),
    canonical_unit varchar,
    figure_id varchar,
    is_restated boolean,
    is_series_break boolean
);

create or replace temporary table metric_value_columns (
    metric_id varchar,
    company_id varchar,
    org_unit_id varchar,
    boundary varchar,
    fiscal_year integer,
    metric varchar,
    scope varchar,
    amount decimal(28, 6),
    low decimal(28, 6),
    high decimal(28, 6),
    unit varchar,
    figure_ids varchar[]
);

create or replace temporary table fact_claim_columns (
    claim_id varchar,
    document_id varchar,
    company_id varchar,
    org_unit_id varchar,
    boundary varchar,
    measure varchar,
    scope varchar,
    fiscal_year integer,
    change_kind varchar,
    change_unit varchar,
    change decimal(28, 9),
    page varchar,
    locator varchar,
    confidence decimal(3, 2),
    correction varchar
);

create or replace temporary table quarantine_claim_columns (
    claim_id varchar,
    confidence decimal(3, 2),
    correction varchar,
    expectations varchar[]
);

create or replace temporary table metric_claim_check_columns (
    claim_id varchar,
    verdict varchar,
    cause varchar,
    recomputed_change decimal(28, 4),
    figure_ids varchar[]
);

create or replace temporary table stg_review_columns (
    line integer,
    statement_id varchar,
    decision varchar
)
