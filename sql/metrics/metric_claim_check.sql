-- Each stated change against what the figures say.
-- Grain: one row per claim.
--
-- confirmed: the rounding of the claim and of a recomputed change overlap.
-- contradicted: the change can be recomputed, and is another.
-- unverifiable: a figure that is needed is missing.
--
-- Of several recomputed changes (metric_claim_comparison) one that confirms counts,
-- then that of the scope as stated, then that within the claim's own document. Where
-- none confirms, cause is the likeliest of what the claim may have been mistaken for
-- (metric_claim_mistake), and finding says it in words. Where the document states no
-- figure of the year before, the implied prior amount follows from the claim, and is
-- held against what other documents state of that year.

with

claims as (
    select * from fact_claim
),

basis as (
    select * from metric_claim_basis
),

comparisons as (
    select * from metric_claim_comparison
),

mistakes as (
    select * from metric_claim_mistake
),

scopes as (
    select * from dim_scope
),

statements as (
    select * from fact_figure
    where value_kind in ('number', 'zero')
),

nearest as (
    select * from comparisons
    qualify
        row_number() over (
            partition by claim_id
            order by
                matches::integer desc,
                scope_distance asc,
                (vintage = 'one_document')::integer desc,
                (vintage = 'latest')::integer desc,
                scope asc,
                figure_ids asc
        ) = 1
),

-- The likeliest mistake: told in another way, then what stands beside it.
likeliest as (
    select * from mistakes
    qualify
        row_number() over (
            partition by claim_id
            order by
                list_position(
                    [
                        'sign',
                        'points_for_percent',
                        'percent_for_points',
                        'factor',
                        'percentage_of_end_value',
                        'level_told_as_growth',
                        'net_told_as_gross',
                        'gross_told_as_net',
                        'another_method',
                        'another_boundary',
                        'another_year',
                        'another_scope',
                        'another_measure'
                    ],
                    cause
                ) asc,
                mistaken_high - mistaken_low asc,
                detail asc nulls last,
                series_id asc
        ) = 1
),

known as (
    select
        claim_id,
        bool_or(is_current) as has_year,
        bool_or(not is_current) as has_prior,
        bool_or(not is_current and vintage = 'one_document') as has_own_prior
    from basis
    group by claim_id
),

-- The amount from which the stated change would lead to the stated figure. Reckoned
-- once: DuckDB would otherwise do it again for each claim that it is joined with.
implied as materialized (
    select
        claims.claim_id,
        basis.series_id,
        basis.unit,
        case claims.change_kind
            when 'relative'
                then
                    try((
                        basis.amount / nullif(1 + claims.change / 100, 0)
                    )::decimal(28, 6))
            else (basis.amount - claims.change)::decimal(28, 6)
        end as amount,
        case claims.change_kind
            when 'relative'
                then
                    try((
                        basis.low / (
                            1
                            + if(basis.low < 0, claims.change_low, claims.change_high)
                            / 100
                        )
                    )::decimal(28, 6))
            else (basis.low - claims.change_high)::decimal(28, 6)
        end as low,
        case claims.change_kind
            when 'relative'
                then
                    try((
                        basis.high / (
                            1
                            + if(basis.high < 0, claims.change_high, claims.change_low)
                            / 100
                        )
                    )::decimal(28, 6))
            else (basis.high - claims.change_low)::decimal(28, 6)
        end as high
    from claims
    inner join basis on claims.claim_id = basis.claim_id and basis.is_current
    left join known on claims.claim_id = known.claim_id
    where
        not coalesce(known.has_own_prior, false)
        and if(
            claims.change_kind = 'relative',
            claims.change_low > -100,
            basis.unit = if(claims.change_kind = 'absolute', claims.change_unit, '%')
        )
    qualify
        row_number() over (
            partition by claims.claim_id
            order by
                (basis.vintage = 'one_document')::integer desc,
                basis.scope_distance asc,
                basis.high - basis.low asc,
                basis.series_id asc
        ) = 1
),

-- A document that names no method may speak of the same series.
implied_series as (
    select
        implied.claim_id,
        implied.series_id
    from implied
    union
    select
        implied.claim_id,
        series_key(
            claims.company_id,
            claims.org_unit_id,
            claims.boundary,
            claims.measure,
            unnamed.scope
        ) as series_id
    from implied
    inner join claims on implied.claim_id = claims.claim_id
    inner join scopes on claims.scope = scopes.scope
    inner join scopes as unnamed
        on scopes.family = unnamed.family and unnamed.method = 'unspecified'
),

