-- Every accepted figure of every document, in its canonical unit.
-- Grain: one row per figure.
--
-- Bitemporal: valid for its period; known from the day its document was out until the
-- same source stated the same fact again. fact_id is the same for all statements of
-- one fact, the chosen one and those that lost. What is not disclosed is kept, without
-- an amount.

with

quarantined as (
    select * from quarantine_figure
),

printed as (
    select * from stg_worded_figure
),

series as (
    select * from stg_series
),

measures as (
    select * from dim_measure
),

documents as (
    select * from dim_document
),

-- Nearly all units are what they are printed as, which needs no looking up.
explained_units as (
    select * from stg_unit_reading
    where decided_by is distinct from 'reference'
),

-- The next day on which the same source stated the fact.
superseded as (
    select
        figures.figure_id,
        min(documents.known_from) over (
            partition by figures.fact_id, documents.source
            order by documents.known_from asc
            groups between 1 following and unbounded following
        ) as known_to
    from stg_figure as figures
    inner join documents on figures.document_id = documents.document_id
    anti join quarantined on figures.figure_id = quarantined.figure_id
    where documents.known_from is not null
    qualify known_to is not null
)

select
    figures.figure_id,
    figures.fact_id,
    figures.series_id,
    printed.document_id,
    series.company_id,
    series.org_unit_id,
    series.boundary,
    series.measure,
    series.scope,
    figures.fiscal_year,
    figures.period_kind,
    figures.period_start,
    figures.period_end,
    printed.value_kind,
    figures.amount,
    figures.low,
    figures.high,
    figures.canonical_unit,
    documents.source_rank,
    documents.source,
    documents.known_from,
    superseded.known_to,
    superseded.known_to is null as is_current,
    printed.series_break_text is not null as is_series_break,
    printed.series_break_text as series_break_reason,
    measures.fact_table,
    printed.page,
    printed.locator,
    printed.context,
    printed.value_text,
    printed.unit_text,
    printed.basis_text,
    figures.unit,
    figures.unit_decided_by,
    if(
        figures.unit_decided_by = 'reference',
        'The printed unit has one meaning.',
        explained_units.reason
    ) as unit_reason,
    figures.separator_decided_by,
    printed.note,
    printed.confidence,
    printed.reasons,
    printed.correction
from printed
inner join stg_figure as figures on printed.figure_id = figures.figure_id
anti join quarantined on figures.figure_id = quarantined.figure_id
inner join series on figures.series_id = series.series_id
inner join measures on series.measure = measures.measure
left join documents on printed.document_id = documents.document_id
left join superseded on figures.figure_id = superseded.figure_id
left join explained_units
    on
        printed.document_id = explained_units.document_id
        and printed.unit_words is not distinct from explained_units.unit_words
        and measures.quantity = explained_units.quantity
