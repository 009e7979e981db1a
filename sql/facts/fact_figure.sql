-- Every accepted figure of every document, in its canonical unit.
-- Grain: one row per figure.
--
-- Bitemporal: valid for its period; known from the day its document was out until the
-- same source stated the same fact again. fact_id is the same for all statements of
-- one fact, the chosen one and those that lost. What is not disclosed is kept, without
-- an amount.

with

figures as (
    select * from stg_figure
),

quarantined as (
    select * from quarantine_figure
),

documents as (
    select * from dim_document
),

printed as (
    select * from stg_worded_figure
),

accepted as (
    select
        figures.*,
        documents.source_rank,
        documents.source,
        documents.known_from
    from figures
    left join documents on figures.document_id = documents.document_id
    anti join quarantined on figures.figure_id = quarantined.figure_id
),

-- The next day on which the same source stated the fact.
superseded as (
    select
        figure_id,
        min(known_from) over (
            partition by fact_id, source
            order by known_from asc
            groups between 1 following and unbounded following
        ) as known_to
    from accepted
    where known_from is not null
)

select
    accepted.figure_id,
    accepted.fact_id,
    accepted.series_id,
    accepted.document_id,
    accepted.company_id,
    accepted.org_unit_id,
    accepted.boundary,
    accepted.measure,
    accepted.scope,
    accepted.fiscal_year,
    accepted.period_kind,
    accepted.period_start,
    accepted.period_end,
    accepted.value_kind,
    accepted.amount,
    accepted.low,
    accepted.high,
    accepted.canonical_unit,
    accepted.source_rank,
    accepted.source,
    accepted.known_from,
    superseded.known_to,
    superseded.known_to is null as is_current,
    printed.series_break_text is not null as is_series_break,
    printed.series_break_text as series_break_reason,
    accepted.fact_table,
    printed.page,
    printed.locator,
    printed.context,
    printed.value_text,
    printed.unit_text,
    printed.basis_text,
    accepted.unit,
    accepted.unit_decided_by,
    accepted.unit_reason,
    accepted.separator_decided_by,
    printed.note,
    printed.confidence,
    printed.reasons
from accepted
left join superseded on accepted.figure_id = superseded.figure_id
left join printed on accepted.figure_id = printed.figure_id
