-- Stated changes as printed, beside what their words mean. No unit is converted yet.
-- Grain: one row per claim.

with

claims as (
    select * from stg_worded_claim
),

documents as (
    select
        document_id,
        company_id,
        dated_on
    from stg_document
),

companies as (
    select * from dim_company
),

measures as (
    select * from dim_measure
),

words as (
    select * from stg_word
),

periods as (
    select * from stg_period
),

change_units as (
    select * from reference_change_unit_alias
),

with_company as (
    select
        claims.*,
        measures.measure,
        measures.quantity,
        measures.canonical_unit as measure_unit,
        measures.default_scope,
        measures.fact_table,
        documents.dated_on,
        if(
            claims.company_text is null, documents.company_id, company_words.meaning
        ) as company_id
    from claims
    left join documents on claims.document_id = documents.document_id
    left join words as company_words
        on company_words.role = 'company' and claims.company_text = company_words.words
    left join words as measure_words
        on measure_words.role = 'measure' and claims.measure_words = measure_words.words
    left join measures on measure_words.meaning = measures.measure
),

identified as (
    select
        with_company.*,
        if(
            with_company.org_unit_words is null, 'group', org_unit_words.meaning
        ) as org_unit_id,
        if(
            with_company.boundary_text is null,
            companies.boundary,
            boundary_words.meaning
        ) as boundary,
        if(
            with_company.scope_words is null,
            with_company.default_scope,
            scope_words.meaning
        ) as scope,
        coalesce(companies.fiscal_year_end, '12-31') as fiscal_year_end
    from with_company
    left join companies on with_company.company_id = companies.company_id
    left join words as org_unit_words
        on
            org_unit_words.role = 'org_unit'
            and with_company.company_id = org_unit_words.company_id
            and with_company.org_unit_words = org_unit_words.words
    left join words as boundary_words
        on
            boundary_words.role = 'boundary'
            and with_company.boundary_text = boundary_words.words
    left join words as scope_words
        on
            scope_words.role = 'scope'
            and with_company.scope_words = scope_words.words
)

select
    identified.claim_id,
    identified.figure_id,
    identified.document_id,
    identified.ordinal,
    identified.page,
    identified.locator,
    identified.context,
    identified.company_text,
    identified.org_unit_text,
    identified.measure_text,
    identified.scope_text,
    identified.boundary_text,
    identified.period_text,
    identified.change_text,
    identified.change_unit_text,
    identified.change_unit_words,
    identified.basis_text,
    identified.change,
    identified.change_low,
    identified.change_high,
    identified.note,
    identified.confidence,
    identified.reasons,
    identified.reading_problem,
    identified.org_unit_words,
    identified.measure_words,
    identified.scope_words,
    identified.period_words,
    identified.company_id,
    identified.org_unit_id,
    identified.boundary,
    identified.measure,
    identified.scope,
    case
        when identified.fact_table = 'fact_target' and periods.period_end is not null
            then 'target'
        else coalesce(periods.period_kind, 'unknown')
    end as period_kind,
    periods.fiscal_year,
    if(
        identified.fact_table = 'fact_target', null, periods.period_start
    ) as period_start,
    periods.period_end,
    -- Null where the change is in a unit, as the amounts are.
    change_units.change_kind,
    identified.quantity,
    identified.measure_unit
from identified
left join periods
    on
        identified.fiscal_year_end = periods.fiscal_year_end
        and identified.period_words is not distinct from periods.period_words
        and identified.period_start_text is not distinct from periods.period_start_text
        and identified.period_end_text is not distinct from periods.period_end_text
        and if(is_relative_period(identified.period_words), identified.dated_on, null)
        is not distinct from periods.dated_on
left join change_units on term_key(identified.change_unit_words) = change_units.alias
