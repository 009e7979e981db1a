-- Changes from one period to the next, with the interval that rounding allows.
-- Grain: one row per company, org unit, boundary, measure, scope, period and unit.
--
-- Only between periods that adjoin and are of equal length, of the same company, org
-- unit, boundary, measure and scope. A change across a break in the series is shown,
-- and says so. Changes of a share are in percentage points (change_amount) and, as of
-- any other measure, in percent of the prior amount (change_pct).

with

levels as (
    select * from metric_level
    where period_start is not null
),

paired as (
    select
        levels.*,
        earlier.fiscal_year as prior_fiscal_year,
        earlier.period_end as prior_period_end,
        earlier.amount as prior_amount,
        earlier.low as prior_low,
        earlier.high as prior_high,
        list_sort(list_distinct(levels.figure_ids || earlier.figure_ids))
            as all_figure_ids
    from levels
    inner join levels as earlier
        on
            levels.company_id = earlier.company_id
            and levels.org_unit_id = earlier.org_unit_id
            and levels.boundary = earlier.boundary
            and levels.measure = earlier.measure
            and levels.scope = earlier.scope
            and levels.unit = earlier.unit
            and levels.period_start = earlier.period_end + 1
            and date_diff('month', levels.period_start, levels.period_end + 1)
            = date_diff('month', earlier.period_start, earlier.period_end + 1)
)

select
    company_id,
    org_unit_id,
    boundary,
    measure,
    scope,
    fiscal_year,
    prior_fiscal_year,
    period_start,
    period_end,
    prior_period_end,
    unit,
    amount,
    prior_amount,
    amount - prior_amount as change_amount,
    low - prior_high as change_amount_low,
    high - prior_low as change_amount_high,
    change_pct(amount, prior_amount) as change_pct,
    change_pct_low(low, prior_low, prior_high) as change_pct_low,
    change_pct_high(high, prior_low, prior_high) as change_pct_high,
    is_series_break,
    all_figure_ids as figure_ids
from paired
