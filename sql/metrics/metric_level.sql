-- The best amount of every measure for every period, printed or computed from parts.
-- Grain: one row per company, org unit, boundary, measure, scope, period and unit.
--
-- Every change and every check of a claim is reckoned from these.

with

totals as (
    select * from metric_total
),

emissions as (
    select * from fact_emissions
),

-- Net emissions have the breaks of the gross emissions that they are derived from.
gross_breaks as (
    select distinct
        company_id,
        org_unit_id,
        boundary,
        scope,
        period_end
    from emissions
    where measure = 'ghg_emissions_gross' and is_series_break
),

printed as (
    select
        emissions.company_id,
        emissions.org_unit_id,
        emissions.boundary,
        emissions.measure,
        emissions.scope,
        emissions.fiscal_year,
        emissions.period_start,
        emissions.period_end,
        emissions.amount_tco2e as amount,
        emissions.low_tco2e as low,
        emissions.high_tco2e as high,
        'tCO2e' as unit,
        emissions.is_series_break
        or (emissions.measure = 'ghg_emissions_net' and gross_breaks.scope is not null)
            as is_series_break,
        [emissions.figure_id] as figure_ids
    from emissions
    left join gross_breaks
        on
            emissions.company_id = gross_breaks.company_id
            and emissions.org_unit_id = gross_breaks.org_unit_id
            and emissions.boundary = gross_breaks.boundary
            and emissions.scope = gross_breaks.scope
            and emissions.period_end = gross_breaks.period_end
    left join totals
        on
            emissions.company_id = totals.company_id
            and emissions.org_unit_id = totals.org_unit_id
            and emissions.boundary = totals.boundary
            and emissions.measure = totals.measure
            and emissions.scope = totals.scope
            and emissions.period_end = totals.period_end
            and emissions.period_start is not distinct from totals.period_start
    where totals.scope is null
),

others as (
    select * from fact_energy
    union all
    select * from fact_resource
    union all
    select * from fact_intensity
    union all
    select * from fact_indicator
),

levels as (
    select
        *,
        'printed' as origin
    from printed
    union all
    select
        company_id,
        org_unit_id,
        boundary,
        measure,
        scope,
        fiscal_year,
        period_start,
        period_end,
        amount_tco2e as amount,
        low_tco2e as low,
        high_tco2e as high,
        'tCO2e' as unit,
        is_series_break,
        figure_ids,
        if(is_computed, 'computed', 'printed') as origin
    from totals
    union all
    select
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
        unit,
        is_series_break,
        [figure_id] as figure_ids,
        'printed' as origin
    from others
)

select
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
    unit,
    origin,
    is_series_break,
    figure_ids
from levels
