-- What the charts of a company show: its emissions over the years, printed or computed.
-- Grain: one row per company, measure, scope, boundary and fiscal year.
--
-- Of the group alone. segment counts the breaks so far: no line is drawn over a break.
-- Of several periods that end in one fiscal year the company's own year is drawn.

with

levels as (
    select * from metric_level
    where org_unit_id = 'group'
),

measures as (
    select * from dim_measure
    where fact_table = 'fact_emissions'
),

scopes as (
    select * from dim_scope
    where level <> 'category'
),

fiscal_years as (
    select * from dim_fiscal_year
),

points as (
    select
        levels.company_id,
        levels.measure,
        measures.name as measure_name,
        levels.scope,
        scopes.family,
        scopes.name as scope_name,
        scopes.method,
        levels.boundary,
        levels.fiscal_year,
        levels.amount,
        levels.low,
        levels.high,
        levels.origin,
        levels.is_series_break
    from levels
    inner join measures on levels.measure = measures.measure
    inner join scopes on levels.scope = scopes.scope
    inner join fiscal_years
        on
            levels.company_id = fiscal_years.company_id
            and levels.fiscal_year = fiscal_years.fiscal_year
    qualify
        row_number() over (
            partition by
                levels.company_id,
                levels.measure,
                levels.scope,
                levels.boundary,
                levels.fiscal_year
            order by
                levels.period_end = fiscal_years.period_end desc,
                levels.period_end desc,
                levels.unit asc
        ) = 1
)

select
    company_id,
    measure,
    measure_name,
    family,
    scope,
    scope_name,
    method,
    boundary,
    fiscal_year,
    amount,
    low,
    high,
    origin,
    is_series_break,
    count(*) filter (is_series_break) over (
        partition by company_id, measure, scope, boundary
        order by fiscal_year
    ) as segment
from points
order by
    company_id asc,
    measure <> 'ghg_emissions_gross' asc,
    measure <> 'ghg_emissions_net' asc,
    measure asc,
    len(family) asc,
    family asc,
    scope asc,
    boundary asc,
    fiscal_year asc
