-- Lines for corrections.csv about what is in quarantine, with what is right left open.
-- Grain: one row per figure or claim and field that may be wrong.

with

documents as (
    select * from dim_document
),

remedies as (
    select * from reference_remedy
    where field is not null
),

failed as (
    select
        figure_id as id,
        unnest(expectations) as expectation
    from quarantine_figure
    union all
    select
        claim_id as id,
        unnest(expectations) as expectation
    from quarantine_claim
),

doubtful as (
    select distinct
        failed.id,
        remedies.field
    from failed
    inner join remedies on failed.expectation = remedies.expectation
),

printed as (
    select
        figure_id as id,
        document_id,
        ordinal,
        page,
        locator,
        company_text,
        org_unit_text,
        measure_text,
        scope_text,
        boundary_text,
        period_text,
        value_text as number_text,
        unit_text
    from raw_figure
    union all
    select
        claim_id as id,
        document_id,
        ordinal,
        page,
        locator,
        company_text,
        org_unit_text,
        measure_text,
        scope_text,
        boundary_text,
        period_text,
        change_text as number_text,
        change_unit_text as unit_text
    from raw_claim
)

select
    documents.path as document,
    printed.page,
    printed.locator,
    printed.measure_text as measure,
    printed.period_text as period,
    printed.number_text as value,
    doubtful.field,
    case doubtful.field
        when 'value' then printed.number_text
        when 'change' then printed.number_text
        when 'unit' then printed.unit_text
        when 'change_unit' then printed.unit_text
        when 'company' then printed.company_text
        when 'org_unit' then printed.org_unit_text
        when 'measure' then printed.measure_text
        when 'scope' then printed.scope_text
        when 'boundary' then printed.boundary_text
        when 'period' then printed.period_text
    end as printed,
    null as corrected,
    null as corrected_by,
    null as corrected_on,
    null as reason,
    null as source
from doubtful
inner join printed on doubtful.id = printed.id
inner join documents on printed.document_id = documents.document_id
order by
    documents.path asc, printed.ordinal asc, doubtful.field asc, doubtful.id asc
