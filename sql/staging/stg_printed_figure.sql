-- Figures as read, beside what their words mean. No unit is converted yet.
-- Grain: one row per figure.
--
-- The printed words stay in raw_figure: what is carried through the stages is narrow.

with

figures as (
    select * from stg_worded_figure
),

documents as (
    select
        document_id,
        company_id,
        dated_on
    from stg_document
),

companies as (
    select
        company_id,
        boundary,
        fiscal_year_end,
        word_key('company', company_id) as company_key,
        word_key('boundary', boundary) as boundary_key
    from dim_company
),

measures as (
    select
        *,
        word_key('measure', measure) as measure_key,
        word_key('scope', default_scope) as default_scope_key
    from dim_measure
),

company_words as (
    select * from stg_word
    where role = 'company'
),

org_unit_words as (
    select
        *,
        word_key('org_unit', meaning) as org_unit_key
    from stg_word
    where role = 'org_unit'
),

boundary_words as (
    select
        *,
        word_key('boundary', meaning) as boundary_key
    from stg_word
    where role = 'boundary'
),

measure_words as (
    select * from stg_word
    where role = 'measure'
),

scope_words as (
    select
        *,
        word_key('scope', meaning) as scope_key
    from stg_word
    where role = 'scope'
),

periods as (
    select
        *,
        period_key(period_start, period_end) as period_key,
        period_key(null, period_end) as target_key
    from stg_period
),

with_company as (
    select
        figures.*,
        measures.measure,
        measures.measure_key,
        measures.quantity,
        measures.canonical_unit as measure_unit,
        measures.lowest_plausible,
        measures.highest_plausible,
        measures.is_deduction,
        measures.fact_table,
        measures.default_scope,
        measures.default_scope_key,
        documents.dated_on,
        if(
            figures.company_text is null,
            documents.company_id,
            company_words.meaning
        ) as company_id
    from figures
    left join documents on figures.document_id = documents.document_id
    left join company_words on figures.company_text = company_words.words
    left join measure_words on figures.measure_words = measure_words.words
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
        coalesce(companies.fiscal_year_end, '12-31') as fiscal_year_end,
        joined_series_key(
            companies.company_key,
            if(
                with_company.org_unit_words is null,
                word_key('org_unit', 'group'),
                org_unit_words.org_unit_key
            ),
            if(
                with_company.boundary_text is null,
                companies.boundary_key,
                boundary_words.boundary_key
            ),
            with_company.measure_key,
            if(
                with_company.scope_words is null,
                with_company.default_scope_key,
                scope_words.scope_key
            )
        ) as series_id
    from with_company
    left join companies on with_company.company_id = companies.company_id
    left join org_unit_words
        on
            with_company.company_id = org_unit_words.company_id
            and with_company.org_unit_words = org_unit_words.words
    left join boundary_words on with_company.boundary_text = boundary_words.words
    left join scope_words on with_company.scope_words = scope_words.words
)

select
    identified.figure_id,
    identified.document_id,
    identified.ordinal,
    identified.company_id,
    identified.org_unit_id,
    identified.boundary,
    identified.measure,
    identified.scope,
    identified.series_id,
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
    if(
        identified.fact_table = 'fact_target', periods.target_key, periods.period_key
    ) as period_key,
    identified.value,
    identified.value_low,
    identified.value_high,
    identified.alternative_value,
    identified.alternative_low,
    identified.alternative_high,
    identified.value_kind,
    identified.unit_words,
    identified.scope_words,
    identified.quantity,
    identified.measure_unit,
    identified.lowest_plausible,
    identified.highest_plausible,
    identified.is_deduction,
    identified.fact_table,
    identified.confidence,
    identified.reading_problem
from identified
left join periods
    on
        identified.fiscal_year_end = periods.fiscal_year_end
        and identified.period_words is not distinct from periods.period_words
        and identified.period_start_text is not distinct from periods.period_start_text
        and identified.period_end_text is not distinct from periods.period_end_text
        and if(is_relative_period(identified.period_words), identified.dated_on, null)
        is not distinct from periods.dated_on
