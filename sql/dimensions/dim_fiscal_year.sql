-- The fiscal years of each company that any figure speaks of, with their days.
-- Grain: one row per company and fiscal year.
--
-- A fiscal year is named by the calendar year in which it ends. The year 0 is that of
-- what tells no year, and has no days.

with

figures as (
    select
        company_id,
        fiscal_year
    from stg_printed_figure
),

claims as (
    select
        company_id,
        fiscal_year
    from stg_printed_claim
),

companies as (
    select * from dim_company
),

spoken_of as (
    select
        company_id,
        fiscal_year
    from figures
    where fiscal_year <> 0
    union
    select
        company_id,
        fiscal_year
    from claims
    where fiscal_year <> 0
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
    inner join companies on spoken_of.company_id = companies.company_id
)

select
    company_id,
    fiscal_year,
    'FY' || fiscal_year as label,
    year_start(period_end) as period_start,
    period_end,
    is_fiscal_year_end_assumed
from dated
union all
select
    company_id,
    0 as fiscal_year,
    'Unknown' as label,
    null as period_start,
    null as period_end,
    is_fiscal_year_end_assumed
from companies
