-- Adds one document that was read without an archive. Its folder is its company where
-- the name is known to be one's; no other folder says anything, so its path stands in,
-- which parts it from the documents of others.
insert into raw_document (
    document_id,
    path,
    folder_name,
    reader,
    reader_version,
    issuer_text,
    dated_text,
    page_count
)
values (
    $path,
    $path,
    if(
        exists (
            select alias_key from stg_company_alias
            where alias_key = term_key(replace($folder_name, '-', ' '))
        ),
        $folder_name,
        $path
    ),
    $reader,
    $reader_version,
    $issuer_text,
    $dated_text,
    $page_count
)
