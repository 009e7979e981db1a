-- The documents from which a release was read, as the data package credits them.
-- Grain: one row per document.

select
    document_id,
    path,
    title,
    publisher,
    url,
    attribution
from dim_document
order by path asc
