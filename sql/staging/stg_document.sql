-- Documents, with the company that each speaks of and the day from which it was known.
-- Grain: one row per document.
--
-- A document dated by month or year alone was certainly out on the last day of it,
-- so that is the day from which its figures count as known.
--
-- The company is that of the catalogue; else that of the folder, where its name is
-- known to be a company's; else the one that the document names; else the folder.

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

named as (
    select
        documents.*,
        case
            when documents.company_text is not null then 'catalogue'
            when company_aliases.company_id is not null then 'folder'
            when documents.issuer_text is not null then 'document'
            when documents.folder_name is not null then 'folder_name'
        end as company_source
    from documents
    left join
        company_aliases
        on
            term_key(replace(documents.folder_name, '-', ' '))
            = company_aliases.alias_key
),

dated as (
    select
        * exclude (company_text),
        case company_source
            when 'catalogue' then company_text
            when 'document' then issuer_text
            else folder_name
        end as company_text,
        last_possible_day(published_text) as known_from
    from named
)

select
    dated.document_id,
    coalesce(
        company_aliases.company_id, unlisted_id(dated.company_text)
    ) as company_id,
    dated.company_text,
    dated.company_source,
    dated.path,
    dated.title,
    dated.publisher,
    coalesce(source_kinds.source_kind, 'unknown') as source_kind,
    coalesce(source_kinds.source_rank, 5) as source_rank,
    -- All reports of an issuer are one source, whose later ones restate its earlier;
    -- so is what others only quote of them.
    case
        when source_kinds.source_kind = 'issuer_report' or dated.quotes = 'issuer'
            then 'issuer'
        else coalesce(dated.publisher, dated.document_id)
    end as source,
    dated.published_text,
    dated.known_from,
    coalesce(dated.known_from, last_possible_day(dated.dated_text)) as dated_on,
    dated.language,
    dated.url,
    dated.attribution,
    dated.is_catalogued,
    dated.reader,
    dated.reader_version,
    dated.size_bytes,
    dated.page_count,
    dated.figure_count,
    dated.claim_count
from dated
left join company_aliases on term_key(dated.company_text) = company_aliases.alias_key
left join source_kinds on dated.source_kind = source_kinds.source_kind
