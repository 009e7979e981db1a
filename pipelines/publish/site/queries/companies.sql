-- Companies with what the overview says of each: years, the latest inventory, claims.
-- Grain: one row per company of which anything is stated.
--
-- Of Scope 2 that method is shown that the company states, market-based before others.

with

companies as (
    select * from dim_company
),

years as (
    select
        company_id,
        min(fiscal_year) filter (fact_table <> 'fact_target') as first_year,
        max(fiscal_year) filter (fact_table <> 'fact_target') as last_year,
        count(*) as figure_count,
        count(distinct document_id) as document_count
    from fact_figure
    group by company_id
),

inventories as (
    select
        company_id,
        fiscal_year,
        max(amount_tco2e) filter (scope = 'scope_1') as scope_1,
        coalesce(
            max(amount_tco2e) filter (scope = 'scope_2_market'),
            max(amount_tco2e) filter (scope = 'scope_2_unspecified'),
            max(amount_tco2e) filter (scope = 'scope_2_location')
        ) as scope_2,
        max(amount_tco2e) filter (scope = 'scope_3') as scope_3
    from mart_emissions
    where org_unit_id = 'group' and measure = 'ghg_emissions_gross'
    group by company_id, fiscal_year
    having coalesce(scope_1, scope_2, scope_3) is not null
    qualify
        row_number() over (partition by company_id order by fiscal_year desc) = 1
),

claims as (
    select
        company_id,
        count(*) filter (verdict = 'confirmed') as confirmed,
        count(*) filter (verdict = 'contradicted') as contradicted,
        count(*) filter (verdict = 'unverifiable') as unverifiable
    from mart_claims
    group by company_id
)

select
    companies.company_id,
    companies.name,
    companies.fiscal_year_end,
    companies.is_fiscal_year_end_assumed,
    companies.boundary,
    companies.is_provisional,
    years.first_year,
    years.last_year,
    coalesce(years.figure_count, 0) as figure_count,
    coalesce(years.document_count, 0) as document_count,
    inventories.fiscal_year as inventory_year,
    inventories.scope_1,
    inventories.scope_2,
    inventories.scope_3,
    coalesce(claims.confirmed, 0) as confirmed,
    coalesce(claims.contradicted, 0) as contradicted,
    coalesce(claims.unverifiable, 0) as unverifiable
from companies
left join years on companies.company_id = years.company_id
left join inventories on companies.company_id = inventories.company_id
left join claims on companies.company_id = claims.company_id
where years.company_id is not null or claims.company_id is not null
order by lower(companies.name) asc, companies.company_id asc
