-- Documents that the last run could not read, and why.
-- Grain: one row per document.

with

runs as (
    select run_id from audit_run
    order by started_at desc
    limit 1
),

documents as (
    select * from audit_document
)

select
    documents.path,
    documents.status,
    documents.reason
from documents
inner join runs on documents.run_id = runs.run_id
where documents.status not in ('read', 'unchanged')
order by documents.path asc
