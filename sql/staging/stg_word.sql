-- What printed words mean: companies, org units, boundaries, measures and scopes.
-- Grain: one row per role, company and words.
--
-- Every word is folded to its key and looked up once, however many figures it stands
-- beside. Words of org units mean something within a company; the other roles have the
-- company *. Words that mean nothing here become null, and fail a check further on.

with

figures as (
    select * from stg_worded_figure
),

claims as (
    select * from stg_worded_claim
),

documents as (
    select * from stg_document
),

company_aliases as (
    select * from stg_company_alias
),

org_unit_names as (
    select * from stg_org_unit_alias
),

boundary_aliases as (
    select * from reference_boundary_alias
),

scope_names as (
    select
        scope_key(scope) as alias,
        scope
    from reference_scope
    union
    select
        alias,
        scope
    from reference_scope_alias
),

measure_names as (
    select
        term_key(measure) as alias,
        measure
    from reference_measure
    union
    select
        term_key(name) as alias,
        measure
    from reference_measure
    union
    select
        term_key(alias) as alias,
        measure
    from reference_measure_alias
),

company_words as (
    select company_text as words from figures
    union
    select company_text as words from claims
),

boundary_words as (
    select boundary_text as words from figures
    union
    select boundary_text as words from claims
),

measure_words as (
    select measure_words as words from figures
    union
    select measure_words as words from claims
),

scope_words as (
    select scope_words as words from figures
    union
    select scope_words as words from claims
),

org_unit_words as (
    select
        document_id,
        company_text,
        org_unit_words as words
    from figures
    where org_unit_words is not null
    union
    select
        document_id,
        company_text,
        org_unit_words as words
    from claims
    where org_unit_words is not null
),

companies as (
    select
        company_words.words,
        coalesce(
            company_aliases.company_id, unlisted_id(company_words.words)
        ) as company_id
    from company_words
    left join company_aliases
        on term_key(company_words.words) = company_aliases.alias_key
    where company_words.words is not null
),

org_units as (
    select distinct
        case
            when org_unit_words.company_text is null then documents.company_id
            else companies.company_id
        end as company_id,
        org_unit_words.words
    from org_unit_words
    left join documents on org_unit_words.document_id = documents.document_id
    left join companies on org_unit_words.company_text = companies.words
),

meanings as (
    select
        'company' as role,
        '*' as company_id,
        words,
        company_id as meaning
    from companies
    union all
    select
        'boundary' as role,
        '*' as company_id,
        boundary_words.words,
        boundary_aliases.boundary as meaning
    from boundary_words
    left join boundary_aliases
        on term_key(boundary_words.words) = boundary_aliases.alias
    union all
    select
        'measure' as role,
        '*' as company_id,
        measure_words.words,
        measure_names.measure as meaning
    from measure_words
    left join measure_names on term_key(measure_words.words) = measure_names.alias
    union all
    select
        'scope' as role,
        '*' as company_id,
        scope_words.words,
        scope_names.scope as meaning
    from scope_words
    left join scope_names on scope_key(scope_words.words) = scope_names.alias
    union all
    select
        'org_unit' as role,
        org_units.company_id,
        org_units.words,
        coalesce(
            of_company.org_unit_id,
            of_any.org_unit_id,
            unlisted_id(org_units.words)
        ) as meaning
    from org_units
    left join org_unit_names as of_company
        on
            org_units.company_id = of_company.company_id
            and term_key(org_units.words) = of_company.alias_key
    left join org_unit_names as of_any
        on
            of_any.company_id = '*'
            and term_key(org_units.words) = of_any.alias_key
)

select
    role,
    company_id,
    words,
    meaning
from meanings
where words is not null and company_id is not null
