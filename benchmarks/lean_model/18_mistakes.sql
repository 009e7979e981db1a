-- What stated changes that no figures confirm may have been mistaken for.

create temp table mistake as
with confirmed as (
    select distinct claim
    from comparison
    where matches
),

unconfirmed as (
    select claim.*
    from claim
    anti join confirmed on claim.place = confirmed.claim
    where claim.family is not null
),

contradicted as (
    select comparison.*
    from comparison
    semi join unconfirmed on comparison.claim = unconfirmed.place
),

-- The right years and figures, told in another way.
retold as (
    select
        claim,
        'sign' as cause,
        series,
        period_end,
        prior_period_end,
        change,
        change_low,
        change_high,
        -claimed_high as claimed_low,
        -claimed_low as claimed_high,
        null as detail
    from contradicted
    where change * (claimed_low + claimed_high) < 0
    union all by name
    select
        claim,
        'percentage_of_end_value' as cause,
        series,
        period_end,
        prior_period_end,
        (100 * (amount - prior_amount) / amount)::decimal(28, 4) as change,
        (100 * (low - prior_high) / low)::decimal(28, 4) as change_low,
        (100 * (high - prior_low) / high)::decimal(28, 4) as change_high,
        claimed_low,
        claimed_high
    from contradicted
    where kind = 'relative' and low > 0 and prior_low > 0
    union all by name
    select
        claim,
        'points_for_percent' as cause,
        series,
        period_end,
        prior_period_end,
        (amount - prior_amount)::decimal(28, 4) as change,
        (low - prior_high)::decimal(28, 4) as change_low,
        (high - prior_low)::decimal(28, 4) as change_high,
        claimed_low,
        claimed_high
    from contradicted
    where kind = 'relative' and unit = '%'
    union all by name
    select
        claim,
        'percent_for_points' as cause,
        series,
        period_end,
        prior_period_end,
        change_pct(amount, prior_amount) as change,
        change_pct_low(low, prior_low, prior_high) as change_low,
        change_pct_high(high, prior_low, prior_high) as change_high,
        claimed_low,
        claimed_high
    from contradicted
    where kind = 'percentage_points'
    union all by name
    select
        contradicted.claim,
        'factor' as cause,
        contradicted.series,
        contradicted.period_end,
        contradicted.prior_period_end,
        contradicted.change,
        contradicted.change_low,
        contradicted.change_high,
        try(
            round(contradicted.claimed_low * factors.factor, 6)::decimal(28, 6)
        ) as claimed_low,
        try(
            round(contradicted.claimed_high * factors.factor, 6)::decimal(28, 6)
        ) as claimed_high,
        factors.told as detail
    from contradicted
    inner join (
        values ('relative', 100.0::decimal(18, 6), 'a hundred times too small'),
        ('relative', 0.01, 'a hundred times too large'),
        ('absolute', 1000, 'a thousand times too small'),
        ('absolute', 1000000, 'a million times too small'),
        ('absolute', 0.001, 'a thousand times too large'),
        ('absolute', 0.000001, 'a million times too large')
    ) as factors (kind, factor, told)
        on contradicted.kind = factors.kind
    where contradicted.change_low * contradicted.change_high > 0
),

own_series as (
    select distinct
        claim,
        series
    from basis
),

-- The claim's year of all else that is known of that part of the company, and all years
-- of what the claim is about.
candidates as (
    select
        unconfirmed.place as claim,
        false as is_own,
        level.*
    from unconfirmed
    inner join level
        on
            unconfirmed.company = level.company
            and unconfirmed.org_unit = level.org_unit
            and unconfirmed.months = level.months
            and unconfirmed.period_end = level.period_end
    anti join own_series
        on unconfirmed.place = own_series.claim and level.series = own_series.series
    where
        unconfirmed.boundary = level.boundary
        or (unconfirmed.measure = level.measure and unconfirmed.scope = level.scope)
    union all
    select
        unconfirmed.place as claim,
        true as is_own,
        level.*
    from unconfirmed
    inner join own_series on unconfirmed.place = own_series.claim
    inner join level
        on own_series.series = level.series and unconfirmed.months = level.months
),

