-- What a stated change that no figures confirm may have been mistaken for.
-- Grain: one row per claim, cause, series and pair of periods.
--
-- sign: the change is the other way. percentage_of_end_value: the difference in percent
-- of the later amount. points_for_percent and percent_for_points: one kind told as the
-- other. factor: a hundred, a thousand or a million times too large or too small.
-- net_told_as_gross and gross_told_as_net. another_method: of Scope 2. another_year,
-- another_boundary, another_scope, another_measure: what else changed by that much; for
-- a measure whose good direction is the other one, either way.
-- level_told_as_growth: a share that is printed for the year, or for the year before.
-- Only what matches within the rounding of both is here; it is likely, not certain.

with

comparisons as (
    select * from metric_claim_comparison
),

alternatives as (
    select * from metric_claim_alternative
),

confirmed as (
    select distinct claim_id
    from comparisons
    where matches
),

claims as (
    select claims.*
    from fact_claim as claims
    anti join confirmed on claims.claim_id = confirmed.claim_id
),

contradicted as (
    select
        comparisons.*,
        claims.change_low as claimed_low,
        claims.change_high as claimed_high
    from comparisons
    inner join claims on comparisons.claim_id = claims.claim_id
),

-- The right years and figures, told in another way.
retold as (
    select
        claim_id,
        'sign' as cause,
        series_id,
        period_end,
        prior_period_end,
        recomputed_change as mistaken_change,
        recomputed_low as mistaken_low,
        recomputed_high as mistaken_high,
        -claimed_high as claimed_low,
        -claimed_low as claimed_high,
        null as detail,
        figure_ids
    from contradicted
    where recomputed_change * (claimed_low + claimed_high) < 0
    union all by name
    select
        claim_id,
        'percentage_of_end_value' as cause,
        series_id,
        period_end,
        prior_period_end,
        (100 * (amount - prior_amount) / amount)::decimal(28, 4) as mistaken_change,
        (100 * (low - prior_high) / low)::decimal(28, 4) as mistaken_low,
        (100 * (high - prior_low) / high)::decimal(28, 4) as mistaken_high,
        claimed_low,
        claimed_high,
        figure_ids
    from contradicted
    where change_kind = 'relative' and low > 0 and prior_low > 0
    union all by name
    select
        claim_id,
        'points_for_percent' as cause,
        series_id,
        period_end,
        prior_period_end,
        (amount - prior_amount)::decimal(28, 4) as mistaken_change,
        (low - prior_high)::decimal(28, 4) as mistaken_low,
        (high - prior_low)::decimal(28, 4) as mistaken_high,
        claimed_low,
        claimed_high,
        figure_ids
    from contradicted
    where change_kind = 'relative' and unit = '%'
    union all by name
    select
        claim_id,
        'percent_for_points' as cause,
        series_id,
        period_end,
        prior_period_end,
        change_pct(amount, prior_amount) as mistaken_change,
        change_pct_low(low, prior_low, prior_high) as mistaken_low,
        change_pct_high(high, prior_low, prior_high) as mistaken_high,
        claimed_low,
        claimed_high,
        figure_ids
    from contradicted
    where change_kind = 'percentage_points'
    union all by name
    select
        contradicted.claim_id,
        'factor' as cause,
        contradicted.series_id,
        contradicted.period_end,
        contradicted.prior_period_end,
        contradicted.recomputed_change as mistaken_change,
        contradicted.recomputed_low as mistaken_low,
        contradicted.recomputed_high as mistaken_high,
        try(
            round(contradicted.claimed_low * factors.factor, 6)::decimal(28, 6)
        ) as claimed_low,
        try(
            round(contradicted.claimed_high * factors.factor, 6)::decimal(28, 6)
        ) as claimed_high,
        factors.told as detail,
        contradicted.figure_ids
    from contradicted
    inner join (
        values ('relative', 100.0::decimal(18, 6), 'a hundred times too small'),
        ('relative', 0.01, 'a hundred times too large'),
        ('absolute', 1000, 'a thousand times too small'),
        ('absolute', 1000000, 'a million times too small'),
        ('absolute', 0.001, 'a thousand times too large'),
        ('absolute', 0.000001, 'a million times too large')
    ) as factors (change_kind, factor, told)
        on contradicted.change_kind = factors.change_kind
    -- A change that may be nil would be any number's hundredth.
    where contradicted.recomputed_low * contradicted.recomputed_high > 0
),

shares as (
    select
        claims.claim_id,
        'level_told_as_growth' as cause,
        levels.series_id,
        levels.period_end,
        null::date as prior_period_end,
        levels.amount as mistaken_change,
        levels.low as mistaken_low,
        levels.high as mistaken_high,
        least(abs(claims.change_low), abs(claims.change_high)) as claimed_low,
        greatest(abs(claims.change_low), abs(claims.change_high)) as claimed_high,
        if(levels.period_end = claims.period_end, 'same year', 'year before') as detail,
        levels.figure_ids
    from claims
    inner join metric_level as levels
        on
            claims.company_id = levels.company_id
            and claims.org_unit_id = levels.org_unit_id
            and levels.unit = '%'
            and levels.period_end in (claims.period_end, claims.period_start - 1)
    where claims.change_kind = 'relative'
),

alike as (
    select * exclude (claimed_low, claimed_high)
    from retold
    where roundings_overlap(mistaken_low, mistaken_high, claimed_low, claimed_high)
    union all by name
    select * exclude (claimed_low, claimed_high)
    from shares
    where roundings_overlap(mistaken_low, mistaken_high, claimed_low, claimed_high)
    union all by name
    select * from alternatives
)

select
    claim_id,
    cause,
    series_id,
    period_end,
    prior_period_end,
    mistaken_change,
    mistaken_low,
    mistaken_high,
    detail,
    list_sort(list_distinct(figure_ids)) as figure_ids
from alike
qualify
    row_number() over (
        partition by claim_id, cause, series_id, period_end, prior_period_end
        order by
            detail asc nulls last,
            mistaken_change asc,
            mistaken_high - mistaken_low asc,
            figure_ids asc
    ) = 1
