-- Documents with all that is kept of them.
-- Grain: one row per document.

with

figures as (
    select
        document_id,
        count(*)::integer as figure_count
    from figure
    group by document_id
),

claims as (
    select
        document_id,
        count(*)::integer as claim_count
    from claim
    group by document_id
)

select
    document.document_id,
    document.folder_name || '/' || document.file_name as path,
    document.folder_name,
    document.file_name,
    2000 + (document.document_key % 900000)::bigint as size_bytes,
    document.reader,
    document.reader_version,
    document.is_catalogued,
    if(document.is_catalogued, document.company_name, null) as company_text,
    if(
        document.has_terms or not document.is_catalogued, document.company_name, null
    ) as issuer_text,
    if(document.has_terms, document.published_year::varchar, null) as dated_text,
    if(
        document.is_catalogued,
        case document.kind
            when 'issuer_report'
                then
                    document.company_name
                    || ' Sustainability Report '
                    || document.published_year
            when 'regulatory_filing'
                then 'Climate filing of ' || document.company_name
            when 'aggregator' then document.publisher || ' ' || document.published_year
            else 'News report on the emissions of ' || document.company_name
        end,
        null
    ) as title,
    if(document.is_catalogued, document.publisher, null) as publisher,
    if(document.is_catalogued, document.kind, null) as source_kind,
    document.published_text,
    if(document.is_catalogued, document.language, null) as language,
    if(
        document.is_catalogued,
        'https://example.org/' || document.folder_name || '/' || document.file_name,
        null
    ) as url,
    if(
        document.kind = 'aggregator',
        'Data of ' || document.publisher || ', CC BY 4.0',
        null
    ) as attribution,
    if(
        document.is_catalogued
        and document.kind = 'press'
        and draw(document.document_key, 'quotes') < 0.4,
        'issuer',
        null
    ) as quotes,
    if(document.reader = 'pdf', 40 + (document.document_key % 160)::integer, null)
        as page_count,
    coalesce(figures.figure_count, 0)::integer as figure_count,
    coalesce(claims.claim_count, 0)::integer as claim_count
from document
left join figures on document.document_id = figures.document_id
left join claims on document.document_id = claims.document_id
where figures.figure_count > 0 or document.kind = 'issuer_report'
order by document.document_id asc
