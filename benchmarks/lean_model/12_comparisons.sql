create temp table comparison as
with pairs as (
    select
        currents.c,
        currents.series,
        currents.scope,
        currents.scope_distance,
        case
            when currents.is_latest <> priors.is_latest then 'mixed'
            when currents.is_latest then 'latest'
            else 'one_document'
        end as vintage,
        priors.fiscal_year as prior_fiscal_year,
        currents.period_end,
        priors.period_end as prior_period_end,
        currents.amount,
        currents.low,
        currents.high,
        priors.amount as prior_amount,
        priors.low as prior_low,
        priors.high as prior_high,
        currents.unit,
        claim.kind,
        claim.change_low as claimed_low,
        claim.change_high as claimed_high,
        currents.figure_ids || priors.figure_ids as figure_ids
    from (from basis where is_current) as currents
    inner join (from basis where not is_current) as priors
        on currents.c = priors.c and currents.series = priors.series and currents.unit = priors.unit
    inner join claim on currents.c = claim.c
    where
        (not currents.is_latest or priors.is_latest)
        and (claim.kind = 'relative' or currents.unit = claim.amount_unit)
),
recomputed as (
    select
        *,
        if(kind = 'relative', change_pct(amount, prior_amount), (amount - prior_amount)::decimal(28, 4)) as change,
        if(kind = 'relative', change_pct_low(low, prior_low, prior_high), (low - prior_high)::decimal(28, 4)) as change_low,
        if(kind = 'relative', change_pct_high(high, prior_low, prior_high), (high - prior_low)::decimal(28, 4))
            as change_high
    from pairs
)
select
    * exclude (figure_ids),
    roundings_overlap(change_low, change_high, claimed_low, claimed_high) as matches,
    list_sort(list_distinct(figure_ids)) as figure_ids
from recomputed
where change_low is not null and change_high is not null;

