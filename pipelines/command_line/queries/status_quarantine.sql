-- How many figures and claims are in quarantine for each reason; one may have several.
-- Grain: one row per expectation.

with

failed as (
    select unnest(expectations) as expectation
    from quarantine_figure
    union all
    select unnest(expectations) as expectation
    from quarantine_claim
)

select
    expectation,
    count(*) as held_back
from failed
group by expectation
order by held_back desc, expectation asc
