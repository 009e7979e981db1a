-- What the last run expected of each table, and what it found.
-- Grain: one row per suite and expectation.

with

runs as (
    select run_id from audit_run
    order by started_at desc
    limit 1
),

expectations as (
    select * from audit_expectation
)

select
    expectations.suite,
    expectations.table_name,
    expectations.expectation,
    expectations.description,
    expectations.severity,
    expectations.checked,
    expectations.failed,
    expectations.examples
from expectations
inner join runs on expectations.run_id = runs.run_id
order by
    expectations.failed = 0 asc,
    expectations.suite asc,
    expectations.expectation asc
