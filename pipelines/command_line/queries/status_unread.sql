-- Documents that a run could not read, and why.
-- Grain: one row per document.

select
    path,
    status,
    reason
from audit_document
where run_id = $run_id and status in ('unreadable', 'no_reader')
order by path asc
