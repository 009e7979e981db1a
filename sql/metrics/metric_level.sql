-- The best amount of every measure for every period, printed or computed from parts.
-- Grain: one row per company, org unit, boundary, measure, scope, period and unit.
--
-- Every change and every check of a claim is reckoned from these. A printed sum with
-- both Scope 2 methods in it is left out. document_id is the one document that the
-- amount comes from; null where it was computed from figures of several.

with

totals as (
    select * from metric_total
    where is_level
),

facts as (
    select * from fact_best_figure
    where fact_table <> 'fact_target'
),

double_counts as (
    select * from metric_double_count
),

-- Net emissions have the breaks of the gross emissions that they are derived from.
gross_breaks as (
    select distinct
        inventory_id,
        scope
    from facts
    where measure = 'ghg_emissions_gross' and is_series_break
),

printed as (
    select
        facts.series_id,
        facts.company_id,
        facts.org_unit_id,
        facts.boundary,
        facts.measure,
        facts.scope,
        facts.fiscal_year,
        facts.period_kind,
        facts.period_start,
        facts.period_end,
        facts.amount,
        facts.low,
        facts.high,
        facts.canonical_unit as unit,
        'printed' as origin,
        facts.document_id,
        facts.is_series_break
        or (facts.measure = 'ghg_emissions_net' and gross_breaks.scope is not null)
            as is_series_break,
        [facts.figure_id] as figure_ids
    from facts
    left join gross_breaks
        on
            facts.inventory_id = gross_breaks.inventory_id
            and facts.scope = gross_breaks.scope
    anti join totals
        on
            facts.inventory_id = totals.inventory_id
            and facts.measure = totals.measure
            and facts.scope = totals.scope
    anti join double_counts on facts.figure_id = double_counts.figure_id
),

levels as (
    select * from printed
    union all
    select
        series_key(company_id, org_unit_id, boundary, measure, scope) as series_id,
        company_id,
        org_unit_id,
        boundary,
        measure,
        scope,
        fiscal_year,
        period_kind,
        period_start,
        period_end,
        amount_tco2e as amount,
        low_tco2e as low,
        high_tco2e as high,
        'tCO2e' as unit,
        if(is_computed, 'computed', 'printed') as origin,
        document_id,
        is_series_break,
        figure_ids
    from totals
),

corrected as (
    select coalesce(list(statement_id), []) as ids
    from stg_corrected_statement
)

select
    series_id,
    company_id,
    org_unit_id,
    boundary,
    measure,
    scope,
    fiscal_year,
    period_kind,
    period_start,
    period_end,
    amount,
    low,
    high,
    unit,
    origin,
    document_id,
    is_series_break,
    figure_ids,
    any_corrected(figure_ids, (select corrected.ids from corrected)) as is_corrected
from levels
