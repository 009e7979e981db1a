-- The amounts that each stated change is about: of its own year, and of the year that
-- it compares with.
-- Grain: one row per claim, series, year, vintage and figure.
--
-- A scope whose method is not stated may be of either method; scope_distance is 0 for
-- the scope as stated. vintage latest is the best amount known; one_document is what
-- the claim's own document states, the figure beside the claim included.

with

claims as (
    select
        *,
        period_months(period_start, period_end) as months
    from fact_claim
),

scopes as (
    select * from dim_scope
),

levels as (
    select
        *,
        period_months(period_start, period_end) as months
    from metric_level
    where period_start is not null
),

statements as (
    select * from fact_figure
    where value_kind in ('number', 'zero') and period_start is not null
),

allowed_scopes as (
    select
        claims.claim_id,
        claims.document_id,
        claims.figure_id,
        claims.measure,
        claims.base_fiscal_year,
        claims.period_start,
        claims.period_end,
        claims.months,
        allowed.scope,
        (allowed.scope <> claims.scope)::integer as scope_distance,
        series_key(
            claims.company_id,
            claims.org_unit_id,
            claims.boundary,
            claims.measure,
            allowed.scope
        ) as series_id
    from claims
    inner join scopes on claims.scope = scopes.scope
    inner join scopes as allowed
        on
            scopes.scope = allowed.scope
            or (scopes.method = 'unspecified' and scopes.family = allowed.family)
),

-- The years that each claim is about: its own, and the one it compares with.
amounts as (
    select
        allowed_scopes.claim_id,
        allowed_scopes.scope,
        allowed_scopes.series_id,
        allowed_scopes.scope_distance,
        levels.period_end = allowed_scopes.period_end as is_current,
        'latest' as vintage,
        levels.fiscal_year,
        levels.period_end,
        levels.amount,
        levels.low,
        levels.high,
        levels.unit,
        levels.figure_ids
    from allowed_scopes
    inner join levels
        on
            allowed_scopes.series_id = levels.series_id
            and allowed_scopes.months = levels.months
    where
        levels.period_end = allowed_scopes.period_end
        or if(
            allowed_scopes.base_fiscal_year is null,
            levels.period_end + 1 = allowed_scopes.period_start,
            levels.fiscal_year = allowed_scopes.base_fiscal_year
        )
    union all
    select
        allowed_scopes.claim_id,
        allowed_scopes.scope,
        allowed_scopes.series_id,
        allowed_scopes.scope_distance,
        statements.period_end = allowed_scopes.period_end as is_current,
        'one_document' as vintage,
        statements.fiscal_year,
        statements.period_end,
        statements.amount,
        statements.low,
        statements.high,
        statements.canonical_unit as unit,
        [statements.figure_id] as figure_ids
    from allowed_scopes
    inner join statements
        on
            allowed_scopes.document_id = statements.document_id
            and allowed_scopes.series_id = statements.series_id
    where
        period_months(statements.period_start, statements.period_end)
        = allowed_scopes.months
        and (
            statements.period_end = allowed_scopes.period_end
            or if(
                allowed_scopes.base_fiscal_year is null,
                statements.period_end + 1 = allowed_scopes.period_start,
                statements.fiscal_year = allowed_scopes.base_fiscal_year
            )
        )
    union all
    -- The figure that the claim stands beside, of whichever of these scopes it is.
    select
        allowed_scopes.claim_id,
        allowed_scopes.scope,
        allowed_scopes.series_id,
        allowed_scopes.scope_distance,
        true as is_current,
        'one_document' as vintage,
        statements.fiscal_year,
        allowed_scopes.period_end,
        statements.amount,
        statements.low,
        statements.high,
        statements.canonical_unit as unit,
        [statements.figure_id] as figure_ids
    from allowed_scopes
    inner join statements
        on
            allowed_scopes.figure_id = statements.figure_id
            and allowed_scopes.measure = statements.measure
    where allowed_scopes.series_id <> statements.series_id
)

select
    claim_id,
    series_id,
    scope,
    scope_distance,
    is_current,
    vintage,
    fiscal_year,
    period_end,
    amount,
    low,
    high,
    unit,
    figure_ids
from amounts
