-- How far companies are towards their targets.

create table metric_target_progress as
with targets as (
    select
        fact_target.*,
        fact_target.company_id::company_word as company,
        fact_target.org_unit_id::org_unit_word as org_unit,
        fact_target.boundary::boundary_word as target_boundary,
        fact_target.target_of::measure_word as target_measure,
        scope.family,
        scope.method
    from fact_target
    inner join scope on fact_target.scope::scope_word = scope.scope
),

measures as (
    select distinct target_measure as measure from targets
),

years as (
    select
        level.company,
        level.org_unit,
        level.boundary,
        level.measure,
        level.scope,
        level.unit,
        level.fiscal_year,
        level.amount,
        level.figure_ids
    from level
    semi join measures on level.measure = measures.measure
    where level.period_kind = 'fiscal_year'
    qualify
        row_number() over (
            partition by level.series, level.unit, level.fiscal_year
            order by level.period_end desc, level.period_start asc
        ) = 1
),

measured as (
    select
        targets.figure_id,
        targets.base_fiscal_year,
        years.scope,
        years.unit,
        years.fiscal_year,
        years.amount,
        years.figure_ids,
        (scope.scope <> targets.scope::scope_word)::integer as scope_distance,
        -- The base year itself is where the way starts.
        coalesce(years.fiscal_year > targets.base_fiscal_year, true) as is_counted
    from targets
    inner join scope
        on
            targets.family = scope.family
            and (
                targets.scope::scope_word = scope.scope
                or targets.method = 'unspecified'
            )
    inner join years
        on
            targets.company = years.company
            and targets.org_unit = years.org_unit
            and targets.target_boundary = years.boundary
            and targets.target_measure = years.measure
            and scope.scope = years.scope
            and targets.target_fiscal_year >= years.fiscal_year
            and coalesce(targets.base_fiscal_year <= years.fiscal_year, true)
),

reached as (
    select
        figure_id,
        scope,
        unit,
        any_value(amount) filter (where fiscal_year = base_fiscal_year) as base_amount,
        max(fiscal_year) filter (where is_counted) as latest_fiscal_year,
        max_by(amount, fiscal_year) filter (where is_counted) as latest_amount,
        (sum(amount) filter (where is_counted))::decimal(28, 6) as total_amount,
        count_if(is_counted)::integer as year_count,
        list_sort(list_distinct(flatten(list(figure_ids)))) as figure_ids
    from measured
    group by figure_id, scope, unit, scope_distance
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
        reached.scope::varchar as measured_scope,
        reached.unit::varchar as measured_unit,
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
        try((case
            when target_kind in ('cumulative', 'level')
                then 100 * latest_amount / nullif(amount, 0)
            else
                100 * (base_amount - latest_amount)
                / nullif(base_amount - aimed_amount, 0)
        end)::decimal(28, 4)) as progress_pct,
        try((
            100.0 * (latest_fiscal_year - base_fiscal_year)
            / nullif(target_fiscal_year - base_fiscal_year, 0)
        )::decimal(28, 4)) as required_pct
    from aimed
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
    )::decimal(28, 6)) as achieved_annual_change,
    case
        when latest_fiscal_year is null then 'no figure of the measure in the period'
        when base_fiscal_year is null and target_kind in ('reduction', 'neutrality')
            then 'no base year stated'
        when progress_pct is null then 'no figure of the base year'
        when required_pct is null then 'no base year stated'
    end as gap,
    coalesce(figure_ids, []) as figure_ids,
    document_id
from computed;
