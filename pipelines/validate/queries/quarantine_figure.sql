-- Figures that failed an expectation of their row, as printed, with the reasons.
-- Grain: one row per figure.
--
-- What its words do not tell is unknown, so that it can be joined like a fact.

with

failed as (
    select
        key,
        list(expectation order by expectation) as expectations,
        string_agg(description, ' ' order by expectation) as explanation
    from failed_row
    group by key
),

staged as (
    select * from stg_figure
),

printed as (
    select * from stg_worded_figure
)

select
    staged.figure_id,
    staged.document_id,
    coalesce(staged.company_id, 'unknown') as company_id,
    if(
        staged.company_id is null, 'unknown', coalesce(staged.org_unit_id, 'unknown')
    ) as org_unit_id,
    coalesce(staged.measure, 'unknown') as measure,
    coalesce(staged.scope, 'unknown') as scope,
    if(staged.company_id is null, 0, coalesce(staged.fiscal_year, 0)) as fiscal_year,
    printed.page,
    printed.locator,
    printed.context,
    printed.org_unit_text,
    printed.measure_text,
    printed.scope_text,
    printed.period_text,
    printed.value_text,
    printed.unit_text,
    printed.org_unit_words,
    printed.measure_words,
    printed.scope_words,
    printed.period_words,
    printed.confidence,
    printed.reasons,
    printed.reading_problem,
    printed.correction,
    failed.expectations,
    -- A rejection is explained by who rejected it and why.
    if(
        staged.review_state = 'rejected',
        concat(failed.explanation, ' It was ', staged.review_told),
        failed.explanation
    ) as explanation
from staged
inner join failed on staged.figure_id = failed.key
left join printed on staged.figure_id = printed.figure_id
order by staged.figure_id asc
