-- Figures with the words that speak for each: what somebody put right, or else the
-- reader's term where it gave one, or else the words as printed. The printed words stay
-- beside them; company, boundary, days and basis have no others, and are put right.
-- Grain: one row per figure.
--
-- This is the one place where corrections are applied to figures. Who corrects has
-- looked at the page, so what is corrected is read surely. A corrected period is told
-- by its own words, and not by days that are printed beside it.

with

figures as (
    select * from raw_figure
),

corrected as (
    select * from stg_corrected_statement
)

select
    figures.figure_id,
    figures.document_id,
    figures.ordinal,
    figures.page,
    figures.locator,
    figures.context,
    coalesce(corrected.company_text, figures.company_text) as company_text,
    figures.org_unit_text,
    figures.measure_text,
    figures.scope_text,
    coalesce(corrected.boundary_text, figures.boundary_text) as boundary_text,
    figures.period_text,
    if(
        corrected.period_start_text is null and corrected.period_words is null,
        figures.period_start_text,
        corrected.period_start_text
    ) as period_start_text,
    if(
        corrected.period_end_text is null and corrected.period_words is null,
        figures.period_end_text,
        corrected.period_end_text
    ) as period_end_text,
    figures.value_text,
    figures.unit_text,
    coalesce(corrected.basis_text, figures.basis_text) as basis_text,
    if(corrected.value_kind is null, figures.value, corrected.value) as value,
    if(
        corrected.value_kind is null, figures.value_low, corrected.value_low
    ) as value_low,
    if(
        corrected.value_kind is null, figures.value_high, corrected.value_high
    ) as value_high,
    if(
        corrected.value_kind is null, figures.alternative_value, null
    ) as alternative_value,
    if(
        corrected.value_kind is null, figures.alternative_low, null
    ) as alternative_low,
    if(
        corrected.value_kind is null, figures.alternative_high, null
    ) as alternative_high,
    coalesce(corrected.value_kind, figures.value_kind) as value_kind,
    figures.series_break_text,
    figures.note,
    if(
        corrected.correction is null, figures.confidence, 1::decimal(3, 2)
    ) as confidence,
    figures.reasons,
    figures.reading_problem,
    coalesce(
        corrected.org_unit_words, figures.org_unit_term, figures.org_unit_text
    ) as org_unit_words,
    coalesce(
        corrected.measure_words, figures.measure_term, figures.measure_text
    ) as measure_words,
    coalesce(
        corrected.scope_words, figures.scope_term, figures.scope_text
    ) as scope_words,
    coalesce(
        corrected.period_words, figures.period_term, figures.period_text
    ) as period_words,
    coalesce(corrected.unit_words, figures.unit_term, figures.unit_text) as unit_words,
    corrected.correction
from figures
left join corrected on figures.figure_id = corrected.statement_id
