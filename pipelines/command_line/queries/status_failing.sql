-- Expectations that failed in a run, and since when each has failed without a break.
-- Grain: one row per table and expectation.

with

runs as (
    select
        run_id,
        started_at
    from audit_run
),

outcomes as (
    select
        audit_expectation.run_id,
        audit_expectation.table_name,
        audit_expectation.expectation,
        audit_expectation.severity,
        audit_expectation.failed,
        runs.started_at
    from audit_expectation
    inner join runs on audit_expectation.run_id = runs.run_id
),

failing as (
    select * from outcomes
    where run_id = $run_id and failed > 0 and severity in ('critical', 'warning')
),

last_held as (
    select
        table_name,
        expectation,
        max(started_at) as held_at
    from outcomes
    where failed = 0
    group by table_name, expectation
)

select
    failing.table_name,
    failing.expectation,
    failing.severity,
    failing.failed,
    min(outcomes.started_at) as failing_since
from failing
inner join outcomes
    on
        failing.table_name = outcomes.table_name
        and failing.expectation = outcomes.expectation
left join last_held
    on
        failing.table_name = last_held.table_name
        and failing.expectation = last_held.expectation
where outcomes.started_at > coalesce(last_held.held_at, '-infinity'::timestamp)
group by
    failing.table_name, failing.expectation, failing.severity, failing.failed
order by failing_since asc, failing.table_name asc, failing.expectation asc
