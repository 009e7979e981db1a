-- Each stated change against what the figures say.

-- The amount from which the stated change would lead to the stated figure.
create temp table implied as
with own_priors as (
    select distinct claim
    from basis
    where not is_current and not is_latest
),

currents as (
    select * from basis
    where is_current
)

select
    claim.place as claim,
    currents.series,
    currents.unit,
    if(
        claim.kind = 'relative',
        try((
            currents.amount / nullif(1 + claim.change / 100, 0)
        )::decimal(28, 6)),
        (currents.amount - claim.change)::decimal(28, 6)
    ) as amount,
    if(
        claim.kind = 'relative',
        try((
            currents.low
            / (1 + if(currents.low < 0, claim.change_low, claim.change_high) / 100)
        )::decimal(28, 6)),
        (currents.low - claim.change_high)::decimal(28, 6)
    ) as low,
    if(
        claim.kind = 'relative',
        try((
            currents.high
            / (1 + if(currents.high < 0, claim.change_high, claim.change_low) / 100)
        )::decimal(28, 6)),
        (currents.high - claim.change_low)::decimal(28, 6)
    ) as high
from claim
inner join currents on claim.place = currents.claim
anti join own_priors on claim.place = own_priors.claim
where
    if(
        claim.kind = 'relative',
        claim.change_low > -100,
        currents.unit = claim.amount_unit
    )
qualify
    row_number() over (
        partition by claim.place
        order by
            currents.is_latest asc,
            currents.scope_distance asc,
            currents.high - currents.low asc,
            series_key(
                claim.company::varchar,
                claim.org_unit::varchar,
                claim.boundary::varchar,
                claim.measure::varchar,
                currents.scope::varchar
            ) asc
    ) = 1;

create table metric_claim_check as
with nearest as (
    select * from comparison
    qualify
        row_number() over (
            partition by claim
            order by
                matches::integer desc,
                scope_distance asc,
                (vintage = 'one_document')::integer desc,
                (vintage = 'latest')::integer desc,
                scope asc,
                figure_ids asc
        ) = 1
),

mistaken_series as (
    select distinct
        level.series,
        series_key(
            level.company::varchar,
            level.org_unit::varchar,
            level.boundary::varchar,
            level.measure::varchar,
            level.scope::varchar
        ) as series_id
    from level
    semi join mistake on level.series = mistake.series
),

likeliest as (
    select mistake.*
    from mistake
    left join mistaken_series on mistake.series = mistaken_series.series
    qualify
        row_number() over (
            partition by mistake.claim
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
                    mistake.cause
                ) asc,
                mistake.change_high - mistake.change_low asc,
                mistake.detail asc nulls last,
                mistaken_series.series_id asc
        ) = 1
),

known as (
    select
        claim,
        bool_or(is_current) as has_year,
        bool_or(not is_current) as has_prior
    from basis
    group by claim
),

-- A document that names no method may speak of the same series.
implied_series as (
    select
        claim,
        series
    from implied
    union
    select
        implied.claim,
        hash(
            claim.company, claim.org_unit, claim.boundary, claim.measure, scope.scope
        ) as series
    from implied
    inner join claim on implied.claim = claim.place
    inner join scope on claim.family = scope.family and scope.method = 'unspecified'
),

support as (
    select
        implied.claim,
        list_sort(coalesce(
            list(raw.figure_id) filter (
                where roundings_overlap(
                    implied.low, implied.high, stated.low, stated.high
                )
            ),
            []
        )) as figure_ids
    from implied
    inner join claim on implied.claim = claim.place
    inner join implied_series on implied.claim = implied_series.claim
    inner join stated
        on
            implied_series.series = stated.series
            and implied.unit = stated.canonical_unit
    inner join raw_figure as raw on stated.place = raw.rowid
    where
        stated.is_amount
        and if(
            claim.base_fiscal_year is null,
            claim.period_start = stated.period_end + 1,
            claim.base_fiscal_year = stated.fiscal_year
        )
        and claim.months = period_months(stated.period_start, stated.period_end)
    group by implied.claim
),

judged as (
    select
        claim.*,
        raw.claim_id,
        raw.document_id,
        nearest.vintage,
        nearest.scope as recomputed_scope,
        nearest.prior_fiscal_year,
        nearest.change as recomputed_change,
        nearest.change_low as recomputed_low,
        nearest.change_high as recomputed_high,
        nearest.figure_ids,
        likeliest.detail,
        likeliest.change as mistaken_change,
        case
            when nearest.claim is null then 'unverifiable'
            when nearest.matches then 'confirmed'
            else 'contradicted'
        end as verdict,
        case
            when nearest.matches then null
            when likeliest.claim is not null then likeliest.cause
            when nearest.claim is not null then 'no_cause_found'
            when known.claim is null then 'no_figure'
            when not known.has_year then 'no_figure_of_the_year'
            when known.has_prior then 'not_computable'
            when claim.base_fiscal_year is null then 'no_figure_of_the_year_before'
            else 'no_figure_of_the_base_year'
        end as cause,
        implied.amount as implied_prior_amount,
        implied.low as implied_prior_low,
        implied.high as implied_prior_high,
        implied.unit as implied_prior_unit,
        case
            when implied.claim is null then null
            when len(support.figure_ids) > 0 then 'supported'
            when support.claim is not null then 'not_supported'
            else 'no_other_figure'
        end as implied_prior_verdict,
        if(implied.claim is null, null, coalesce(support.figure_ids, []))
            as implied_prior_figure_ids
    from claim
    inner join raw_claim as raw on claim.place = raw.rowid
    left join nearest on claim.place = nearest.claim
    left join likeliest on claim.place = likeliest.claim
    left join known on claim.place = known.claim
    left join implied on claim.place = implied.claim
    left join support on claim.place = support.claim
)

select
    claim_id,
    company::varchar as company_id,
    org_unit::varchar as org_unit_id,
    boundary::varchar as boundary,
    measure::varchar as measure,
    scope::varchar as scope,
    fiscal_year,
    kind as change_kind,
    coalesce(
        unit::varchar, if(kind = 'relative', '%', 'percentage points')
    ) as change_unit,
    change as claimed_change,
    change_low as claimed_low,
    change_high as claimed_high,
    recomputed_change,
    recomputed_low,
    recomputed_high,
    recomputed_scope::varchar as recomputed_scope,
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
        when 'another_boundary' then 'It equals the change within another boundary.'
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
    implied_prior_unit::varchar as implied_prior_unit,
    implied_prior_verdict,
    implied_prior_figure_ids,
    coalesce(figure_ids, []) as figure_ids,
    document_id
from judged;
