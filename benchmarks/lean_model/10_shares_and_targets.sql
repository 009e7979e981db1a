-- ---------------------------------------------------------------- other metrics
create table metric_growth as
with years as (
    select
        level.*,
        max(if(is_series_break, period_end, null)) over (partition by series, unit) as last_break
    from level
    where
        amount > 0
        and low > 0
        and unit <> '%'
        and period_kind in ('fiscal_year', 'calendar_year', 'other_year')
),
spans as (
    select
        series,
        unit,
        any_value(company) as company,
        any_value(org_unit) as org_unit,
        any_value(boundary) as boundary,
        any_value(measure) as measure,
        any_value(scope) as scope,
        min(fiscal_year) as base_fiscal_year,
        max(fiscal_year) as fiscal_year,
        max(fiscal_year) - min(fiscal_year) as year_count,
        arg_max(period_kind, period_end) as period_kind,
        arg_max(period_start, period_end) as period_start,
        max(period_end) as period_end,
        arg_min(amount, period_end) as base_amount,
        arg_min(low, period_end) as base_low,
        arg_min(high, period_end) as base_high,
        arg_max(amount, period_end) as amount,
        arg_max(low, period_end) as low,
        arg_max(high, period_end) as high,
        arg_min(figure_ids, period_end) || arg_max(figure_ids, period_end) as figure_ids
    from years
    where last_break is null or period_end >= last_break
    group by series, unit, month(period_end)
    having max(fiscal_year) - min(fiscal_year) > 1
    qualify row_number() over (partition by series, unit order by max(period_end) desc) = 1
)
select
    company::varchar as company_id,
    org_unit::varchar as org_unit_id,
    boundary::varchar as boundary,
    measure::varchar as measure,
    scope::varchar as scope,
    base_fiscal_year,
    fiscal_year,
    year_count,
    period_kind::varchar as period_kind,
    period_start,
    period_end,
    unit::varchar as unit,
    base_amount,
    amount,
    compound_change_pct(amount, base_amount, year_count) as compound_change_pct,
    compound_change_pct(low, base_high, year_count) as compound_change_pct_low,
    compound_change_pct(high, base_low, year_count) as compound_change_pct_high,
    list_sort(list_distinct(figure_ids)) as figure_ids
from spans;

create table metric_intensity as
with revenue as (
    select
        company,
        org_unit,
        period_start,
        period_end,
        unit,
        amount,
        low,
        high,
        figure_ids
    from level
    where measure = 'revenue' and low > 0
    qualify
        row_number() over (
            partition by company, org_unit, period_start, period_end, unit order by boundary asc
        ) = 1
)
select
    level.company::varchar as company_id,
    level.org_unit::varchar as org_unit_id,
    level.boundary::varchar as boundary,
    level.measure::varchar as measure,
    level.scope::varchar as scope,
    level.fiscal_year,
    level.period_kind::varchar as period_kind,
    level.period_start,
    level.period_end,
    'tCO2e/' || revenue.unit::varchar as unit,
    level.amount as emissions_tco2e,
    revenue.amount as revenue,
    (level.amount / revenue.amount)::decimal(28, 6) as amount,
    if(level.low < 0, level.low / revenue.low, level.low / revenue.high)::decimal(28, 6) as low,
    if(level.high < 0, level.high / revenue.high, level.high / revenue.low)::decimal(28, 6) as high,
    list_sort(list_distinct(level.figure_ids || revenue.figure_ids)) as figure_ids
from level
inner join revenue
    on
        level.company = revenue.company
        and level.org_unit = revenue.org_unit
        and level.period_start = revenue.period_start
        and level.period_end = revenue.period_end
where level.measure in ('ghg_emissions_gross', 'ghg_emissions_net');

