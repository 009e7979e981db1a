-- Each stated change beside every change that can be recomputed of the same measure,
-- scope and years.
-- Grain: one row per claim, series, vintage and pair of figures.
--
-- vintage says whether both years are from the claim's own document (one_document),
-- both the best known (latest), or its own year with the best known year before
-- (mixed). matches says whether the rounding of the claim and of the recomputed change
-- overlap. Changes are in percent, in percentage points or in the canonical unit, as
-- the claim's change_kind says.

with

claims as (
    select * from fact_claim
),

basis as (
    select * from metric_claim_basis
),

pairs as (
    select
        currents.claim_id,
        currents.series_id,
        currents.scope,
        currents.scope_distance,
        if(currents.vintage = priors.vintage, currents.vintage, 'mixed') as vintage,
        currents.fiscal_year,
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
        list_sort(list_distinct(currents.figure_ids || priors.figure_ids))
            as figure_ids
    from basis as currents
    inner join basis as priors
        on
            currents.claim_id = priors.claim_id
            and currents.series_id = priors.series_id
            and currents.unit = priors.unit
            and not priors.is_current
    where
        currents.is_current
        -- The best known figure of the year with the document's own of the year before
        -- would be a vintage of nothing.
        and (currents.vintage = 'one_document' or priors.vintage = 'latest')
),

recomputed as (
    select
        pairs.*,
        claims.change_kind,
        claims.change_low as claimed_low,
        claims.change_high as claimed_high,
        if(
            claims.change_kind = 'relative',
            change_pct(pairs.amount, pairs.prior_amount),
            (pairs.amount - pairs.prior_amount)::decimal(28, 4)
        ) as recomputed_change,
        if(
            claims.change_kind = 'relative',
            change_pct_low(pairs.low, pairs.prior_low, pairs.prior_high),
            (pairs.low - pairs.prior_high)::decimal(28, 4)
        ) as recomputed_low,
        if(
            claims.change_kind = 'relative',
            change_pct_high(pairs.high, pairs.prior_low, pairs.prior_high),
            (pairs.high - pairs.prior_low)::decimal(28, 4)
        ) as recomputed_high
    from pairs
    inner join claims on pairs.claim_id = claims.claim_id
    where
        claims.change_kind = 'relative'
        or pairs.unit = if(claims.change_kind = 'absolute', claims.change_unit, '%')
)

select
    claim_id,
    series_id,
    scope,
    scope_distance,
    vintage,
    fiscal_year,
    prior_fiscal_year,
    period_end,
    prior_period_end,
    amount,
    low,
    high,
    prior_amount,
    prior_low,
    prior_high,
    unit,
    change_kind,
    recomputed_change,
    recomputed_low,
    recomputed_high,
    roundings_overlap(recomputed_low, recomputed_high, claimed_low, claimed_high)
        as matches,
    figure_ids
from recomputed
where recomputed_low is not null and recomputed_high is not null
