-- What the stages of a run did, in the order in which they began.
-- Grain: one row per stage.

select
    stage,
    seconds,
    tables_made,
    rows_made,
    checks_made
from audit_stage
where run_id = $run_id
order by started_at asc
