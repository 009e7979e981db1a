-- What is held back: where it stands, what is printed there, why, what would cure it.
-- Grain: one row per figure or claim in quarantine.

with

documents as (
    select * from dim_document
),

remedies as (
    select * from reference_remedy
),

quarantined as (
    select
        figure_id as id,
        document_id,
        page,
        locator,
        measure_words,
        scope_words,
        period_words,
        concat_ws(' ', value_text, unit_text) as printed,
        context,
        expectations,
        explanation
    from quarantine_figure
    union all
    select
        claim_id as id,
        document_id,
        page,
        locator,
        measure_words,
        scope_words,
        period_words,
        concat_ws(' ', change_text, change_unit_text) as printed,
        context,
        expectations,
        explanation
    from quarantine_claim
),

failed as (
    select
        id,
        unnest(expectations) as expectation
    from quarantined
),

cures as (
    select
        failed.id,
        string_agg(remedies.remedy, ' ' order by remedies.expectation) as cure
    from failed
    inner join remedies on failed.expectation = remedies.expectation
    group by failed.id
)

select
    quarantined.id,
    documents.title,
    documents.path,
    documents.url,
    quarantined.page,
    quarantined.locator,
    quarantined.measure_words,
    quarantined.scope_words,
    quarantined.period_words,
    quarantined.printed,
    quarantined.context,
    quarantined.expectations,
    quarantined.explanation,
    cures.cure
from quarantined
left join documents on quarantined.document_id = documents.document_id
left join cures on quarantined.id = cures.id
order by documents.path asc, quarantined.locator asc, quarantined.id asc
