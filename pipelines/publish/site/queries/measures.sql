-- What is measured, for the measures that are used.
-- Grain: one row per measure.

with

measures as (
    select * from dim_measure
),

used as (
    select distinct measure
    from fact_figure
)

select
    measures.name,
    measures.canonical_unit,
    measures.direction,
    measures.description
from measures
inner join used on measures.measure = used.measure
order by
    measures.fact_table <> 'fact_emissions' asc,
    measures.fact_table asc,
    measures.name asc
