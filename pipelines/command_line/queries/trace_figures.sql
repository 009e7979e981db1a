-- Figures, accepted and in quarantine, with the document and place that each is from.
-- Grain: one row per figure.
--
-- What a figure in quarantine measures is known only in the words of its document.

with

documents as (
    select * from dim_document
),

figures as (
    select
        figure_id,
        document_id,
        page,
        locator,
        context,
        company_id,
        org_unit_id,
        boundary,
        measure,
        scope,
        'FY' || fiscal_year as period,
        value_text,
        unit_text,
        amount,
        canonical_unit,
        unit_decided_by,
        unit_reason,
        note,
        correction,
        null as expectations,
        null as explanation
    from fact_figure
    union all by name
    select
        figure_id,
        document_id,
        page,
        locator,
        context,
        org_unit_words as org_unit_id,
        measure_words as measure,
        scope_words as scope,
        period_words as period,
        value_text,
        unit_text,
        correction,
        expectations,
        explanation
    from quarantine_figure
)

select
    figures.figure_id,
    figures.page,
    figures.locator,
    figures.context,
    coalesce(figures.company_id, documents.company_id) as company_id,
    figures.org_unit_id,
    figures.boundary,
    figures.measure,
    figures.scope,
    figures.period,
    figures.value_text,
    figures.unit_text,
    figures.amount,
    figures.canonical_unit,
    figures.unit_decided_by,
    figures.unit_reason,
    figures.note,
    figures.correction,
    figures.expectations,
    figures.explanation,
    documents.title,
    documents.publisher,
    documents.published_text,
    documents.path,
    documents.url
from figures
left join documents on figures.document_id = documents.document_id
where list_contains($figure_ids, figures.figure_id)
order by documents.known_from desc nulls last, figures.figure_id asc
