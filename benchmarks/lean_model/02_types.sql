-- Words become numbers in the order of the words: all that joins, groups and sorts
-- below is of a few bytes.

create temp type document_word as enum ( -- noqa: PRS
    select document_id
    from raw_document
    order by document_id asc
);

create temp type source_word as enum (
    select distinct source
    from document_read
    order by source asc
);

create temp type company_word as enum (
    select company_id
    from (
        select company_id from document_read
        union
        select company_id from company_read
        union
        select company_id from reference_company
    ) as named
    where company_id is not null
    order by company_id asc
);

create temp type org_unit_word as enum (
    select org_unit_id
    from (
        select org_unit_id from org_unit_read
        union
        select 'group' as org_unit_id
    ) as named
    where org_unit_id is not null
    order by org_unit_id asc
);

create temp type boundary_word as enum (
    select boundary
    from (
        select boundary from reference_boundary_alias
        union
        select boundary from reference_company
        union
        select 'unspecified' as boundary
    ) as named
    where boundary is not null
    order by boundary asc
);

create temp type measure_word as enum (
    select measure
    from reference_measure
    order by measure asc
);

create temp type scope_word as enum (
    select scope
    from reference_scope
    order by scope asc
);

create temp type quantity_word as enum (
    select quantity from reference_measure
    union
    select quantity from reference_unit_of_measure
    order by quantity asc
);

create temp type unit_word as enum (
    select unit from reference_unit_of_measure
    union
    select canonical_unit as unit from reference_unit_of_measure
    union
    select canonical_unit as unit from reference_measure
    order by unit asc
);

create temp type printed_unit_word as enum (
    select words
    from (
        select coalesce(unit_term, unit_text) as words from raw_figure
        union
        select change_unit_text as words from raw_claim
    ) as named
    where words is not null
    order by words asc
);

create temp type period_word as enum (
    'fiscal_year',
    'calendar_year',
    'other_year',
    'part_year',
    'instant',
    'target',
    'unknown'
);

create temp type value_word as enum (
    'number', 'zero', 'not_disclosed', 'not_applicable', 'unreadable'
);

create temp type decided_word as enum (
    'reference', 'limit', 'document', 'series', 'symbol'
);
