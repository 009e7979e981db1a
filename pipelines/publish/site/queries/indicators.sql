-- Other indicators as a company's page lists them, with the words of the print.
-- Grain: one row per fact of mart_indicators.

with

marts as (
    select * from mart_indicators
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
    marts.amount,
    marts.low,
    marts.high,
    marts.unit,
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
    marts.measure asc,
    len(marts.scope) asc,
    marts.scope asc,
    marts.boundary asc,
    marts.period_end desc,
    marts.unit asc
