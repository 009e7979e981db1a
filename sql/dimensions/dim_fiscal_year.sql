-- The fiscal years of each company that any figure speaks of.
-- Grain: one row per company and fiscal year.
--
-- A fiscal year is named by the calendar year in which it ends.

with

identities as (
    select * from stg_identity
),

companies as (
    select * from dim_company
),

spoken_of as (
    select distinct
        company_id,
        fiscal_year
    from identities
    where company_id is not null and fiscal_year is not null
),

dated as (
    select
        spoken_of.company_id,
        spoken_of.fiscal_year,
        last_day(make_date(
            spoken_of.fiscal_year,
            left(companies.fiscal_year_end, 2)::integer,
            1
        )) as period_end,
        companies.is_fiscal_year_end_assumed
    from spoken_of
    left join companies on spoken_of.company_id = companies.company_id
)

select
    company_id,
    fiscal_year,
    'FY' || fiscal_year as label,
    year_start(period_end) as period_start,
    period_end,
    is_fiscal_year_end_assumed
from dated
