-- Printed totals that miss the sum of their parts, beyond what rounding allows.
-- Grain: one row per total.

with

totals as (
    select * from metric_total
    where verdict in ('disagrees', 'incomplete')
),

measures as (
    select * from dim_measure
),

scopes as (
    select * from dim_scope
)

select
    totals.company_id,
    measures.name as measure_name,
    scopes.name as scope_name,
    totals.fiscal_year,
    totals.reported_tco2e,
    totals.computed_tco2e,
    totals.verdict,
    totals.finding,
    totals.reported_figure_id,
    totals.part_figure_ids
from totals
inner join measures on totals.measure = measures.measure
inner join scopes on totals.scope = scopes.scope
order by
    totals.company_id asc,
    totals.fiscal_year desc,
    totals.measure asc,
    totals.scope asc
