-- sqlfluff:dialect:postgres
-- Which release the schema holds.
-- Grain: one row.
create table release (
    name text primary key,
    created_at timestamptz not null,
    code_version text not null,
    content_hash text not null
);

comment on table release is 'The release that this schema holds.';

comment on column release.name
is 'The release, by the time when it was made and the run that made it.';

comment on column release.created_at is 'When the release was made.';

comment on column release.code_version is 'The version of Scopebook that made it.';

comment on column release.content_hash
is 'The hash of all that the release says: the same content has the same hash.'
