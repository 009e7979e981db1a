-- Emissions in tonnes of CO2 equivalent: gross, net, offsets, reductions, avoided.
-- Grain: one row per company, org unit, boundary, measure, scope and period.
--
-- Measures are kept apart and never added. A period is nearly always the fiscal year;
-- a calendar year of a company that reports otherwise is a fact of its own.

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
    amount as amount_tco2e,
    low as low_tco2e,
    high as high_tco2e,
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
where fact_table = 'fact_emissions'
