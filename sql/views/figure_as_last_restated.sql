-- Every fact as it was last restated: the statement that counts today.
-- Grain: one row per fact.

with

best as (
    select * from fact_best_figure
),

figures as (
    select * from fact_figure
)

select
    best.fact_id,
    best.company_id,
    best.org_unit_id,
    best.boundary,
    best.measure,
    best.scope,
    best.fiscal_year,
    best.period_start,
    best.period_end,
    best.amount,
    best.low,
    best.high,
    best.canonical_unit as unit,
    best.figure_id,
    best.document_id,
    figures.source,
    figures.known_from,
    best.is_corrected
from best
inner join figures on best.figure_id = figures.figure_id
