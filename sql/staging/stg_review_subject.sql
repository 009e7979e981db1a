-- What each figure and each claim is called in a review: by document, place, meaning
-- and printed number, so that it is found again when a new reader names it anew.
-- Grain: one row per figure or claim.

with

printed_figures as (
    select * from raw_figure
),

figures as (
    select * from stg_printed_figure
),

claims as (
    select * from stg_printed_claim
),

documents as (
    select * from stg_document
),

statements as (
    select
        figures.figure_id as statement_id,
        printed_figures.document_id,
        printed_figures.page,
        printed_figures.locator,
        figures.measure,
        figures.scope,
        figures.period_kind,
        figures.fiscal_year,
        figures.period_start,
        figures.period_end,
        printed_figures.value_text as value
    from printed_figures
    inner join figures on printed_figures.figure_id = figures.figure_id
    union all
    select
        claim_id as statement_id,
        document_id,
        page,
        locator,
        measure,
        scope,
        period_kind,
        fiscal_year,
        period_start,
        period_end,
        if(
            contains(change_text, change_unit_text),
            change_text,
            concat_ws(' ', change_text, change_unit_text)
        ) as value
    from claims
)

select
    statements.statement_id,
    documents.path as document,
    statements.page,
    statements.locator,
    statements.measure,
    statements.scope,
    case
        when statements.period_kind in ('fiscal_year', 'target')
            then 'FY' || statements.fiscal_year
        when statements.period_end is not null
            then concat_ws('/', statements.period_start, statements.period_end)
    end as period,
    statements.value
from statements
left join documents on statements.document_id = documents.document_id
