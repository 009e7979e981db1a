-- Every accepted figure of every document, in its canonical unit.
-- Grain: one row per figure.
--
-- Valid for its period; known from the day its document was out until the same source
-- stated the same fact again. What is not disclosed is kept, without an amount.

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

accepted as (
    select
        figures.*,
        documents.source_rank,
        documents.source,
        documents.known_from
    from figures
    left join quarantined on figures.figure_id = quarantined.figure_id
    left join documents on figures.document_id = documents.document_id
    where quarantined.figure_id is null
),

-- The days on which each source stated a fact, and the next such day.
vintages as (
    select
        *,
        lead(known_from) over (
            partition by
                company_id,
                org_unit_id,
                boundary,
                measure,
                scope,
                period_start,
                period_end,
                canonical_unit,
                source
            order by known_from asc
        ) as known_to
    from (
        select distinct
            company_id,
            org_unit_id,
            boundary,
            measure,
            scope,
            period_start,
            period_end,
            canonical_unit,
            source,
            known_from
        from accepted
        where known_from is not null
    ) as stated
),

superseded as (
    select
        accepted.*,
        vintages.known_to
    from accepted
    left join vintages
        on
            accepted.company_id = vintages.company_id
            and accepted.org_unit_id = vintages.org_unit_id
            and accepted.boundary = vintages.boundary
            and accepted.measure = vintages.measure
            and accepted.scope = vintages.scope
            and accepted.period_start is not distinct from vintages.period_start
            and accepted.period_end = vintages.period_end
            and accepted.canonical_unit = vintages.canonical_unit
            and accepted.source = vintages.source
            and accepted.known_from = vintages.known_from
)

select
    figure_id,
    document_id,
    company_id,
    org_unit_id,
    boundary,
    measure,
    scope,
    fiscal_year,
    period_kind,
    period_start,
    period_end,
    value_kind,
    amount,
    low,
    high,
    canonical_unit,
    source_rank,
    source,
    known_from,
    known_to,
    known_to is null as is_current,
    series_break_text is not null as is_series_break,
    series_break_text as series_break_reason,
    fact_table,
    page,
    locator,
    context,
    value_text,
    unit_text,
    basis_text,
    unit,
    unit_decided_by,
    unit_reason,
    separator_decided_by,
    note,
    confidence,
    reasons
from superseded
