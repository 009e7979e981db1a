-- Targets as stated: of which measure, against which base year, by which year.
-- Grain: one row per company, org unit, boundary, measure, scope, last day and unit.

with

targets as (
    select * from fact_best_figure
    where fact_table = 'fact_target'
),

measures as (
    select * from dim_measure
)

select
    targets.company_id,
    targets.org_unit_id,
    targets.boundary,
    targets.measure,
    targets.scope,
    targets.fiscal_year as target_fiscal_year,
    targets.period_end,
    measures.target_of,
    measures.target_kind,
    coalesce(
        try_cast(regexp_extract(targets.basis_text, '(?:19|20)\d{2}') as integer),
        -- 'over 15 years' counts back from the target year.
        targets.fiscal_year
        - try_cast(regexp_extract(targets.basis_text, '(\d+) years', 1) as integer)
    ) as base_fiscal_year,
    targets.amount,
    targets.low,
    targets.high,
    targets.canonical_unit as unit,
    targets.basis_text,
    targets.figure_id,
    targets.document_id,
    targets.source_count,
    targets.spread_pct,
    targets.is_corrected
from targets
left join measures on targets.measure = measures.measure
