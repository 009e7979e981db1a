-- From which kinds of sources the figures come, and which were chosen.
-- Grain: one row per kind of source.

with

kinds as (
    select * from reference_source_kind
),

documents as (
    select * from dim_document
),

figures as (
    select
        documents.source_kind,
        count(*) as figure_count,
        count(distinct figures.company_id) as company_count
    from fact_figure as figures
    inner join documents on figures.document_id = documents.document_id
    group by documents.source_kind
),

chosen as (
    select
        documents.source_kind,
        count(*) as chosen_count
    from fact_best_figure as facts
    inner join documents on facts.document_id = documents.document_id
    group by documents.source_kind
),

counts as (
    select
        source_kind,
        count(*) as document_count
    from documents
    group by source_kind
)

select
    kinds.source_kind,
    kinds.name,
    kinds.source_rank,
    coalesce(counts.document_count, 0) as document_count,
    coalesce(figures.company_count, 0) as company_count,
    coalesce(figures.figure_count, 0) as figure_count,
    coalesce(chosen.chosen_count, 0) as chosen_count
from kinds
left join counts on kinds.source_kind = counts.source_kind
left join figures on kinds.source_kind = figures.source_kind
left join chosen on kinds.source_kind = chosen.source_kind
order by kinds.source_rank asc
