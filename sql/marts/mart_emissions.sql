-- Emissions for people and BI tools: names beside keys, and the place in print.
-- Grain: one row per company, org unit, boundary, measure, scope and period.
--
-- A column of a BI tool is added up without asking what may be. is_in_total_market and
-- is_in_total_location mark the rows whose sum is a company's gross emissions of a
-- year with every emission counted once: its Scopes 1, 2 and 3 where it states them,
-- or else the sums that it states instead; Scope 2 by that method, or by none that is
-- named. Of one boundary, the company's own if there are several.

with

facts as (
    select * from fact_emissions
),

figures as (
    select * from fact_figure
),

companies as (
    select * from dim_company
),

org_units as (
    select * from dim_org_unit
),

measures as (
    select * from dim_measure
),

scopes as (
    select * from dim_scope
),

fiscal_years as (
    select * from dim_fiscal_year
),

documents as (
    select * from dim_document
),

-- What a company's inventory of a year consists of, of one boundary and period.
inventories as (
    select
        facts.company_id,
        facts.fiscal_year,
        facts.boundary,
        facts.period_end,
        list(facts.scope) as printed_scopes
    from facts
    inner join companies on facts.company_id = companies.company_id
    inner join fiscal_years
        on
            facts.company_id = fiscal_years.company_id
            and facts.fiscal_year = fiscal_years.fiscal_year
    where
        facts.org_unit_id = 'group'
        and facts.measure = 'ghg_emissions_gross'
    group by
        facts.company_id,
        facts.fiscal_year,
        facts.boundary,
        facts.period_end,
        companies.boundary,
        fiscal_years.period_end
    qualify
        row_number() over (
            partition by facts.company_id, facts.fiscal_year
            order by
                facts.period_end = fiscal_years.period_end desc,
                facts.boundary = companies.boundary desc,
                count(*) desc,
                facts.boundary asc,
                facts.period_end asc
        ) = 1
),

-- Of each Scope 2 method: which row stands for Scope 2, and which for its sums.
methods as (
    select
        inventories.*,
        scope_2_methods.method,
        list_contains(inventories.printed_scopes, 'scope_1') as has_1,
        list_contains(inventories.printed_scopes, 'scope_3') as has_3,
        first_of(
            ['scope_2_' || scope_2_methods.method, 'scope_2_unspecified'],
            inventories.printed_scopes
        ) as scope_2,
        first_of(
            ['scope_1_2_' || scope_2_methods.method, 'scope_1_2_unspecified'],
            inventories.printed_scopes
        ) as scope_1_2,
        first_of(
            ['scope_1_2_3_' || scope_2_methods.method, 'scope_1_2_3_unspecified'],
            inventories.printed_scopes
        ) as scope_1_2_3
    from inventories
    cross join (values ('market'), ('location')) as scope_2_methods (method)
),

-- Parts where all are there, the sums that are printed where not.
totals as (
    select
        *,
        scope_1_2 is not null and (not has_1 or scope_2 is null) as is_1_2_a_sum,
        scope_1_2_3 is not null
        and (
            not has_3
            or (scope_1_2 is null and (not has_1 or scope_2 is null))
        ) as is_all_a_sum
    from methods
),

counted as (
    select
        facts.fact_id,
        bool_or(totals.method = 'market') as is_in_total_market,
        bool_or(totals.method = 'location') as is_in_total_location
    from facts
    inner join scopes on facts.scope = scopes.scope
    inner join totals
        on
            facts.company_id = totals.company_id
            and facts.fiscal_year = totals.fiscal_year
            and facts.boundary = totals.boundary
            and facts.period_end = totals.period_end
    where
        facts.org_unit_id = 'group'
        and facts.measure = 'ghg_emissions_gross'
        and case
            when totals.is_all_a_sum then facts.scope = totals.scope_1_2_3
            when scopes.level = 'category' then not totals.has_3
            when facts.scope = 'scope_3' then true
            when totals.is_1_2_a_sum then facts.scope = totals.scope_1_2
            else facts.scope = 'scope_1' or facts.scope = totals.scope_2
        end
    group by facts.fact_id
)

select
    facts.fact_id,
    facts.company_id,
    companies.name as company,
    facts.org_unit_id,
    org_units.name as org_unit,
    facts.boundary,
    facts.measure,
    measures.name as measure_name,
    facts.scope,
    scopes.name as scope_name,
    scopes.family as scope_family,
    scopes.method as scope_method,
    scopes.level as scope_level,
    facts.fiscal_year,
    fiscal_years.label as fiscal_year_label,
    facts.period_start,
    facts.period_end,
    facts.amount_tco2e,
    facts.low_tco2e,
    facts.high_tco2e,
    measures.is_additive,
    coalesce(counted.is_in_total_market, false) as is_in_total_market,
    coalesce(counted.is_in_total_location, false) as is_in_total_location,
    facts.is_restated,
    facts.is_series_break,
    facts.series_break_reason,
    facts.is_corrected,
    facts.source_count,
    facts.agreeing_source_count,
    facts.spread_pct,
    facts.choice,
    facts.choice_reason,
    facts.figure_id,
    facts.document_id,
    documents.title as document_title,
    documents.publisher,
    documents.source_kind,
    documents.known_from,
    documents.path as document_path,
    documents.url,
    figures.page,
    figures.locator,
    figures.value_text,
    figures.unit_text,
    figures.confidence
from facts
inner join companies on facts.company_id = companies.company_id
inner join org_units
    on
        facts.company_id = org_units.company_id
        and facts.org_unit_id = org_units.org_unit_id
inner join measures on facts.measure = measures.measure
inner join scopes on facts.scope = scopes.scope
inner join fiscal_years
    on
        facts.company_id = fiscal_years.company_id
        and facts.fiscal_year = fiscal_years.fiscal_year
inner join documents on facts.document_id = documents.document_id
inner join figures on facts.figure_id = figures.figure_id
left join counted on facts.fact_id = counted.fact_id
