-- The run that made the release.
-- Grain: one row, or none before the first run has come to its publish.

select
    run_id,
    started_at,
    ended_at,
    documents_read,
    documents_unchanged,
    code_version
from audit_run
order by started_at desc
limit 1