implied_support as (
    select
        implied.claim_id,
        count(*)::integer as figure_count,
        list(statements.figure_id order by statements.figure_id) filter (
            where roundings_overlap(
                implied.low, implied.high, statements.low, statements.high
            )
        ) as figure_ids
    from implied
    inner join claims on implied.claim_id = claims.claim_id
    inner join implied_series on implied.claim_id = implied_series.claim_id
    inner join statements
        on
            implied_series.series_id = statements.series_id
            and implied.unit = statements.canonical_unit
    where
        if(
            claims.base_fiscal_year is null,
            claims.period_start = statements.period_end + 1,
            claims.base_fiscal_year = statements.fiscal_year
        )
        and period_months(claims.period_start, claims.period_end)
        = period_months(statements.period_start, statements.period_end)
    group by implied.claim_id
),

judged as (
    select
        claims.*,
        nearest.vintage,
        nearest.scope as recomputed_scope,
        nearest.prior_fiscal_year,
        nearest.recomputed_change,
        nearest.recomputed_low,
        nearest.recomputed_high,
        nearest.figure_ids,
        likeliest.detail,
        likeliest.mistaken_change,
        case
            when nearest.claim_id is null then 'unverifiable'
            when nearest.matches then 'confirmed'
            else 'contradicted'
        end as verdict,
        case
            when nearest.matches then null
            when likeliest.claim_id is not null then likeliest.cause
            when nearest.claim_id is not null then 'no_cause_found'
            when
                not coalesce(known.has_year, false)
                and not coalesce(known.has_prior, false)
                then 'no_figure'
            when not coalesce(known.has_year, false) then 'no_figure_of_the_year'
            when coalesce(known.has_prior, false) then 'not_computable'
            when claims.base_fiscal_year is null then 'no_figure_of_the_year_before'
            else 'no_figure_of_the_base_year'
        end as cause,
        implied.amount as implied_prior_amount,
        implied.low as implied_prior_low,
        implied.high as implied_prior_high,
        implied.unit as implied_prior_unit,
        case
            when implied.claim_id is null then null
            when coalesce(len(implied_support.figure_ids), 0) > 0 then 'supported'
            when implied_support.claim_id is not null then 'not_supported'
            else 'no_other_figure'
        end as implied_prior_verdict,
        if(
            implied.claim_id is null, null, coalesce(implied_support.figure_ids, [])
        ) as implied_prior_figure_ids
    from claims
    left join nearest on claims.claim_id = nearest.claim_id
    left join likeliest on claims.claim_id = likeliest.claim_id
    left join known on claims.claim_id = known.claim_id
    left join implied on claims.claim_id = implied.claim_id
    left join implied_support on claims.claim_id = implied_support.claim_id
),

corrected as (
    select coalesce(list(statement_id), []) as ids
    from stg_corrected_statement
)

select
    claim_id,
    company_id,
    org_unit_id,
    boundary,
    measure,
    scope,
    fiscal_year,
    change_kind,
    coalesce(
        change_unit, if(change_kind = 'relative', '%', 'percentage points')
    ) as change_unit,
    change as claimed_change,
    change_low as claimed_low,
    change_high as claimed_high,
    recomputed_change,
    recomputed_low,
    recomputed_high,
    recomputed_scope,
    coalesce(prior_fiscal_year, base_fiscal_year) as prior_fiscal_year,
    vintage,
    verdict,
    cause,
    case cause
        when 'sign' then 'The change is the other way.'
        when 'points_for_percent' then 'The points of change are told as percent.'
        when 'percent_for_points' then 'The percent of change are told as points.'
        when 'factor' then format('The number is {}.', detail)
        when 'percentage_of_end_value'
            then 'It is the difference in percent of the later amount.'
        when 'level_told_as_growth'
            then format('It equals the share of the {}.', detail)
        when 'net_told_as_gross' then 'It is the change of the net emissions.'
        when 'gross_told_as_net' then 'It is the change of the gross emissions.'
        when 'another_method' then format('It equals the change of {}.', detail)
        when 'another_boundary'
            then 'It equals the change within another boundary.'
        when 'another_year' then format('It equals the change from {}.', detail)
        when 'another_scope' then format('It equals the change of {}.', detail)
        when 'another_measure' then format('It equals the change of {}.', detail)
        when 'no_cause_found' then 'No cause was found.'
        when 'no_figure' then 'There is no figure of either year.'
        when 'no_figure_of_the_year' then 'There is no figure of the year.'
        when 'no_figure_of_the_year_before'
            then 'There is no figure of the year before.'
        when 'no_figure_of_the_base_year' then 'There is no figure of the base year.'
        when 'not_computable' then 'The figures do not allow a change to be computed.'
    end as finding,
    mistaken_change,
    implied_prior_amount,
    implied_prior_low,
    implied_prior_high,
    implied_prior_unit,
    implied_prior_verdict,
    implied_prior_figure_ids,
    coalesce(figure_ids, []) as figure_ids,
    -- The claim itself may have been corrected, too.
    any_corrected(
        list_append(coalesce(figure_ids, []), claim_id),
        (select corrected.ids from corrected)
    ) as is_corrected,
    document_id
from judged
