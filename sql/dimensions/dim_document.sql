-- Documents: what each is, who published it and when, and from when it was known.
-- Grain: one row per document.

select
    document_id,
    company_id,
    title,
    publisher,
    source_kind,
    source_rank,
    source,
    published_text,
    known_from,
    language,
    path,
    url,
    attribution,
    is_catalogued,
    reader,
    reader_version,
    size_bytes,
    figure_count,
    claim_count
from stg_document
