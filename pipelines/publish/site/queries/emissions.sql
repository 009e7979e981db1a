-- Emissions as a company's page lists them, with the words they were printed in.
-- Grain: one row per fact of mart_emissions.

with

marts as (
    select * from mart_emissions
),

figures as (
    select * from fact_figure
)

select
    marts.company_id,
    marts.org_unit_id,
    marts.org_unit,
    marts.boundary,
    marts.measure_name,
    marts.scope_name,
    marts.fiscal_year,
    marts.fiscal_year_label,
    marts.period_start,
    marts.period_end,
    marts.amount_tco2e as amount,
    marts.low_tco2e as low,
    marts.high_tco2e as high,
    'tCO2e' as unit,
    marts.is_restated,
    marts.is_series_break,
    marts.series_break_reason,
    marts.is_corrected,
    marts.source_count,
    marts.agreeing_source_count,
    marts.spread_pct,
    marts.choice_reason,
    marts.figure_id,
    marts.document_id,
    marts.page,
    marts.locator,
    marts.value_text,
    marts.unit_text,
    marts.confidence,
    figures.context,
    figures.unit_reason
from marts
inner join figures on marts.figure_id = figures.figure_id
order by
    marts.company_id asc,
    marts.org_unit_id <> 'group' asc,
    lower(marts.org_unit) asc,
    marts.measure <> 'ghg_emissions_gross' asc,
    marts.measure <> 'ghg_emissions_net' asc,
    marts.measure asc,
    marts.scope_level = 'category' asc,
    len(marts.scope) asc,
    marts.scope asc,
    marts.boundary asc,
    marts.period_end desc
