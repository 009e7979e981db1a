-- What a release tells of each of its newest fiscal years.
-- Grain: one row per fiscal year, at most six.

with

facts as (
    select * from fact_best_figure
),

checks as (
    select * from metric_claim_check
)

select
    facts.fiscal_year,
    count(distinct facts.company_id) as companies,
    count(*) as facts,
    (
        select count(*) from checks
        where checks.fiscal_year = facts.fiscal_year
    ) as claims,
    (
        select count(*) from checks
        where
            checks.fiscal_year = facts.fiscal_year
            and checks.verdict = 'confirmed'
    ) as confirmed
from facts
where facts.fact_table <> 'fact_target'
group by facts.fiscal_year
order by facts.fiscal_year desc
limit 6
