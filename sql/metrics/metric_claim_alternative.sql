-- What else changed by as much as a claim says that no figures confirm.
-- Grain: one row per claim, series and pair of periods.
--
-- Of other series, the years of the claim; of the claim's own series, other years. The
-- cause says what was mistaken if the claim is about this change, see
-- metric_claim_mistake. Another boundary is one of the same measure and scope. Measures
-- whose good directions differ match either way: a reduction that grew is told as
-- emissions that fell.

with

scopes as (
    select * from dim_scope
),

measures as (
    select * from dim_measure
),

confirmed as (
    select distinct claim_id
    from metric_claim_comparison
    where matches
),

claims as (
    select
        claims.claim_id,
        claims.company_id as claimed_company_id,
        claims.org_unit_id as claimed_org_unit_id,
        claims.boundary as claimed_boundary,
        claims.measure as claimed_measure,
        claims.scope as claimed_scope,
        scopes.family as claimed_family,
        measures.direction as claimed_direction,
        claims.change_kind,
        claims.change_unit,
        claims.change_low as claimed_low,
        claims.change_high as claimed_high,
        claims.base_fiscal_year,
        claims.period_end as claimed_period_end,
        period_months(claims.period_start, claims.period_end) as months
    from fact_claim as claims
    inner join scopes on claims.scope = scopes.scope
    inner join measures on claims.measure = measures.measure
    anti join confirmed on claims.claim_id = confirmed.claim_id
),

own_series as (
    select distinct
        claim_id,
        series_id
    from metric_claim_basis
),

-- The claim's year of all else that is known of that part of the company, and all years
-- of what the claim is about.
currents as (
    select
        claims.*,
        false as is_own,
        levels.*
    from claims
    inner join metric_level as levels
        on
            claims.claimed_company_id = levels.company_id
            and claims.claimed_org_unit_id = levels.org_unit_id
            and claims.claimed_period_end = levels.period_end
            and claims.months = period_months(levels.period_start, levels.period_end)
    anti join own_series
        on
            claims.claim_id = own_series.claim_id
            and levels.series_id = own_series.series_id
    where
        claims.claimed_boundary = levels.boundary
        or (
            claims.claimed_measure = levels.measure
            and claims.claimed_scope = levels.scope
        )
    union all
    select
        claims.*,
        true as is_own,
        levels.*
    from claims
    inner join own_series on claims.claim_id = own_series.claim_id
    inner join metric_level as levels
        on
            own_series.series_id = levels.series_id
            and claims.months = period_months(levels.period_start, levels.period_end)
),

pairs as (
    select
        currents.claim_id,
        currents.change_kind,
        currents.claimed_low,
        currents.claimed_high,
        currents.claimed_boundary,
        currents.claimed_measure,
        currents.claimed_family,
        currents.claimed_direction,
        currents.is_own,
        currents.series_id,
        currents.boundary,
        currents.measure,
        currents.scope,
        currents.period_end,
        priors.period_end as prior_period_end,
        currents.amount,
        currents.low,
        currents.high,
        priors.amount as prior_amount,
        priors.low as prior_low,
        priors.high as prior_high,
        merged_ids(currents.figure_ids, priors.figure_ids) as figure_ids
    from currents
    inner join metric_level as priors
        on
            currents.series_id = priors.series_id
            and currents.unit = priors.unit
            and currents.months = period_months(priors.period_start, priors.period_end)
            and currents.period_end > priors.period_end
    where
        (
            currents.change_kind = 'relative'
            or currents.unit
            = if(currents.change_kind = 'absolute', currents.change_unit, '%')
        )
        -- The claim's own years of its own series are no mistake.
        and currents.is_own <> coalesce(
            currents.period_end = currents.claimed_period_end
            and if(
                currents.base_fiscal_year is null,
                currents.period_start = priors.period_end + 1,
                priors.fiscal_year = currents.base_fiscal_year
            ),
            false
        )
        and (
            not currents.is_own
            or currents.period_start = priors.period_end + 1
            or currents.period_end = currents.claimed_period_end
        )
),

recomputed as (
    select
        *,
        if(
            change_kind = 'relative',
            change_pct(amount, prior_amount),
            (amount - prior_amount)::decimal(28, 4)
        ) as mistaken_change,
        if(
            change_kind = 'relative',
            change_pct_low(low, prior_low, prior_high),
            (low - prior_high)::decimal(28, 4)
        ) as mistaken_low,
        if(
            change_kind = 'relative',
            change_pct_high(high, prior_low, prior_high),
            (high - prior_low)::decimal(28, 4)
        ) as mistaken_high
    from pairs
)

select
    recomputed.claim_id,
    recomputed.series_id,
    recomputed.period_end,
    recomputed.prior_period_end,
    case
        when recomputed.is_own then 'another_year'
        when recomputed.boundary <> recomputed.claimed_boundary then 'another_boundary'
        when
            recomputed.measure = recomputed.claimed_measure
            and scopes.family = recomputed.claimed_family
            then 'another_method'
        when recomputed.measure = recomputed.claimed_measure then 'another_scope'
        when scopes.family <> recomputed.claimed_family then 'another_measure'
        when
            recomputed.claimed_measure = 'ghg_emissions_gross'
            and recomputed.measure = 'ghg_emissions_net'
            then 'net_told_as_gross'
        when
            recomputed.claimed_measure = 'ghg_emissions_net'
            and recomputed.measure = 'ghg_emissions_gross'
            then 'gross_told_as_net'
        else 'another_measure'
    end as cause,
    recomputed.mistaken_change,
    recomputed.mistaken_low,
    recomputed.mistaken_high,
    if(
        recomputed.is_own,
        format(
            '{} to {}',
            year(recomputed.prior_period_end),
            year(recomputed.period_end)
        ),
        recomputed.measure || ', ' || recomputed.scope
    ) as detail,
    recomputed.figure_ids
from recomputed
inner join scopes on recomputed.scope = scopes.scope
inner join measures on recomputed.measure = measures.measure
where
    roundings_overlap(
        recomputed.mistaken_low,
        recomputed.mistaken_high,
        recomputed.claimed_low,
        recomputed.claimed_high
    )
    or (
        measures.direction <> recomputed.claimed_direction
        and roundings_overlap(
            recomputed.mistaken_low,
            recomputed.mistaken_high,
            -recomputed.claimed_high,
            -recomputed.claimed_low
        )
    )
