-- What each figure and each claim is called in a review: by document, place, meaning
-- and printed number, so that it is found again when a new reader names it anew.
-- Grain: one row per figure or claim.

with

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
        figure_id as statement_id,
        document_id,
        page,
        locator,
        measure,
        scope,
        period_kind,
        fiscal_year,
        period_start,
        period_end,
        value_text as value
    from figures
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
