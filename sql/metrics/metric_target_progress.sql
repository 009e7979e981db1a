-- How far a company is towards each target, what is left, and at which pace it would
-- have to go on.
-- Grain: one row per target.
--
-- A target whose Scope 2 method is not stated is held against the method whose figures
-- go on longest, market-based before location-based. required_pct is the part of the
-- way that an even pace would have done by the latest year with a figure. Annual
-- changes are in the unit of what the target is about: what was achieved each year
-- since the base year, and what is required each year from the latest to the target
-- year. For a cumulative target they are the amounts of a year. Without the base year's
-- figure there is no progress to tell, and the gap says so.

with

targets as (
    select
        targets.*,
        scopes.family,
        scopes.method
    from fact_target as targets
    inner join dim_scope as scopes on targets.scope = scopes.scope
),

scopes as (
    select * from dim_scope
),

-- One amount for each fiscal year: calendar years of a company that reports otherwise
-- would count twice.
levels as (
    select *
    from metric_level
    where period_kind = 'fiscal_year'
    qualify
        row_number() over (
            partition by series_id, unit, fiscal_year
            order by period_end desc, period_start asc
        ) = 1
),

measured as (
    select
        targets.figure_id,
        targets.target_kind,
        targets.base_fiscal_year,
        levels.scope,
        levels.unit,
        levels.fiscal_year,
        levels.amount,
        levels.figure_ids,
        (scopes.scope <> targets.scope)::integer as scope_distance
    from targets
    inner join scopes
        on
            targets.scope = scopes.scope
            or (targets.method = 'unspecified' and targets.family = scopes.family)
    inner join levels
        on
            targets.company_id = levels.company_id
            and targets.org_unit_id = levels.org_unit_id
            and targets.boundary = levels.boundary
            and targets.target_of = levels.measure
            and scopes.scope = levels.scope
            and targets.target_fiscal_year >= levels.fiscal_year
            and coalesce(targets.base_fiscal_year <= levels.fiscal_year, true)
),

-- One series each: the one that goes on longest.
reached as (
    select
        figure_id,
        target_kind,
        base_fiscal_year,
        scope,
        unit,
        any_value(amount) filter (where fiscal_year = base_fiscal_year) as base_amount,
        max(fiscal_year) filter (where is_counted) as latest_fiscal_year,
        max_by(amount, fiscal_year) filter (where is_counted) as latest_amount,
        (sum(amount) filter (where is_counted))::decimal(28, 6) as total_amount,
        count_if(is_counted)::integer as year_count,
        list_sort(list_distinct(flatten(list(figure_ids order by fiscal_year))))
            as figure_ids
    from (
        select
            *,
            -- The base year itself is where the way starts.
            coalesce(fiscal_year > base_fiscal_year, true) as is_counted
        from measured
    ) as counted
    group by
        figure_id, target_kind, base_fiscal_year, scope, unit, scope_distance
    qualify
        row_number() over (
            partition by figure_id
            order by
                latest_fiscal_year desc nulls last,
                scope_distance asc,
                (base_amount is null)::integer asc,
                scope desc,
                unit asc
        ) = 1
),

aimed as (
    select
        targets.*,
        reached.scope as measured_scope,
        reached.unit as measured_unit,
        reached.base_amount,
        reached.latest_fiscal_year,
        reached.total_amount,
        reached.year_count,
        reached.figure_ids,
        if(
            targets.target_kind = 'cumulative',
            reached.total_amount,
            reached.latest_amount
        ) as latest_amount,
        case targets.target_kind
            when 'reduction'
                then
                    try((
                        reached.base_amount * (100 - targets.amount) / 100
                    )::decimal(28, 6))
            when 'neutrality' then 0::decimal(28, 6)
            else targets.amount::decimal(28, 6)
        end as aimed_amount
    from targets
    left join reached on targets.figure_id = reached.figure_id
),

computed as (
    select
        *,
        try((case target_kind
            when 'cumulative' then 100 * latest_amount / nullif(amount, 0)
            when 'level' then 100 * latest_amount / nullif(amount, 0)
            else
                100 * (base_amount - latest_amount)
                / nullif(base_amount - aimed_amount, 0)
        end)::decimal(28, 4)) as progress_pct,
        try((
            100.0 * (latest_fiscal_year - base_fiscal_year)
            / nullif(target_fiscal_year - base_fiscal_year, 0)
        )::decimal(28, 4)) as required_pct,
        -- What is missing; below zero where the target is surpassed.
        if(
            target_kind in ('cumulative', 'level'),
            aimed_amount - latest_amount,
            latest_amount - aimed_amount
        ) as distance_to_target,
        try((
            (aimed_amount - latest_amount)
            / nullif(target_fiscal_year - latest_fiscal_year, 0)
        )::decimal(28, 6)) as required_annual_change,
        try((
            if(
                target_kind = 'cumulative',
                total_amount / nullif(year_count, 0),
                (latest_amount - base_amount)
                / nullif(latest_fiscal_year - base_fiscal_year, 0)
            )
        )::decimal(28, 6)) as achieved_annual_change
    from aimed
),

corrected as (
    select coalesce(list(statement_id), []) as ids
    from stg_corrected_statement
)

select
    figure_id as target_figure_id,
    company_id,
    org_unit_id,
    boundary,
    measure,
    target_of,
    target_kind,
    scope,
    measured_scope,
    base_fiscal_year,
    target_fiscal_year,
    period_end,
    amount as target_amount,
    unit as target_unit,
    base_amount,
    aimed_amount,
    latest_fiscal_year,
    latest_amount,
    measured_unit,
    year_count,
    progress_pct,
    required_pct,
    progress_pct >= required_pct as is_on_track,
    distance_to_target,
    required_annual_change,
    achieved_annual_change,
    case
        when latest_fiscal_year is null then 'no figure of the measure in the period'
        when base_fiscal_year is null and target_kind in ('reduction', 'neutrality')
            then 'no base year stated'
        when progress_pct is null then 'no figure of the base year'
        when required_pct is null then 'no base year stated'
    end as gap,
    coalesce(figure_ids, []) as figure_ids,
    any_corrected(
        list_append(coalesce(figure_ids, []), figure_id),
        (select corrected.ids from corrected)
    ) as is_corrected,
    document_id
from computed
