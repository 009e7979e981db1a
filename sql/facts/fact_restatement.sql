-- Each time a source states a fact anew, beyond what the rounding of both explains.
-- Grain: one row per figure that restates an earlier one, and figure that it restates.
--
-- Two documents of one source are compared in the order in which they were known. The
-- same number with more digits is no restatement, nor is another boundary, method or
-- channel: those are in fact_variant. Where the earlier document does not name the
-- method of Scope 2 and a later one does, kind says so: part of the difference may be
-- the method.

with

statements as (
    select
        figure_id,
        fact_id,
        source,
        document_id,
        known_from,
        known_to,
        unit_decided_by,
        scope,
        amount,
        low,
        high
    from fact_figure
    where value_kind in ('number', 'zero') and known_from is not null
),

figures as (
    select * from fact_figure
),

scopes as (
    select * from dim_scope
),

-- What is stated once only is restated by nothing.
stated_again as (
    select
        fact_id,
        source
    from statements
    group by fact_id, source
    having min(known_from) < max(known_from)
),

-- One statement per document: the most precise.
vintages as (
    select statements.*
    from statements
    semi join stated_again
        on
            statements.fact_id = stated_again.fact_id
            and statements.source = stated_again.source
    qualify
        row_number() over (
            partition by statements.fact_id, statements.source, statements.known_from
            order by
                (statements.unit_decided_by <> 'reference')::integer asc,
                statements.high - statements.low asc,
                statements.figure_id asc
        ) = 1
),

paired as (
    select
        figure_id,
        low,
        high,
        lag(figure_id) over vintage as prior_figure_id,
        lag(low) over vintage as prior_low,
        lag(high) over vintage as prior_high
    from vintages
    window vintage as (partition by fact_id, source order by known_from asc)
),

restated as (
    select
        figure_id,
        prior_figure_id,
        'restated' as kind
    from paired
    where
        prior_figure_id is not null
        and not roundings_overlap(low, high, prior_low, prior_high)
),

-- Scope 2 without its method, which the same source never states again.
without_method as (
    select
        figures.*,
        scopes.family
    from figures
    inner join scopes on figures.scope = scopes.scope
    where
        scopes.method = 'unspecified'
        and figures.value_kind in ('number', 'zero')
        and figures.known_from is not null
        and figures.known_to is null
),

with_method as (
    select
        without_method.figure_id as prior_figure_id,
        figures.figure_id,
        figures.known_from,
        roundings_overlap(
            figures.low, figures.high, without_method.low, without_method.high
        ) as agrees,
        abs(figures.amount - without_method.amount) as distance
    from without_method
    inner join scopes
        on
            without_method.family = scopes.family
            and scopes.method in ('location', 'market')
    inner join figures
        on
            without_method.company_id = figures.company_id
            and without_method.org_unit_id = figures.org_unit_id
            and without_method.boundary = figures.boundary
            and without_method.measure = figures.measure
            and scopes.scope = figures.scope
            and without_method.period_end = figures.period_end
            and without_method.period_start is not distinct from figures.period_start
            and without_method.source = figures.source
            and without_method.known_from < figures.known_from
    where figures.value_kind in ('number', 'zero')
),

-- A figure that one of the methods agrees with is the same, with its method named.
named_since as (
    select
        figure_id,
        prior_figure_id,
        'method_stated_since' as kind
    from with_method
    qualify
        not bool_or(agrees) over (partition by prior_figure_id)
        and row_number() over (
            partition by prior_figure_id
            order by known_from asc, distance asc, figure_id asc
        ) = 1
),

restatements as (
    select * from restated
    union all
    select * from named_since
)

select
    restatements.figure_id,
    restatements.prior_figure_id,
    restatements.kind,
    figures.fact_id,
    figures.company_id,
    figures.org_unit_id,
    figures.boundary,
    figures.measure,
    figures.scope,
    earlier.scope as prior_scope,
    figures.fiscal_year,
    figures.period_start,
    figures.period_end,
    figures.source,
    figures.canonical_unit as unit,
    earlier.amount as prior_amount,
    figures.amount,
    figures.amount - earlier.amount as difference,
    change_pct(figures.amount, earlier.amount) as difference_pct,
    earlier.document_id as prior_document_id,
    figures.document_id,
    earlier.known_from as prior_known_from,
    figures.known_from,
    coalesce(figures.correction, earlier.correction) is not null as is_corrected
from restatements
inner join figures on restatements.figure_id = figures.figure_id
inner join figures as earlier on restatements.prior_figure_id = earlier.figure_id
