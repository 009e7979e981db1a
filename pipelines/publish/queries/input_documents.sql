-- The documents that a release was made from, and what read them.
-- Grain: one row per document.

select
    path,
    document_id as sha256,
    size_bytes as bytes,
    reader,
    reader_version
from raw_document
order by path asc, document_id asc
