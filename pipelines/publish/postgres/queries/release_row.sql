-- sqlfluff:dialect:postgres
-- The one row of the table release.
insert into release (name, created_at, code_version, content_hash)
values ($1, $2::text::timestamptz, $3, $4)
