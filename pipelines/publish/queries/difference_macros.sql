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
