-- Emissions, energy, water and waste per something; the unit says per what.
-- Grain: one row per company, org unit, boundary, measure, scope, period
-- and unit.

select
    fact_id,
    series_id,
    company_id,
    org_unit_id,
    boundary,
    measure,
    scope,
    fiscal_year,
    period_start,
    period_end,
    amount,
    low,
    high,
    canonical_unit as unit,
    figure_id,
    document_id,
    choice,
    choice_reason,
    source_count,
    agreeing_source_count,
    spread_pct,
    is_restated,
    is_series_break,
    series_break_reason,
    is_corrected
from fact_best_figure
where fact_table = 'fact_intensity'
