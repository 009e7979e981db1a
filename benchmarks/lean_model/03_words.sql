-- What every word means that is printed for a company, measure, scope or boundary.

create temp table company as
select
    company_id::company_word as company,
    coalesce(fiscal_year_end, '12-31') as fiscal_year_end,
    coalesce(boundary, 'unspecified')::boundary_word as boundary
from reference_company;

create temp table document as
select
    document_read.document_id::document_word as document,
    document_read.company_id::company_word as company,
    coalesce(company.fiscal_year_end, '12-31') as fiscal_year_end,
    if(
        document_read.company_id is null,
        null,
        coalesce(company.boundary, 'unspecified'::boundary_word)
    ) as boundary,
    document_read.source_rank,
    document_read.source::source_word as source,
    document_read.known_from,
    document_read.dated_on
from document_read
left join company on document_read.company_id::company_word = company.company;

create temp table company_spoken as
select
    company_read.words,
    company_read.company_id::company_word as company,
    coalesce(company.fiscal_year_end, '12-31') as fiscal_year_end,
    if(
        company_read.company_id is null,
        null,
        coalesce(company.boundary, 'unspecified'::boundary_word)
    ) as boundary
from company_read
left join company on company_read.company_id::company_word = company.company;

create temp table measure as
select
    measure::measure_word as measure,
    quantity::quantity_word as quantity,
    canonical_unit::unit_word as canonical_unit,
    default_scope::scope_word as default_scope,
    fact_table,
    direction,
    is_deduction,
    highest_plausible,
    target_of,
    target_kind
from reference_measure;

create temp table measure_spoken as
with names as (
    select
        term_key(measure) as alias_key,
        measure
    from reference_measure
    union
    select
        term_key(name) as alias_key,
        measure
    from reference_measure
    union
    select
        term_key(alias) as alias_key,
        measure
    from reference_measure_alias
),

spoken as (
    select coalesce(measure_term, measure_text) as words from raw_figure
    union
    select coalesce(measure_term, measure_text) as words from raw_claim
)

select
    spoken.words,
    measure.measure,
    measure.quantity,
    measure.canonical_unit,
    measure.default_scope,
    measure.fact_table = 'fact_target' as is_target
from spoken
inner join names on term_key(spoken.words) = names.alias_key
inner join measure on names.measure::measure_word = measure.measure;

create temp table scope as
select
    scope::scope_word as scope,
    family,
    method,
    level
from reference_scope;

create temp table scope_spoken as
with names as (
    select
        scope_key(scope) as alias_key,
        scope
    from reference_scope
    union
    select
        alias as alias_key,
        scope
    from reference_scope_alias
),

spoken as (
    select coalesce(scope_term, scope_text) as words from raw_figure
    union
    select coalesce(scope_term, scope_text) as words from raw_claim
)

select
    spoken.words,
    names.scope::scope_word as scope
from spoken
inner join names on scope_key(spoken.words) = names.alias_key;

create temp table boundary_spoken as
with spoken as (
    select boundary_text as words from raw_figure
    union
    select boundary_text as words from raw_claim
)

select
    spoken.words,
    names.boundary::boundary_word as boundary
from spoken
inner join reference_boundary_alias as names on term_key(spoken.words) = names.alias;
