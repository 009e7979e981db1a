-- What a run did.
-- Grain: one row, that of the run.

with

runs as (
    select * from audit_run
    where run_id = $run_id
),

unread_documents as (
    select count(*) as unread_count
    from audit_document
    where run_id = $run_id and status not in ('read', 'unchanged')
)

select
    runs.documents_read,
    runs.documents_unchanged,
    unread_documents.unread_count,
    runs.figures_accepted,
    runs.figures_quarantined,
    runs.claims_confirmed,
    runs.claims_contradicted,
    runs.claims_unverifiable
from runs
cross join unread_documents
