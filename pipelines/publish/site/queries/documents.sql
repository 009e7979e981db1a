-- The documents that say something of a company: a data set speaks of many.
-- Grain: one row per company and document.

with

mentions as (
    select
        company_id,
        document_id
    from fact_figure
    union
    select
        company_id,
        document_id
    from fact_claim
),

documents as (
    select * from dim_document
),

kinds as (
    select * from reference_source_kind
)

select
    mentions.company_id,
    documents.document_id,
    documents.title,
    documents.publisher,
    documents.source_kind,
    kinds.name as source_kind_name,
    documents.known_from,
    documents.language,
    documents.path,
    documents.url,
    documents.attribution
from mentions
inner join documents on mentions.document_id = documents.document_id
left join kinds on documents.source_kind = kinds.source_kind
order by
    mentions.company_id asc,
    documents.source_rank asc,
    documents.known_from desc,
    documents.path asc