-- Of other series the same years as the claim's; of its own any others.
other_pairs as (
    select
        candidates.claim,
        candidates.series,
        candidates.is_own,
        candidates.measure,
        candidates.scope,
        candidates.boundary,
        candidates.period_end,
        priors.period_end as prior_period_end,
        unconfirmed.kind,
        unconfirmed.change_low as claimed_low,
        unconfirmed.change_high as claimed_high,
        unconfirmed.direction as claimed_direction,
        unconfirmed.measure as claimed_measure,
        unconfirmed.boundary as claimed_boundary,
        unconfirmed.family as claimed_family,
        candidates.amount,
        candidates.low,
        candidates.high,
        priors.amount as prior_amount,
        priors.low as prior_low,
        priors.high as prior_high
    from candidates
    inner join unconfirmed on candidates.claim = unconfirmed.place
    inner join level as priors
        on
            candidates.series = priors.series
            and candidates.unit = priors.unit
            and candidates.months = priors.months
            and candidates.period_end > priors.period_end
    where
        (unconfirmed.kind = 'relative' or candidates.unit = unconfirmed.amount_unit)
        and candidates.is_own <> coalesce(
            candidates.period_end = unconfirmed.period_end
            and if(
                unconfirmed.base_fiscal_year is null,
                priors.period_end + 1 = candidates.period_start,
                priors.fiscal_year = unconfirmed.base_fiscal_year
            ),
            false
        )
        and (
            not candidates.is_own
            or priors.period_end + 1 = candidates.period_start
            or candidates.period_end = unconfirmed.period_end
        )
),

recomputed as (
    select
        *,
        if(
            kind = 'relative',
            change_pct(amount, prior_amount),
            (amount - prior_amount)::decimal(28, 4)
        ) as change,
        if(
            kind = 'relative',
            change_pct_low(low, prior_low, prior_high),
            (low - prior_high)::decimal(28, 4)
        ) as change_low,
        if(
            kind = 'relative',
            change_pct_high(high, prior_low, prior_high),
            (high - prior_low)::decimal(28, 4)
        ) as change_high
    from other_pairs
),

mistaken as (
    select
        recomputed.claim,
        case
            when recomputed.is_own then 'another_year'
            when recomputed.boundary <> recomputed.claimed_boundary
                then 'another_boundary'
            when recomputed.measure <> recomputed.claimed_measure
                then
                    case
                        when scope.family <> recomputed.claimed_family
                            then 'another_measure'
                        when
                            recomputed.claimed_measure = 'ghg_emissions_gross'
                            and recomputed.measure = 'ghg_emissions_net'
                            then 'net_told_as_gross'
                        when
                            recomputed.claimed_measure = 'ghg_emissions_net'
                            and recomputed.measure = 'ghg_emissions_gross'
                            then 'gross_told_as_net'
                        else 'another_measure'
                    end
            when scope.family = recomputed.claimed_family then 'another_method'
            else 'another_scope'
        end as cause,
        recomputed.series,
        recomputed.period_end,
        recomputed.prior_period_end,
        recomputed.change,
        recomputed.change_low,
        recomputed.change_high,
        if(turned.is_turned, -recomputed.claimed_high, recomputed.claimed_low)
            as claimed_low,
        if(turned.is_turned, -recomputed.claimed_low, recomputed.claimed_high)
            as claimed_high,
        if(
            recomputed.is_own,
            format(
                '{} to {}',
                year(recomputed.prior_period_end),
                year(recomputed.period_end)
            ),
            recomputed.measure::varchar || ', ' || recomputed.scope::varchar
        ) as detail
    from recomputed
    inner join scope on recomputed.scope = scope.scope
    inner join measure on recomputed.measure = measure.measure
    -- A reduction that grew is told as emissions that fell.
    inner join (values (false), (true)) as turned (is_turned)
        on not turned.is_turned or recomputed.claimed_direction <> measure.direction
),

mistakes as (
    select * from retold
    union all by name
    select * from mistaken
    union all by name
    select
        unconfirmed.place as claim,
        'level_told_as_growth' as cause,
        level.series,
        level.period_end,
        null::date as prior_period_end,
        level.amount as change,
        level.low as change_low,
        level.high as change_high,
        least(abs(unconfirmed.change_low), abs(unconfirmed.change_high)) as claimed_low,
        greatest(abs(unconfirmed.change_low), abs(unconfirmed.change_high))
            as claimed_high,
        if(level.period_end = unconfirmed.period_end, 'same year', 'year before')
            as detail
    from unconfirmed
    inner join level
        on
            unconfirmed.company = level.company
            and unconfirmed.org_unit = level.org_unit
            and level.unit = '%'
            and level.period_end in (
                unconfirmed.period_end, unconfirmed.period_start - 1
            )
    where unconfirmed.kind = 'relative'
)

select
    claim,
    cause,
    series,
    change,
    change_low,
    change_high,
    detail
from mistakes
where roundings_overlap(change_low, change_high, claimed_low, claimed_high)
qualify
    row_number() over (
        partition by claim, cause, series, period_end, prior_period_end
        order by detail asc nulls last, change asc
    ) = 1;
