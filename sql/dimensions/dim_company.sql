-- Companies: those of the reference list, and every other that a document names.
-- Grain: one row per company.
--
-- A company whose fiscal-year end is not known is taken to report by calendar year,
-- and says so.

with

companies as (
    select * from reference_company
),

aliases as (
    select * from stg_company_alias
),

mentions as (
    select company_text from stg_document
    union
    select company_text from stg_worded_figure
    union
    select company_text from stg_worded_claim
),

discovered as (
    select
        slug(mentions.company_text) as company_id,
        min(mentions.company_text) as name
    from mentions
    left join aliases on term_key(mentions.company_text) = aliases.alias_key
    where aliases.company_id is null and slug(mentions.company_text) <> ''
    group by slug(mentions.company_text)
),

listed as (
    select
        company_id,
        name,
        fiscal_year_end,
        boundary,
        true as is_listed
    from companies
    union all
    select
        discovered.company_id,
        discovered.name,
        null as fiscal_year_end,
        null as boundary,
        false as is_listed
    from discovered
    left join companies on discovered.company_id = companies.company_id
    where companies.company_id is null
)

select
    company_id,
    name,
    coalesce(fiscal_year_end, '12-31') as fiscal_year_end,
    fiscal_year_end is null as is_fiscal_year_end_assumed,
    coalesce(boundary, 'unspecified') as boundary,
    is_listed
from listed
