-- Documents that are in one release alone, or are not the same in both.
-- Grain: one row per path.

create or replace temporary table document_difference as

select
    coalesce(new_side.path, old_side.path) as path,
    coalesce(new_side.company_id, old_side.company_id) as company_id,
    case
        when old_side.path is null then 'added'
        when new_side.path is null then 'gone'
        else 'changed'
    end as change,
    case
        when old_side.path is null then 'new_document'
        when new_side.path is null then 'document_gone'
        when is_other(old_side.document_id, new_side.document_id)
            then 'document_edited'
        when
            is_other(old_side.reader, new_side.reader)
            or is_other(old_side.reader_version, new_side.reader_version)
            then 'document_read_otherwise'
        else 'catalogue'
    end as reason,
    if(
        old_side.path is null or new_side.path is null,
        [],
        field_told(
            'bytes', left(old_side.document_id, 12), left(new_side.document_id, 12)
        )
        || field_told('reader', old_side.reader, new_side.reader)
        || field_told(
            'reader_version', old_side.reader_version, new_side.reader_version
        )
        || field_told('company_id', old_side.company_id, new_side.company_id)
        || field_told('title', old_side.title, new_side.title)
        || field_told('publisher', old_side.publisher, new_side.publisher)
        || field_told('source_kind', old_side.source_kind, new_side.source_kind)
        || field_told('known_from', old_side.known_from, new_side.known_from)
        || field_told('url', old_side.url, new_side.url)
        || field_told('attribution', old_side.attribution, new_side.attribution)
    ) as fields
from old_dim_document as old_side
full outer join new_dim_document as new_side on old_side.path = new_side.path
where
    old_side.path is null
    or new_side.path is null
    or len(fields) > 0
