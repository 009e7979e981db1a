-- How far a company is towards each target, and how far it would have to be.
-- Grain: one row per target.
--
-- required_pct is the part of the way that an even pace would have done by the latest
-- year with a figure. Without the base year's figure there is no telling.

with

targets as (
    select * from fact_target
),

levels as (
    select *
    from metric_level
    where period_start is not null
),

measured as (
    select
        targets.figure_id,
        targets.target_kind,
        targets.amount as target_amount,
        targets.base_fiscal_year,
        targets.target_fiscal_year,
        levels.fiscal_year,
        levels.amount,
        levels.figure_ids,
        base.amount as base_amount
    from targets
    inner join levels
        on
            targets.company_id = levels.company_id
            and targets.org_unit_id = levels.org_unit_id
            and targets.boundary = levels.boundary
            and targets.target_of = levels.measure
            and targets.scope = levels.scope
            and targets.target_fiscal_year >= levels.fiscal_year
            and (
                targets.base_fiscal_year is null
                or targets.base_fiscal_year < levels.fiscal_year
            )
    left join levels as base
        on
            targets.company_id = base.company_id
            and targets.org_unit_id = base.org_unit_id
            and targets.boundary = base.boundary
            and targets.target_of = base.measure
            and targets.scope = base.scope
            and levels.unit = base.unit
            and targets.base_fiscal_year = base.fiscal_year
),

latest as (
    select
        figure_id,
        target_kind,
        target_amount,
        base_fiscal_year,
        target_fiscal_year,
        max(base_amount) as base_amount,
        max(fiscal_year) as latest_fiscal_year,
        max_by(amount, fiscal_year) as latest_amount,
        sum(amount)::decimal(28, 6) as total_amount,
        count(*) as year_count,
        flatten(list(figure_ids order by fiscal_year)) as figure_ids
    from measured
    group by
        figure_id, target_kind, target_amount, base_fiscal_year, target_fiscal_year
),

reached as (
    select
        *,
        try((case target_kind
            when 'cumulative' then 100 * total_amount / nullif(target_amount, 0)
            when 'level' then 100 * latest_amount / nullif(target_amount, 0)
            when 'neutrality'
                then
                    100 * (base_amount - latest_amount) / nullif(base_amount, 0)
            when 'reduction'
                then
                    100 * (base_amount - latest_amount)
                    / nullif(base_amount * target_amount / 100, 0)
        end)::decimal(28, 4)) as progress_pct,
        try((
            100.0 * (latest_fiscal_year - base_fiscal_year)
            / nullif(target_fiscal_year - base_fiscal_year, 0)
        )::decimal(28, 4)) as required_pct
    from latest
)

select
    targets.figure_id as target_figure_id,
    targets.company_id,
    targets.org_unit_id,
    targets.boundary,
    targets.measure,
    targets.target_of,
    targets.target_kind,
    targets.scope,
    targets.base_fiscal_year,
    targets.target_fiscal_year,
    targets.amount as target_amount,
    targets.unit as target_unit,
    reached.base_amount,
    reached.latest_fiscal_year,
    if(targets.target_kind = 'cumulative', reached.total_amount, reached.latest_amount)
        as latest_amount,
    reached.year_count,
    reached.progress_pct,
    reached.required_pct,
    reached.progress_pct >= reached.required_pct as is_on_track,
    case
        when reached.figure_id is null then 'no figure of the measure in the period'
        when reached.progress_pct is null then 'no figure of the base year'
        when reached.required_pct is null then 'no base year stated'
    end as gap,
    coalesce(reached.figure_ids, []) as figure_ids,
    targets.document_id
from targets
left join reached on targets.figure_id = reached.figure_id
