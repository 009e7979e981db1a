-- What documents state that were read without a warehouse: figures, targets among them.
-- Grain: one row per figure.
--
-- A figure is sound if it would meet the expectations of its row in a warehouse, which
-- are in pipelines/validate/stg_figure.py, but for its company: that may be unknown.
create temp view statement as

with

figures as (
    select * from stg_figure
),

printed as (
    select * from stg_worded_figure
),

documents as (
    select * from stg_document
),

companies as (
    select * from dim_company
),

org_units as (
    select * from dim_org_unit
)

select
    documents.path as document,
    if(
        documents.company_source = 'folder_name' and printed.company_text is null,
        null,
        companies.name
    ) as company,
    if(figures.org_unit_id = 'group', 'group', org_units.name) as org_unit,
    figures.measure,
    nullif(figures.scope, 'not_applicable') as scope,
    figures.fiscal_year,
    figures.amount as value,
    figures.canonical_unit as unit,
    figures.low as value_low,
    figures.high as value_high,
    printed.value_text,
    printed.unit_text,
    printed.page,
    printed.locator,
    figures.confidence,
    printed.context,
    printed.basis_text as basis,
    figures.ordinal,
    coalesce(figures.fact_table = 'fact_target', false) as is_target,
    coalesce(
        figures.review_state = 'sure'
        and figures.reading_problem is null
        and figures.org_unit_id is not null
        and figures.measure is not null
        and figures.scope is not null
        and figures.fiscal_year between 1900 and 2200
        and coalesce(figures.period_start <= figures.period_end, true)
        and figures.value_kind in ('number', 'zero')
        and figures.unit_state = 'known'
        and coalesce(figures.amount >= figures.lowest_plausible, true)
        and coalesce(figures.amount <= figures.highest_plausible, true)
        and figures.amount between figures.low and figures.high
        and figures.occurrence = 1
        and not (
            figures.measure in (
                'ghg_emissions_gross', 'ghg_emissions_net', 'co2_emissions'
            )
            and figures.scope in ('scope_3_plus', 'not_applicable')
        ),
        false
    ) as is_sound
from figures
left join printed on figures.figure_id = printed.figure_id
left join documents on figures.document_id = documents.document_id
left join companies on figures.company_id = companies.company_id
left join org_units
    on
        figures.company_id = org_units.company_id
        and figures.org_unit_id = org_units.org_unit_id