-- What a claim that no figures confirm may have been mistaken for.
create temp table mistake as
with unconfirmed as (
    select *
    from claim
    where family is not null and c not in (select c from comparison where matches)
),
contradicted as (
    select comparison.* from comparison semi join unconfirmed on comparison.c = unconfirmed.c
),
retold as (
    select
        c,
        series,
        period_end,
        prior_period_end,
        'sign' as cause,
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
        c,
        series,
        period_end,
        prior_period_end,
        'percentage_of_end_value' as cause,
        (100 * (amount - prior_amount) / amount)::decimal(28, 4) as change,
        (100 * (low - prior_high) / low)::decimal(28, 4) as change_low,
        (100 * (high - prior_low) / high)::decimal(28, 4) as change_high,
        claimed_low,
        claimed_high
    from contradicted
    where kind = 'relative' and low > 0 and prior_low > 0
    union all by name
    select
        c,
        series,
        period_end,
        prior_period_end,
        'points_for_percent' as cause,
        (amount - prior_amount)::decimal(28, 4) as change,
        (low - prior_high)::decimal(28, 4) as change_low,
        (high - prior_low)::decimal(28, 4) as change_high,
        claimed_low,
        claimed_high
    from contradicted
    where kind = 'relative' and unit = '%'
    union all by name
    select
        c,
        series,
        period_end,
        prior_period_end,
        'percent_for_points' as cause,
        change_pct(amount, prior_amount) as change,
        change_pct_low(low, prior_low, prior_high) as change_low,
        change_pct_high(high, prior_low, prior_high) as change_high,
        claimed_low,
        claimed_high
    from contradicted
    where kind = 'percentage_points'
    union all by name
    select
        contradicted.c,
        contradicted.series,
        contradicted.period_end,
        contradicted.prior_period_end,
        'factor' as cause,
        contradicted.change,
        contradicted.change_low,
        contradicted.change_high,
        try(round(contradicted.claimed_low * factors.factor, 6)::decimal(28, 6)) as claimed_low,
        try(round(contradicted.claimed_high * factors.factor, 6)::decimal(28, 6)) as claimed_high,
        factors.told as detail
    from contradicted
    inner join (
        values
        ('relative', 100.0::decimal(18, 6), 'a hundred times too small'),
        ('relative', 0.01, 'a hundred times too large'),
        ('absolute', 1000, 'a thousand times too small'),
        ('absolute', 1000000, 'a million times too small'),
        ('absolute', 0.001, 'a thousand times too large'),
        ('absolute', 0.000001, 'a million times too large')
    ) as factors (kind, factor, told)
        on contradicted.kind = factors.kind
    where contradicted.change_low * contradicted.change_high > 0
),
known_series as (
    select distinct
        c,
        series
    from basis
),
-- The same years of all else that is known of that part of the company, and the other
-- years of what the claim is about.
candidates as (
    select
        unconfirmed.c,
        false as is_same_series,
        level.*
    from unconfirmed
    inner join level
        on
            unconfirmed.company = level.company
            and unconfirmed.org_unit = level.org_unit
            and unconfirmed.months = level.months
            and unconfirmed.period_end = level.period_end
    anti join known_series on unconfirmed.c = known_series.c and level.series = known_series.series
    where
        level.boundary = unconfirmed.boundary
        or (level.measure = unconfirmed.measure and level.scope = unconfirmed.scope)
    union all
    select
        unconfirmed.c,
        true,
        level.*
    from unconfirmed
    inner join known_series on unconfirmed.c = known_series.c
    inner join level on known_series.series = level.series and unconfirmed.months = level.months
),
other_pairs as (
    select
        candidates.c,
        candidates.series,
        candidates.is_same_series,
        candidates.measure,
        candidates.scope,
        candidates.boundary,
        candidates.period_end,
        priors.period_end as prior_period_end,
        candidates.amount,
        candidates.low,
        candidates.high,
        priors.amount as prior_amount,
        priors.low as prior_low,
        priors.high as prior_high
    from candidates
    inner join unconfirmed on candidates.c = unconfirmed.c
    inner join level as priors
        on
            candidates.series = priors.series
            and candidates.unit = priors.unit
            and candidates.months = priors.months
            and candidates.period_end > priors.period_end
    where
        (unconfirmed.kind = 'relative' or candidates.unit = unconfirmed.amount_unit)
        and (
            candidates.is_same_series
            <> coalesce(
                candidates.period_end = unconfirmed.period_end
                and if(
                    unconfirmed.base_fiscal_year is null,
                    priors.period_end + 1 = candidates.period_start,
                    priors.fiscal_year = unconfirmed.base_fiscal_year
                ),
                false
            )
        )
        and (
            not candidates.is_same_series
            or priors.period_end + 1 = candidates.period_start
            or candidates.period_end = unconfirmed.period_end
        )
),
mistaken as (
    select
        other_pairs.c,
        other_pairs.series,
        other_pairs.period_end,
        other_pairs.prior_period_end,
        case
            when other_pairs.is_same_series then 'another_year'
            when other_pairs.boundary <> unconfirmed.boundary then 'another_boundary'
            when other_pairs.measure = unconfirmed.measure and scope.family = unconfirmed.family then 'another_method'
            when other_pairs.measure = unconfirmed.measure then 'another_scope'
            when scope.family <> unconfirmed.family then 'another_measure'
            when unconfirmed.measure = 'ghg_emissions_gross' and other_pairs.measure = 'ghg_emissions_net'
                then 'net_told_as_gross'
            when unconfirmed.measure = 'ghg_emissions_net' and other_pairs.measure = 'ghg_emissions_gross'
                then 'gross_told_as_net'
            else 'another_measure'
        end as cause,
        if(kind = 'relative', change_pct(amount, prior_amount), (amount - prior_amount)::decimal(28, 4)) as change,
        if(kind = 'relative', change_pct_low(low, prior_low, prior_high), (low - prior_high)::decimal(28, 4)) as mistaken_low,
        if(kind = 'relative', change_pct_high(high, prior_low, prior_high), (high - prior_low)::decimal(28, 4))
            as mistaken_high,
        case when turned.is_turned then -unconfirmed.change_high else unconfirmed.change_low end as claimed_low,
        case when turned.is_turned then -unconfirmed.change_low else unconfirmed.change_high end as claimed_high,
        if(
            other_pairs.is_same_series,
            format('{} to {}', year(prior_period_end), year(other_pairs.period_end)),
            other_pairs.measure::varchar || ', ' || other_pairs.scope::varchar
        ) as detail
    from other_pairs
    inner join unconfirmed on other_pairs.c = unconfirmed.c
    inner join scope on other_pairs.scope = scope.scope
    inner join measure on other_pairs.measure = measure.measure
    inner join measure as claimed_measure on unconfirmed.measure = claimed_measure.measure
    -- A reduction that grew is told as emissions that fell.
    inner join (values (false), (true)) as turned (is_turned)
        on not turned.is_turned or measure.direction <> claimed_measure.direction
    where roundings_overlap(mistaken_low, mistaken_high, claimed_low, claimed_high)
),
mistakes as (
    select * from retold
    union all by name
    select * exclude (mistaken_low, mistaken_high), mistaken_low as change_low, mistaken_high as change_high from mistaken
    union all by name
    select
        unconfirmed.c,
        level.series,
        level.period_end,
        null::date as prior_period_end,
        'level_told_as_growth' as cause,
        level.amount as change,
        level.low as change_low,
        level.high as change_high,
        least(abs(unconfirmed.change_low), abs(unconfirmed.change_high)) as claimed_low,
        greatest(abs(unconfirmed.change_low), abs(unconfirmed.change_high)) as claimed_high,
        if(level.period_end = unconfirmed.period_end, 'same year', 'year before') as detail
    from unconfirmed
    inner join level
        on
            unconfirmed.company = level.company
            and unconfirmed.org_unit = level.org_unit
            and level.unit = '%'
            and level.period_end in (unconfirmed.period_end, unconfirmed.period_start - 1)
    where unconfirmed.kind = 'relative'
)
select
    c,
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
        partition by c, cause, series, period_end, prior_period_end order by detail asc nulls last, change asc
    ) = 1;
