-- Each time a source states a fact anew, beyond what the rounding of both explains.
-- Grain: one row per figure that restates an earlier one.
--
-- Two documents of one source are compared in the order in which they were known. The
-- same number with more digits is no restatement, nor is another boundary or scope.

with

statements as (
    select *
    from fact_figure
    where value_kind in ('number', 'zero') and known_from is not null
),

-- One statement per document: the most precise.
vintages as (
    select * from statements
    qualify
        row_number() over (
            partition by
                company_id,
                org_unit_id,
                boundary,
                measure,
                scope,
                period_start,
                period_end,
                canonical_unit,
                source,
                known_from
            order by
                (unit_decided_by <> 'reference')::integer asc,
                high - low asc,
                figure_id asc
        ) = 1
),

paired as (
    select
        *,
        lag(figure_id) over vintage as prior_figure_id,
        lag(document_id) over vintage as prior_document_id,
        lag(amount) over vintage as prior_amount,
        lag(low) over vintage as prior_low,
        lag(high) over vintage as prior_high,
        lag(known_from) over vintage as prior_known_from
    from vintages
    window
        vintage as (
            partition by
                company_id,
                org_unit_id,
                boundary,
                measure,
                scope,
                period_start,
                period_end,
                canonical_unit,
                source
            order by known_from asc
        )
)

select
    figure_id,
    prior_figure_id,
    company_id,
    org_unit_id,
    boundary,
    measure,
    scope,
    fiscal_year,
    period_start,
    period_end,
    source,
    canonical_unit as unit,
    prior_amount,
    amount,
    amount - prior_amount as difference,
    case
        when prior_amount <> 0
            then try((
                100 * (amount - prior_amount) / abs(prior_amount)
            )::decimal(28, 4))
    end as difference_pct,
    prior_document_id,
    document_id,
    prior_known_from,
    known_from
from paired
where
    prior_figure_id is not null
    and not roundings_overlap(low, high, prior_low, prior_high)
