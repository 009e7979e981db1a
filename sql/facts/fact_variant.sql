-- Statements of one thing that differ, and are no restatement: why they differ.
-- Grain: one row per figure, figure that it is compared with, and kind.
--
-- precision: the chosen statement with more digits, or fewer.
-- channel: another source disagrees with the chosen statement beyond rounding.
-- boundary: the same measure, scope and period within another boundary.
-- method: the same scope and period by the other method of Scope 2.
-- unnamed_method: the same number, once with its method and once without.
-- All are kept side by side; no difference between them is a change over time.

with

best as (
    select * from fact_best_figure
),

statements as (
    select
        figure_id,
        fact_id,
        document_id,
        source,
        amount,
        low,
        high
    from fact_figure
    where value_kind in ('number', 'zero')
),

scopes as (
    select * from dim_scope
),

documents as (
    select * from dim_document
),

losers as (
    select
        statements.figure_id,
        best.figure_id as compared_figure_id,
        case
            when
                roundings_overlap(
                    statements.low, statements.high, best.low, best.high
                )
                then 'precision'
            else 'channel'
        end as kind,
        statements.document_id,
        statements.amount,
        best.amount as compared_amount,
        best.scope as compared_scope,
        best.boundary as compared_boundary,
        best.document_id as compared_document_id,
        best.scope,
        best.boundary,
        best.company_id,
        best.org_unit_id,
        best.measure,
        best.fiscal_year,
        best.period_start,
        best.period_end,
        best.canonical_unit
    from statements
    inner join best on statements.fact_id = best.fact_id
    inner join documents on best.document_id = documents.document_id
    where
        statements.figure_id <> best.figure_id
        and statements.amount <> best.amount
        and (
            statements.source <> documents.source
            or roundings_overlap(
                statements.low, statements.high, best.low, best.high
            )
        )
),

-- The two methods of a family, and two boundaries, each pair once.
sides as (
    select
        best.*,
        scopes.family,
        scopes.method
    from best
    inner join scopes on best.scope = scopes.scope
),

across as (
    select
        sides.figure_id,
        compared.figure_id as compared_figure_id,
        case
            when sides.boundary <> compared.boundary then 'boundary'
            when sides.method = 'unspecified' then 'unnamed_method'
            else 'method'
        end as kind,
        sides.document_id,
        sides.amount,
        compared.amount as compared_amount,
        compared.scope as compared_scope,
        compared.boundary as compared_boundary,
        compared.document_id as compared_document_id,
        sides.scope,
        sides.boundary,
        sides.company_id,
        sides.org_unit_id,
        sides.measure,
        sides.fiscal_year,
        sides.period_start,
        sides.period_end,
        sides.canonical_unit
    from sides
    inner join sides as compared
        on
            sides.company_id = compared.company_id
            and sides.org_unit_id = compared.org_unit_id
            and sides.measure = compared.measure
            and sides.family = compared.family
            and sides.period_start is not distinct from compared.period_start
            and sides.period_end = compared.period_end
            and sides.canonical_unit = compared.canonical_unit
    where
        sides.amount <> compared.amount
        and (
            (
                sides.boundary = compared.boundary
                and sides.method = 'market'
                and compared.method = 'location'
            )
            or (
                sides.boundary = compared.boundary
                and sides.method = 'unspecified'
                and compared.method in ('location', 'market')
                and roundings_overlap(
                    sides.low, sides.high, compared.low, compared.high
                )
            )
            or (sides.boundary > compared.boundary and sides.method = compared.method)
        )
),

variants as (
    select * from losers
    union all by name
    select * from across
),

corrected as (
    select coalesce(list(statement_id), []) as ids
    from stg_corrected_statement
)

select
    figure_id,
    compared_figure_id,
    kind,
    company_id,
    org_unit_id,
    boundary,
    compared_boundary,
    measure,
    scope,
    compared_scope,
    fiscal_year,
    period_start,
    period_end,
    canonical_unit as unit,
    amount,
    compared_amount,
    amount - compared_amount as difference,
    change_pct(amount, compared_amount) as difference_pct,
    document_id,
    compared_document_id,
    any_corrected(
        [figure_id, compared_figure_id], (select corrected.ids from corrected)
    ) as is_corrected
from variants
