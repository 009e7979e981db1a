-- Figures and claims that were read unsurely and wait for somebody to look at them.
-- Grain: one row per figure or claim.

with

subjects as (
    select * from stg_review_subject
),

figures as (
    select * from stg_figure
),

printed as (
    select * from stg_worded_figure
),

waiting as (
    select
        figures.figure_id as id,
        printed.unit_text as unit,
        figures.fiscal_year,
        figures.confidence,
        printed.reasons,
        printed.context,
        figures.ordinal
    from figures
    left join printed on figures.figure_id = printed.figure_id
    where figures.review_state = 'needs_review'
    union all by name
    select
        claim_id as id,
        fiscal_year,
        confidence,
        reasons,
        context,
        ordinal
    from stg_claim
    where review_state = 'needs_review'
)

select
    waiting.id,
    subjects.document,
    subjects.page,
    subjects.locator,
    subjects.measure,
    subjects.scope,
    waiting.fiscal_year,
    subjects.value,
    waiting.unit,
    waiting.confidence,
    waiting.reasons,
    waiting.context
from waiting
inner join subjects on waiting.id = subjects.statement_id
order by subjects.document asc, waiting.ordinal asc, waiting.id asc
