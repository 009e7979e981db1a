-- Each stated change against what the figures say.
-- Grain: one row per claim.
--
-- confirmed: the rounding of the claim and of the recomputed change overlap.
-- contradicted: the change can be recomputed, and is another.
-- unverifiable: a figure that is needed is missing.
--
-- A claim on a scope whose method is not stated is held against either method. The
-- claim's own figure counts beside the best one, so a claim about a figure that was
-- restated since is judged by what was printed with it.

with

claims as (
    select * from fact_claim
),

levels as (
    select * from metric_level
),

scopes as (
    select * from dim_scope
),

figures as (
    select * from fact_figure
    where value_kind in ('number', 'zero')
),

scoped_claims as (
    select
        claims.*,
        scopes.family,
        scopes.method
    from claims
    left join scopes on claims.scope = scopes.scope
),

-- The scopes whose levels a claim may speak of, its own first.
allowed_scopes as (
    select
        scoped_claims.claim_id,
        scopes.scope,
        (scopes.scope <> scoped_claims.scope)::integer as distance
    from scoped_claims
    inner join scopes
        on
            scoped_claims.scope = scopes.scope
            or (
                scoped_claims.method = 'unspecified'
                and scoped_claims.family = scopes.family
            )
),

priors as (
    select
        claims.claim_id,
        allowed_scopes.scope,
        allowed_scopes.distance,
        levels.amount,
        levels.low,
        levels.high,
        levels.unit,
        levels.fiscal_year,
        levels.figure_ids
    from claims
    inner join allowed_scopes on claims.claim_id = allowed_scopes.claim_id
    inner join levels
        on
            claims.company_id = levels.company_id
            and claims.org_unit_id = levels.org_unit_id
            and claims.boundary = levels.boundary
            and claims.measure = levels.measure
            and allowed_scopes.scope = levels.scope
    where
        date_diff('month', claims.period_start, claims.period_end + 1)
        = date_diff('month', levels.period_start, levels.period_end + 1)
        and if(
            claims.base_fiscal_year is null,
            levels.period_end + 1 = claims.period_start,
            levels.fiscal_year = claims.base_fiscal_year
        )
),

currents as (
    select
        claims.claim_id,
        allowed_scopes.scope,
        1 as preference,
        levels.amount,
        levels.low,
        levels.high,
        levels.unit,
        levels.figure_ids
    from claims
    inner join allowed_scopes on claims.claim_id = allowed_scopes.claim_id
    inner join levels
        on
            claims.company_id = levels.company_id
            and claims.org_unit_id = levels.org_unit_id
            and claims.boundary = levels.boundary
            and claims.measure = levels.measure
            and allowed_scopes.scope = levels.scope
            and claims.period_start = levels.period_start
            and claims.period_end = levels.period_end
    union all
    select
        claims.claim_id,
        allowed_scopes.scope,
        2 as preference,
        figures.amount,
        figures.low,
        figures.high,
        figures.canonical_unit as unit,
        [figures.figure_id] as figure_ids
    from claims
    inner join allowed_scopes on claims.claim_id = allowed_scopes.claim_id
    inner join figures on claims.figure_id = figures.figure_id
),

recomputed as (
    select
        claims.claim_id,
        priors.scope,
        priors.distance,
        currents.preference,
        priors.fiscal_year as prior_fiscal_year,
        currents.amount,
        priors.amount as prior_amount,
        case claims.change_kind
            when 'relative' then change_pct(currents.amount, priors.amount)
            else (currents.amount - priors.amount)::decimal(28, 4)
        end as change,
        case claims.change_kind
            when 'relative' then change_pct_low(currents.low, priors.low, priors.high)
            else (currents.low - priors.high)::decimal(28, 4)
        end as change_low,
        case claims.change_kind
            when 'relative'
                then change_pct_high(currents.high, priors.low, priors.high)
            else (currents.high - priors.low)::decimal(28, 4)
        end as change_high,
        list_sort(list_distinct(currents.figure_ids || priors.figure_ids))
            as figure_ids,
        claims.change_low as claimed_low,
        claims.change_high as claimed_high
    from claims
    inner join currents on claims.claim_id = currents.claim_id
    inner join priors
        on
            currents.claim_id = priors.claim_id
            and currents.scope = priors.scope
            and currents.unit = priors.unit
    where
        claims.change_kind = 'relative'
        or priors.unit = if(claims.change_kind = 'absolute', claims.change_unit, '%')
),

