-- sqlfluff:exclude_rules:AM04, LT14, RF01, RF02, RF03, RF04, ST06
-- Words and keys in which differences between two releases are told.

create or replace temporary macro value_told(told_value) as
coalesce(
    regexp_replace(
        regexp_replace(told_value::varchar, '^(-?\d+\.\d*?)0+$', '\1'), '\.$', ''
    ),
    'nothing'
);

create or replace temporary macro is_other(old_value, new_value) as
old_value is distinct from new_value;

create or replace temporary macro field_told(field, old_value, new_value) as
if(
    is_other(old_value, new_value),
    [field || ': ' || value_told(old_value) || ' → ' || value_told(new_value)],
    []
);

create or replace temporary macro quarantine_told(words, expectations) as
if(expectations is null, [], [words || array_to_string(expectations, ', ')]);

create or replace temporary macro fact_words(
    company_id, org_unit_id, boundary, measure, scope, period_start, period_end, unit
) as
concat_ws(
    '/',
    company_id,
    org_unit_id,
    coalesce(boundary, ''),
    measure,
    scope,
    coalesce(period_start::varchar, ''),
    coalesce(period_end::varchar, ''),
    coalesce(unit, '')
);

-- The claims of the old or the new release, each with its verdict and document.
create or replace temporary macro claims_of(side) as table
    select
        claims.*,
        checks.verdict,
        checks.cause,
        checks.recomputed_change,
        documents.path,
        concat_ws(
            '/',
            claims.company_id,
            claims.org_unit_id,
            claims.measure,
            claims.scope,
            claims.fiscal_year,
            claims.change_kind
        ) as subject
    from query_table(side || '_fact_claim') as claims
    left join query_table(side || '_metric_claim_check') as checks
        on claims.claim_id = checks.claim_id
    left join query_table(side || '_dim_document') as documents
        on claims.document_id = documents.document_id;

-- The figures of the old or the new release, each with its fact and document.
create or replace temporary macro figures_of(side) as table
    select
        figures.*,
        documents.path,
        fact_words(
            figures.company_id,
            figures.org_unit_id,
            figures.boundary,
            figures.measure,
            figures.scope,
            figures.period_start,
            figures.period_end,
            figures.canonical_unit
        ) as fact
    from query_table(side || '_fact_figure') as figures
    left join query_table(side || '_dim_document') as documents
        on figures.document_id = documents.document_id;

-- The facts of the old or the new release, by their words.
create or replace temporary macro facts_of(side) as table
    select
        *,
        fact_words(
            company_id,
            org_unit_id,
            boundary,
            measure,
            scope,
            period_start,
            period_end,
            canonical_unit
        ) as fact
    from query_table(side || '_fact_best_figure');

-- Why something differs, what is surer before what is only likely.
create or replace temporary table difference_reason as
select reasons.*
from (
    values
    (1, 'new_document'),
    (2, 'document_gone'),
    (3, 'document_edited'),
    (4, 'document_read_otherwise'),
    (5, 'correction'),
    (6, 'review'),
    (7, 'review_threshold'),
    (8, 'catalogue'),
    (9, 'other_figures'),
    (10, 'reference_list'),
    (11, 'code_version'),
    (12, 'code_version_or_reference_list'),
    (13, 'unknown')
) as reasons (rank, reason)
