-- Figures and claims in quarantine: where each stands, what is printed there, why it is
-- not used, and what would cure it.
-- Grain: one row per figure or claim.

with

documents as (
    select * from dim_document
),

remedies as (
    select * from reference_remedy
),

quarantined as (
    select
        quarantine_figure.figure_id as id,
        quarantine_figure.document_id,
        raw_figure.ordinal,
        quarantine_figure.page,
        quarantine_figure.locator,
        quarantine_figure.measure_words,
        quarantine_figure.scope_words,
        quarantine_figure.period_words,
        concat_ws(
            ' ', quarantine_figure.value_text, quarantine_figure.unit_text
        ) as printed,
        quarantine_figure.correction,
        quarantine_figure.expectations,
        quarantine_figure.explanation
    from quarantine_figure
    left join raw_figure on quarantine_figure.figure_id = raw_figure.figure_id
    union all
    select
        quarantine_claim.claim_id as id,
        quarantine_claim.document_id,
        raw_claim.ordinal,
        quarantine_claim.page,
        quarantine_claim.locator,
        quarantine_claim.measure_words,
        quarantine_claim.scope_words,
        quarantine_claim.period_words,
        concat_ws(
            ' ', quarantine_claim.change_text, quarantine_claim.change_unit_text
        ) as printed,
        quarantine_claim.correction,
        quarantine_claim.expectations,
        quarantine_claim.explanation
    from quarantine_claim
    left join raw_claim on quarantine_claim.claim_id = raw_claim.claim_id
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
    documents.path as document,
    quarantined.page,
    quarantined.locator,
    quarantined.measure_words as measure,
    quarantined.scope_words as scope,
    quarantined.period_words as period,
    quarantined.printed,
    quarantined.expectations,
    quarantined.explanation as reason,
    cures.cure,
    quarantined.correction
from quarantined
left join documents on quarantined.document_id = documents.document_id
left join cures on quarantined.id = cures.id
order by documents.path asc, quarantined.ordinal asc, quarantined.id asc
