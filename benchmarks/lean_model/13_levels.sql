-- The best amount of every measure for every period, printed or computed from parts.

create table metric_total as
select
    total.inventory as inventory_id,
    inventory.company::varchar as company_id,
    inventory.org_unit::varchar as org_unit_id,
    inventory.boundary::varchar as boundary,
    total.measure::varchar as measure,
    total.scope::varchar as scope,
    inventory.fiscal_year,
    inventory.period_kind::varchar as period_kind,
    inventory.period_start,
    inventory.period_end,
    total.total_of,
    total.amount as amount_tco2e,
    total.low as low_tco2e,
    total.high as high_tco2e,
    total.reported as reported_tco2e,
    total.computed as computed_tco2e,
    total.reported - total.computed as difference_tco2e,
    total.missing as missing_tco2e,
    total.verdict,
    case total.verdict
        when 'agrees' then 'The printed total is what its parts add up to.'
        when 'disagrees'
            then format(
                'The printed total is {:,} tCO2e {} than its parts add up to.',
                abs(total.reported - total.computed)::hugeint,
                if(total.reported > total.computed, 'more', 'less')
            )
        when 'incomplete'
            then format(
                'The parts that are stated are {:,} tCO2e short of the printed total.',
                (total.reported - total.computed)::hugeint
            )
        when 'double_counted'
            then 'The printed total has both Scope 2 methods in it.'
        when 'reported_only' then 'The total is printed, and not all of its parts are.'
        when 'computed_only' then 'The parts are printed, and the total is not.'
    end as finding,
    total.computed_by,
    total.is_computed,
    total.is_level,
    total.is_series_break,
    total.reported_figure_id,
    total.document::varchar as document_id,
    total.figure_ids,
    coalesce(total.part_figure_ids, []) as part_figure_ids
from total
inner join inventory on total.inventory = inventory.inventory;

create temp table level as
with totals as (
    select * from total
    where is_level
),

-- Net emissions have the breaks of the gross emissions that they are derived from.
gross_breaks as (
    select distinct
        inventory,
        'ghg_emissions_net'::measure_word as measure,
        scope
    from best
    where measure = 'ghg_emissions_gross' and series_break_text is not null
)

select
    best.series,
    best.inventory,
    best.company,
    best.org_unit,
    best.boundary,
    best.measure,
    best.scope,
    best.fiscal_year,
    best.period_kind,
    best.period_start,
    best.period_end,
    period_months(best.period_start, best.period_end)::smallint as months,
    best.amount,
    best.low,
    best.high,
    best.unit,
    false as is_computed,
    best.document,
    best.series_break_text is not null
    or gross_breaks.inventory is not null as is_series_break,
    [best.figure_id] as figure_ids
from best
anti join totals
    on
        best.inventory = totals.inventory
        and best.measure = totals.measure
        and best.scope = totals.scope
anti join double_count on best.n = double_count.n
left join gross_breaks
    on
        best.inventory = gross_breaks.inventory
        and best.measure = gross_breaks.measure
        and best.scope = gross_breaks.scope
where best.fact_table <> 'fact_target'
union all
select
    hash(
        inventory.company,
        inventory.org_unit,
        inventory.boundary,
        totals.measure,
        totals.scope
    ) as series,
    totals.inventory,
    inventory.company,
    inventory.org_unit,
    inventory.boundary,
    totals.measure,
    totals.scope,
    inventory.fiscal_year,
    inventory.period_kind,
    inventory.period_start,
    inventory.period_end,
    period_months(inventory.period_start, inventory.period_end)::smallint as months,
    totals.amount,
    totals.low,
    totals.high,
    'tCO2e'::unit_word as unit,
    totals.is_computed,
    totals.document,
    totals.is_series_break,
    totals.figure_ids
from totals
inner join inventory on totals.inventory = inventory.inventory;

drop table total;
drop table added;
drop table emission;
drop table inventory;

create table metric_level as
select
    series as series_id,
    company::varchar as company_id,
    org_unit::varchar as org_unit_id,
    boundary::varchar as boundary,
    measure::varchar as measure,
    scope::varchar as scope,
    fiscal_year,
    period_kind::varchar as period_kind,
    period_start,
    period_end,
    amount,
    low,
    high,
    unit::varchar as unit,
    if(is_computed, 'computed', 'printed') as origin,
    document::varchar as document_id,
    is_series_break,
    figure_ids
from level;