create table metric_share as
with kinds as (
    -- Scopes of a total, by rule 1 of the totals; categories of Scope 3.
    select
        measure.measure,
        total.part_scope::scope_word as scope,
        measure.measure as whole_measure,
        total.scope::scope_word as whole_scope,
        'share_of_total' as metric_kind,
        1 as preference
    from reference_scope_total as total
    cross join measure
    where
        total.rule = 1
        and total.scope in ('scope_1_2_3_location', 'scope_1_2_3_market', 'scope_1_2_3_unspecified')
        and measure.name in ('ghg_emissions_gross', 'ghg_emissions_net')
    union all
    select
        measure.measure,
        scope.scope,
        measure.measure,
        'scope_3'::scope_word,
        'share_of_scope_3',
        1
    from scope
    cross join measure
    where scope.level = 'category' and measure.name in ('ghg_emissions_gross', 'ghg_emissions_net')
    union all
    select
        'emission_reductions'::measure_word,
        scope.scope,
        'ghg_emissions_gross'::measure_word,
        emitted.scope,
        'share_of_emissions',
        if(scope.scope = emitted.scope, 1, 2)
    from scope
    inner join scope as emitted
        on scope.family = emitted.family and (scope.scope = emitted.scope or scope.method = 'unspecified')
    where scope.level in ('part', 'total')
    union all
    select
        'clean_electricity_consumption'::measure_word,
        scope.scope,
        'electricity_consumption'::measure_word,
        scope.scope,
        'share_of_electricity',
        1
    from scope
),
-- Of reductions, what names its method goes before what may be of either.
reduction as (
    select
        level.inventory,
        level.scope,
        kinds.whole_scope
    from level
    inner join kinds on level.measure = kinds.measure and level.scope = kinds.scope
    where kinds.metric_kind = 'share_of_emissions'
    qualify
        row_number() over (
            partition by level.inventory, kinds.whole_scope
            order by kinds.preference asc, level.scope asc
        ) = 1
),
part as (
    select
        level.*,
        kinds.whole_measure,
        kinds.whole_scope,
        kinds.metric_kind
    from level
    inner join kinds on level.measure = kinds.measure and level.scope = kinds.scope
    where kinds.metric_kind <> 'share_of_emissions'
    union all
    select
        level.*,
        'ghg_emissions_gross'::measure_word,
        reduction.whole_scope,
        'share_of_emissions'
    from level
    inner join reduction on level.inventory = reduction.inventory and level.scope = reduction.scope
    where level.measure = 'emission_reductions'
)
select
    part.company::varchar as company_id,
    part.org_unit::varchar as org_unit_id,
    part.boundary::varchar as boundary,
    part.measure::varchar as measure,
    part.scope::varchar as scope,
    part.whole_measure::varchar as whole_measure,
    part.whole_scope::varchar as whole_scope,
    part.metric_kind,
    part.fiscal_year,
    part.period_kind::varchar as period_kind,
    part.period_start,
    part.period_end,
    part.amount,
    whole.amount as whole_amount,
    part.unit::varchar as unit,
    try((100 * part.amount / whole.amount)::decimal(28, 4)) as share_pct,
    try((100 * part.low / whole.high)::decimal(28, 4)) as share_pct_low,
    try((100 * part.high / nullif(whole.low, 0))::decimal(28, 4)) as share_pct_high,
    list_sort(list_distinct(part.figure_ids || whole.figure_ids)) as figure_ids
from part
inner join level as whole
    on
        part.inventory = whole.inventory
        and part.whole_measure = whole.measure
        and part.whole_scope = whole.scope
where part.low >= 0 and whole.low > 0;

create temp table progress as
with targets as (
    select
        fact_target.*,
        fact_target.company_id::company_word as company,
        fact_target.org_unit_id::org_unit_word as org_unit,
        scope.family,
        scope.method
    from fact_target
    inner join scope on fact_target.scope::scope_word = scope.scope
),
years as (
    select
        company,
        org_unit,
        boundary,
        measure,
        scope,
        unit,
        fiscal_year,
        amount,
        figure_ids
    from level
    where period_kind = 'fiscal_year' and measure::varchar in (select target_of from targets)
    qualify
        row_number() over (partition by series, unit, fiscal_year order by period_end desc, period_start asc) = 1
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
        (scope.scope::varchar <> targets.scope)::integer as scope_distance,
        coalesce(years.fiscal_year > targets.base_fiscal_year, true) as is_counted
    from targets
    inner join scope
        on
            targets.family = scope.family
            and (targets.scope = scope.scope::varchar or targets.method = 'unspecified')
    inner join years
        on
            targets.company = years.company
            and targets.org_unit = years.org_unit
            and targets.boundary = years.boundary::varchar
            and targets.target_of = years.measure::varchar
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
                unit::varchar asc
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
        if(targets.target_kind = 'cumulative', reached.total_amount, reached.latest_amount) as latest_amount,
        case targets.target_kind
            when 'reduction' then try((reached.base_amount * (100 - targets.amount) / 100)::decimal(28, 6))
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
            when target_kind in ('cumulative', 'level') then 100 * latest_amount / nullif(amount, 0)
            else 100 * (base_amount - latest_amount) / nullif(base_amount - aimed_amount, 0)
        end)::decimal(28, 4)) as progress_pct,
        try((
            100.0 * (latest_fiscal_year - base_fiscal_year) / nullif(target_fiscal_year - base_fiscal_year, 0)
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
    if(target_kind in ('cumulative', 'level'), aimed_amount - latest_amount, latest_amount - aimed_amount)
        as distance_to_target,
    try((
        (aimed_amount - latest_amount) / nullif(target_fiscal_year - latest_fiscal_year, 0)
    )::decimal(28, 6)) as required_annual_change,
    try((
        if(
            target_kind = 'cumulative',
            total_amount / nullif(year_count, 0),
            (latest_amount - base_amount) / nullif(latest_fiscal_year - base_fiscal_year, 0)
        )
    )::decimal(28, 6)) as achieved_annual_change,
    case
        when latest_fiscal_year is null then 'no figure of the measure in the period'
        when base_fiscal_year is null and target_kind in ('reduction', 'neutrality') then 'no base year stated'
        when progress_pct is null then 'no figure of the base year'
        when required_pct is null then 'no base year stated'
    end as gap,
    coalesce(figure_ids, []) as figure_ids,
    document_id
from computed;

create table metric_target_progress as from progress;
