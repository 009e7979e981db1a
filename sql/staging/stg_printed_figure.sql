-- Figures as printed, beside what their words mean. No unit is converted yet.
-- Grain: one row per figure.

with

figures as (
    select * from stg_worded_figure
),

identities as (
    select * from stg_identity
),

measures as (
    select * from dim_measure
)

select
    figures.figure_id,
    figures.document_id,
    figures.ordinal,
    figures.page,
    figures.locator,
    figures.context,
    figures.company_text,
    figures.org_unit_text,
    figures.measure_text,
    figures.scope_text,
    figures.boundary_text,
    figures.period_text,
    figures.period_start_text,
    figures.period_end_text,
    figures.value_text,
    figures.unit_text,
    figures.basis_text,
    figures.value,
    figures.value_low,
    figures.value_high,
    figures.alternative_value,
    figures.alternative_low,
    figures.alternative_high,
    figures.value_kind,
    figures.series_break_text,
    figures.note,
    figures.confidence,
    figures.reasons,
    figures.reading_problem,
    figures.org_unit_words,
    figures.measure_words,
    figures.scope_words,
    figures.period_words,
    figures.unit_words,
    identities.company_id,
    identities.org_unit_id,
    identities.boundary,
    identities.measure,
    identities.scope,
    identities.period_kind,
    identities.fiscal_year,
    identities.period_start,
    identities.period_end,
    measures.quantity,
    measures.canonical_unit as measure_unit,
    measures.lowest_plausible,
    measures.highest_plausible,
    measures.is_deduction,
    measures.fact_table
from figures
left join identities
    on
        figures.document_id = identities.document_id
        and figures.company_text is not distinct from identities.company_text
        and figures.org_unit_words is not distinct from identities.org_unit_words
        and figures.measure_words is not distinct from identities.measure_words
        and figures.scope_words is not distinct from identities.scope_words
        and figures.boundary_text is not distinct from identities.boundary_text
        and figures.period_words is not distinct from identities.period_words
        and figures.period_start_text is not distinct from identities.period_start_text
        and figures.period_end_text is not distinct from identities.period_end_text
left join measures on identities.measure = measures.measure
