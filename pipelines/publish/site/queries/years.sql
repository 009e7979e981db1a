-- How many companies state which scope, year by year, and the Scope 1 of all of them.
-- Grain: one row per fiscal year.
--
-- Only Scope 1 is added up: what is one company's Scope 2 or 3 is another's Scope 1.

with

stated as (
    select * from mart_emissions
    where org_unit_id = 'group' and measure = 'ghg_emissions_gross'
)

select
    fiscal_year,
    count(distinct company_id) as companies,
    count(distinct company_id) filter (scope_family = 'scope_1') as scope_1,
    count(distinct company_id) filter (scope_family = 'scope_2') as scope_2,
    count(distinct company_id) filter (
        scope_family = 'scope_3' or scope_level = 'category'
    ) as scope_3,
    sum(amount_tco2e) filter (
        scope = 'scope_1' and is_in_total_market
    ) as scope_1_tco2e,
    count(distinct company_id) filter (
        scope = 'scope_1' and is_in_total_market
    ) as summed_companies
from stated
group by fiscal_year
order by fiscal_year asc
