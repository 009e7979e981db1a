-- Every document of the release with whom to credit, those with a credit first.
-- Grain: one row per document.

with

documents as (
    select * from dim_document
),

kinds as (
    select * from reference_source_kind
)

select
    documents.title,
    documents.publisher,
    kinds.name as source_kind_name,
    documents.known_from,
    documents.path,
    documents.url,
    documents.attribution,
    documents.figure_count,
    documents.claim_count
from documents
left join kinds on documents.source_kind = kinds.source_kind
order by documents.attribution is null asc, documents.path asc
