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

scopes as (
    select * from dim_scope
),

measures as (
    select * from dim_measure
),

comparisons as (
    select * from metric_claim_comparison
),

basis as (
    select distinct
        claim_id,
        series_id
    from metric_claim_basis
),

levels as (
    select
        *,
        period_months(period_start, period_end) as months,
        row_number() over () as level_row
    from metric_level
),

confirmed as (
    select distinct claim_id
    from comparisons
    where matches
),

claims as (
    select
        claims.*,
        scopes.family,
        measures.direction,
        period_months(claims.period_start, claims.period_end) as months
    from fact_claim as claims
    inner join scopes on claims.scope = scopes.scope
    inner join measures on claims.measure = measures.measure
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
        recomputed_change as change,
        recomputed_low as change_low,
        recomputed_high as change_high,
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
        (100 * (amount - prior_amount) / amount)::decimal(28, 4) as change,
        (100 * (low - prior_high) / low)::decimal(28, 4) as change_low,
        (100 * (high - prior_low) / high)::decimal(28, 4) as change_high,
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
        (amount - prior_amount)::decimal(28, 4) as change,
        (low - prior_high)::decimal(28, 4) as change_low,
        (high - prior_low)::decimal(28, 4) as change_high,
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
        change_pct(amount, prior_amount) as change,
        change_pct_low(low, prior_low, prior_high) as change_low,
        change_pct_high(high, prior_low, prior_high) as change_high,
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
        contradicted.recomputed_change as change,
        contradicted.recomputed_low as change_low,
        contradicted.recomputed_high as change_high,
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

-- The same years of everything else, and the other years of what the claim is about.
other_years as (
    select
        claims.claim_id,
        currents.level_row,
        priors.level_row as prior_row
    from claims
    inner join levels as currents
        on
            claims.company_id = currents.company_id
            and claims.org_unit_id = currents.org_unit_id
            and claims.months = currents.months
            and claims.period_end = currents.period_end
    inner join levels as priors
        on
            currents.series_id = priors.series_id
            and currents.unit = priors.unit
            and currents.months = priors.months
            and currents.period_start = priors.period_end + 1
    where claims.base_fiscal_year is null
    union all
    select
        claims.claim_id,
        currents.level_row,
        priors.level_row as prior_row
    from claims
    inner join levels as currents
        on
            claims.company_id = currents.company_id
            and claims.org_unit_id = currents.org_unit_id
            and claims.months = currents.months
            and claims.period_end = currents.period_end
    inner join levels as priors
        on
            currents.series_id = priors.series_id
            and currents.unit = priors.unit
            and currents.months = priors.months
            and claims.base_fiscal_year = priors.fiscal_year
    where currents.period_end > priors.period_end
    union all
    select
        claims.claim_id,
        currents.level_row,
        priors.level_row as prior_row
    from claims
    inner join basis on claims.claim_id = basis.claim_id
    inner join levels as currents
        on basis.series_id = currents.series_id and claims.months = currents.months
    inner join levels as priors
        on
            currents.series_id = priors.series_id
            and currents.unit = priors.unit
            and currents.months = priors.months
            and currents.period_end > priors.period_end
    where
        (
            currents.period_start = priors.period_end + 1
            or currents.period_end = claims.period_end
        )
        and not (
            currents.period_end = claims.period_end
            and if(
                claims.base_fiscal_year is null,
                currents.period_start = priors.period_end + 1,
                priors.fiscal_year = claims.base_fiscal_year
            )
        )
),

other_pairs as (
    select
        claims.claim_id,
        claims.change_kind,
        claims.change_low as claimed_low,
        claims.change_high as claimed_high,
        currents.series_id,
        currents.period_end,
        priors.period_end as prior_period_end,
        currents.amount,
        currents.low,
        currents.high,
        priors.amount as prior_amount,
        priors.low as prior_low,
        priors.high as prior_high,
        currents.scope,
        currents.measure,
        currents.figure_ids || priors.figure_ids as figure_ids,
        measures.direction <> claims.direction as is_opposite,
        case
            when basis.claim_id is not null then 'another_year'
            when currents.boundary <> claims.boundary then 'another_boundary'
            when currents.measure = claims.measure and scopes.family = claims.family
                then 'another_method'
            when currents.measure = claims.measure then 'another_scope'
            when scopes.family <> claims.family then 'another_measure'
            when
                claims.measure = 'ghg_emissions_gross'
                and currents.measure = 'ghg_emissions_net'
                then 'net_told_as_gross'
            when
                claims.measure = 'ghg_emissions_net'
                and currents.measure = 'ghg_emissions_gross'
                then 'gross_told_as_net'
            else 'another_measure'
        end as cause
    from other_years
    inner join claims on other_years.claim_id = claims.claim_id
    inner join levels as currents on other_years.level_row = currents.level_row
    inner join levels as priors on other_years.prior_row = priors.level_row
    inner join scopes on currents.scope = scopes.scope
    inner join measures on currents.measure = measures.measure
    left join basis
        on
            claims.claim_id = basis.claim_id
            and currents.series_id = basis.series_id
    where
        -- The same years of the claim's own series are no mistake.
        (
            basis.claim_id is null
            or currents.period_end <> claims.period_end
            or if(
                claims.base_fiscal_year is null,
                currents.period_start <> priors.period_end + 1,
                priors.fiscal_year <> claims.base_fiscal_year
            )
        )
        and (
            claims.change_kind = 'relative'
            or currents.unit
            = if(claims.change_kind = 'absolute', claims.change_unit, '%')
        )
        -- Another boundary is one of the same measure and scope.
        and (
            currents.boundary = claims.boundary
            or (
                currents.measure = claims.measure
                and currents.scope = claims.scope
            )
        )
),

mistaken as (
    select
        * exclude (amount, low, high, prior_amount, prior_low, prior_high),
        if(
            change_kind = 'relative',
            change_pct(amount, prior_amount),
            (amount - prior_amount)::decimal(28, 4)
        ) as change,
        if(
            change_kind = 'relative',
            change_pct_low(low, prior_low, prior_high),
            (low - prior_high)::decimal(28, 4)
        ) as change_low,
        if(
            change_kind = 'relative',
            change_pct_high(high, prior_low, prior_high),
            (high - prior_low)::decimal(28, 4)
        ) as change_high,
        case cause
            when 'another_year'
                then format('{} to {}', year(prior_period_end), year(period_end))
            else measure || ', ' || scope
        end as detail
    from other_pairs
),

shares as (
    select
        claims.claim_id,
        'level_told_as_growth' as cause,
        levels.series_id,
        levels.period_end,
        null::date as prior_period_end,
        levels.amount as change,
        levels.low as change_low,
        levels.high as change_high,
        least(abs(claims.change_low), abs(claims.change_high)) as claimed_low,
        greatest(abs(claims.change_low), abs(claims.change_high)) as claimed_high,
        if(levels.period_end = claims.period_end, 'same year', 'year before') as detail,
        levels.figure_ids
    from claims
    inner join levels
        on
            claims.company_id = levels.company_id
            and claims.org_unit_id = levels.org_unit_id
            and levels.unit = '%'
            and levels.period_end in (claims.period_end, claims.period_start - 1)
    where claims.change_kind = 'relative'
),

mistakes as (
    select * from retold
    union all by name
    select * exclude (change_kind, measure, scope, is_opposite) from mistaken
    union all by name
    -- A reduction that grew, told as emissions that fell.
    select
        * exclude (change_kind, measure, scope, is_opposite)
        replace (-claimed_high as claimed_low, -claimed_low as claimed_high)
    from mistaken
    where is_opposite
    union all by name
    select * from shares
)

select
    claim_id,
    cause,
    series_id,
    period_end,
    prior_period_end,
    change as mistaken_change,
    change_low as mistaken_low,
    change_high as mistaken_high,
    detail,
    list_sort(list_distinct(figure_ids)) as figure_ids
from mistakes
where roundings_overlap(change_low, change_high, claimed_low, claimed_high)
qualify
    row_number() over (
        partition by claim_id, cause, series_id, period_end, prior_period_end
        order by detail asc nulls last, mistaken_change asc
    ) = 1
