-- Documents, with the company that each speaks of and the day from which it was known.
-- Grain: one row per document.
--
-- A document dated by month or year alone was certainly out on the last day of it,
-- so that is the day from which its figures count as known.

with

documents as (
    select * from raw_document
),

company_aliases as (
    select
        alias_key,
        company_id
    from stg_company_alias
),

source_kinds as (
    select * from reference_source_kind
),

dated as (
    select
        documents.*,
        slug(documents.company_text) as company_slug,
        case
            when regexp_full_match(documents.published_text, '\d{4}-\d{2}-\d{2}')
                then try_cast(documents.published_text as date)
            when regexp_full_match(documents.published_text, '\d{4}-\d{2}')
                then last_day(try_cast(documents.published_text || '-01' as date))
            when regexp_full_match(documents.published_text, '\d{4}')
                then try_cast(documents.published_text || '-12-31' as date)
        end as known_from
    from documents
)

select
    dated.document_id,
    coalesce(company_aliases.company_id, dated.company_slug) as company_id,
    dated.path,
    dated.title,
    dated.publisher,
    coalesce(source_kinds.source_kind, 'unknown') as source_kind,
    coalesce(source_kinds.source_rank, 5) as source_rank,
    -- All reports of an issuer are one source, whose later ones restate its earlier.
    case
        when source_kinds.source_kind = 'issuer_report' then 'issuer'
        else coalesce(dated.publisher, dated.document_id)
    end as source,
    dated.published_text,
    dated.known_from,
    dated.language,
    dated.url,
    dated.attribution,
    dated.is_catalogued,
    dated.reader,
    dated.reader_version,
    dated.size_bytes,
    dated.figure_count,
    dated.claim_count
from dated
left join company_aliases on term_key(dated.company_text) = company_aliases.alias_key
left join source_kinds on dated.source_kind = source_kinds.source_kind