nearest as (
    select
        *,
        roundings_overlap(change_low, change_high, claimed_low, claimed_high)
            as is_confirmed
    from recomputed
    where change_low is not null and change_high is not null
    qualify
        row_number() over (
            partition by claim_id
            order by
                roundings_overlap(
                    change_low, change_high, claimed_low, claimed_high
                )::integer desc,
                distance asc,
                preference asc,
                scope asc
        ) = 1
),

-- A level told as a growth: the number is a share that was printed for the year before.
shares as (
    select
        claims.claim_id,
        max(
            if(levels.fiscal_year = claims.fiscal_year, 'same year', 'year before')
        ) as which_year
    from claims
    inner join levels
        on
            claims.company_id = levels.company_id
            and claims.org_unit_id = levels.org_unit_id
            and levels.unit = '%'
            and levels.period_end in (claims.period_end, claims.period_start - 1)
            and roundings_overlap(
                levels.low,
                levels.high,
                least(abs(claims.change_low), abs(claims.change_high)),
                greatest(abs(claims.change_low), abs(claims.change_high))
            )
    where claims.change_kind = 'relative'
    group by claims.claim_id
),

claims_with_current as (
    select distinct claim_id from currents
),

claims_with_prior as (
    select distinct claim_id from priors
),

other_changes as (
    select
        claims.claim_id,
        min(changes.measure || ', ' || changes.scope) as what
    from claims
    inner join metric_change as changes
        on
            claims.company_id = changes.company_id
            and claims.org_unit_id = changes.org_unit_id
            and claims.period_end = changes.period_end
            and (
                claims.measure <> changes.measure or claims.scope <> changes.scope
            )
            and roundings_overlap(
                claims.change_low,
                claims.change_high,
                changes.change_pct_low,
                changes.change_pct_high
            )
    where claims.change_kind = 'relative' and claims.base_fiscal_year is null
    group by claims.claim_id
),

explained as (
    select
        claims.*,
        nearest.scope as recomputed_scope,
        nearest.prior_fiscal_year,
        nearest.change as recomputed,
        nearest.change_low as recomputed_low,
        nearest.change_high as recomputed_high,
        nearest.figure_ids,
        case
            when nearest.claim_id is null then 'unverifiable'
            when nearest.is_confirmed then 'confirmed'
            else 'contradicted'
        end as verdict,
        case
            when nearest.is_confirmed then null
            when shares.which_year is not null
                then 'equals the share of the ' || shares.which_year
            when other_changes.what is not null
                then 'equals the change of ' || other_changes.what
            when nearest.change * claims.change < 0 then 'the sign is the other way'
            when nearest.claim_id is not null then 'no cause found'
            when
                claims_with_current.claim_id is null
                and claims_with_prior.claim_id is null
                then 'no figure for either year'
            when claims_with_current.claim_id is null then 'no figure for the year'
            when
                claims_with_prior.claim_id is null
                and claims.base_fiscal_year is not null
                then 'no figure for the base year'
            when claims_with_prior.claim_id is null then 'no figure for the year before'
            else 'the figures do not allow a change to be computed'
        end as cause
    from claims
    left join nearest on claims.claim_id = nearest.claim_id
    left join shares on claims.claim_id = shares.claim_id
    left join other_changes on claims.claim_id = other_changes.claim_id
    left join claims_with_current
        on claims.claim_id = claims_with_current.claim_id
    left join claims_with_prior on claims.claim_id = claims_with_prior.claim_id
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
    change as claimed_change_pct,
    change_low as claimed_low_pct,
    change_high as claimed_high_pct,
    recomputed as recomputed_change_pct,
    recomputed_low as recomputed_low_pct,
    recomputed_high as recomputed_high_pct,
    recomputed_scope,
    coalesce(prior_fiscal_year, base_fiscal_year) as prior_fiscal_year,
    verdict,
    cause,
    coalesce(figure_ids, []) as figure_ids,
    document_id
from explained
