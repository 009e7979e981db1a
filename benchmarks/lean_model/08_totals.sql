create table metric_total as
select
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
    if(is_computed, computed, reported) as amount_tco2e,
    if(is_computed, computed_low, reported_low) as low_tco2e,
    if(is_computed, computed_high, reported_high) as high_tco2e,
    reported as reported_tco2e,
    computed as computed_tco2e,
    reported - computed as difference_tco2e,
    if(
        verdict in ('disagrees', 'incomplete', 'double_counted'),
        case
            when reported_low >= computed_high then reported_low - computed_high
            when reported_high <= computed_low then reported_high - computed_low
            else 0
        end,
        null
    ) as missing_tco2e,
    total.verdict,
    case total.verdict
        when 'agrees' then 'The printed total is what its parts add up to.'
        when 'disagrees'
            then format(
                'The printed total is {:,} tCO2e {} than its parts add up to.',
                abs(reported - computed)::hugeint,
                if(reported > computed, 'more', 'less')
            )
        when 'incomplete'
            then format(
                'The parts that are stated are {:,} tCO2e short of the printed total.',
                (reported - computed)::hugeint
            )
        when 'double_counted' then 'The printed total has both Scope 2 methods in it.'
        when 'reported_only' then 'The total is printed, and not all of its parts are.'
        when 'computed_only' then 'The parts are printed, and the total is not.'
    end as finding,
    total.computed_by,
    total.is_computed,
    total.is_level,
    total.is_series_break,
    total.reported_figure_id,
    if(is_computed, computed_document, reported_document)::varchar as document_id,
    if(is_computed, list_sort(figure_ids), [reported_figure_id]) as figure_ids,
    coalesce(list_sort(figure_ids), []) as part_figure_ids
from total
inner join inventory on total.inventory = inventory.inventory;

create temp table level as
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
    or (best.measure = 'ghg_emissions_net' and gross_break.scope is not null) as is_series_break,
    [best.figure_id] as figure_ids
from best
inner join measure on best.measure = measure.measure
anti join (from total where is_level) as total
    on best.inventory = total.inventory and best.measure = total.measure and best.scope = total.scope
anti join double_count on best.n = double_count.n
left join (
    select distinct inventory, scope from best where measure = 'ghg_emissions_gross' and series_break_text is not null
) as gross_break
    on best.inventory = gross_break.inventory and best.scope = gross_break.scope
where measure.fact_table <> 'fact_target'
union all
select
    hash(inventory.company, inventory.org_unit, inventory.boundary, total.measure, total.scope),
    total.inventory,
    inventory.company,
    inventory.org_unit,
    inventory.boundary,
    total.measure,
    total.scope,
    inventory.fiscal_year,
    inventory.period_kind,
    inventory.period_start,
    inventory.period_end,
    period_months(inventory.period_start, inventory.period_end)::smallint,
    if(is_computed, computed, reported),
    if(is_computed, computed_low, reported_low),
    if(is_computed, computed_high, reported_high),
    'tCO2e'::unit_word,
    total.is_computed,
    if(is_computed, computed_document, reported_document),
    total.is_series_break,
    if(is_computed, list_sort(figure_ids), [reported_figure_id])
from total
inner join inventory on total.inventory = inventory.inventory
where total.is_level;

create table metric_level as
select
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

drop table total;
drop table inventory;
drop table emission;
drop table added;
