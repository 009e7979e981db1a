-- Which scopes of its gross emissions each company states for each year.
-- Grain: one row per company and fiscal year.
--
-- A sum counts where it is all that is stated.

with

stated as (
    select * from mart_emissions
    where org_unit_id = 'group' and measure = 'ghg_emissions_gross'
)

select
    company_id,
    fiscal_year,
    bool_or(scope_family = 'scope_1') as has_scope_1,
    bool_or(scope_family = 'scope_2') as has_scope_2,
    bool_or(scope_family = 'scope_3' or scope_level = 'category') as has_scope_3,
    bool_or(scope_level = 'total') as has_total
from stated
group by company_id, fiscal_year
order by company_id asc, fiscal_year asc
