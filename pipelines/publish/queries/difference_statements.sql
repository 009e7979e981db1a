-- sqlfluff:exclude_rules:AM04, LT14, RF01, RF02, RF03, RF04, ST06
-- Figures and claims that differ, each with the reason that lies in itself: its
-- document, a correction, a review; null where it must lie elsewhere.
-- Grain: one row per pair of figures or claims.

create or replace temporary table statement_difference as

with

differences as (
    select
        'figure' as kind,
        *
    from figure_difference
    union all by name
    select
        'claim' as kind,
        *
    from claim_difference
),

old_quarantine as (
    select
        figure_id as statement_id,
        correction,
        expectations
    from old_quarantine_figure
    union all
    select
        claim_id as statement_id,
        correction,
        expectations
    from old_quarantine_claim
),

new_quarantine as (
    select
        figure_id as statement_id,
        correction,
        expectations
    from new_quarantine_figure
    union all
    select
        claim_id as statement_id,
        correction,
        expectations
    from new_quarantine_claim
),

old_decisions as (
    select
        statement_id,
        arg_max(decision, line) as decision
    from old_stg_review
    group by statement_id
),

new_decisions as (
    select
        statement_id,
        arg_max(decision, line) as decision
    from new_stg_review
    group by statement_id
),

documents as (
    select * from document_difference
)

select
    differences.kind,
    differences.change,
    differences.old_id,
    differences.new_id,
    differences.old_fact,
    differences.new_fact,
    differences.path,
    differences.company_id,
    differences.org_unit_id,
    differences.boundary,
    differences.measure,
    differences.scope,
    differences.fiscal_year,
    differences.unit,
    differences.old_amount,
    differences.new_amount,
    differences.fields
    || quarantine_told('was in quarantine: ', old_quarantine.expectations)
    || quarantine_told('is in quarantine: ', new_quarantine.expectations) as fields,
    case
        when documents.reason <> 'catalogue' then documents.reason
        when
            is_other(
                coalesce(differences.old_correction, old_quarantine.correction),
                coalesce(differences.new_correction, new_quarantine.correction)
            )
            then 'correction'
        when is_other(old_decisions.decision, new_decisions.decision)
            then 'review'
        when
            differences.change <> 'changed'
            and differences.confidence
            >= least($old_threshold::decimal(3, 2), $new_threshold::decimal(3, 2))
            and differences.confidence
            < greatest($old_threshold::decimal(3, 2), $new_threshold::decimal(3, 2))
            then 'review_threshold'
        else documents.reason
    end as own_reason
from differences
left join documents on differences.path = documents.path
left join old_quarantine
    on differences.new_id = old_quarantine.statement_id
left join new_quarantine
    on differences.old_id = new_quarantine.statement_id
left join old_decisions
    on coalesce(differences.old_id, differences.new_id) = old_decisions.statement_id
left join new_decisions
    on coalesce(differences.new_id, differences.old_id) = new_decisions.statement_id
