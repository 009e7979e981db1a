-- How far several sources agree on the same fact, by measure.
-- Grain: one row per measure with a fact that several sources state.

with

facts as (
    select * from fact_best_figure
    where source_count > 1
),

measures as (
    select * from dim_measure
)

select
    measures.name as measure_name,
    count(*) as fact_count,
    count(*) filter (
        facts.agreeing_source_count = facts.source_count
    ) as agreeing_count,
    median(facts.spread_pct) as median_spread_pct,
    max(facts.spread_pct) as largest_spread_pct
from facts
inner join measures on facts.measure = measures.measure
group by facts.measure, measures.name
order by count(*) desc, facts.measure asc
