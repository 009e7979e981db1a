-- ---------------------------------------------------------------- totals
-- Printed sums with both Scope 2 methods in them.
create temp table double_count as
with parts as (
    select
        inventory,
        measure,
        max(if(scope = 'scope_1', amount, null)) as scope_1,
        max(if(scope = 'scope_1', low, null)) as scope_1_low,
        max(if(scope = 'scope_1', high, null)) as scope_1_high,
        max(if(scope = 'scope_2_location', amount, null)) as location,
        max(if(scope = 'scope_2_location', low, null)) as location_low,
        max(if(scope = 'scope_2_location', high, null)) as location_high,
        max(if(scope = 'scope_2_market', amount, null)) as market,
        max(if(scope = 'scope_2_market', low, null)) as market_low,
        max(if(scope = 'scope_2_market', high, null)) as market_high,
        max(if(scope = 'scope_3', amount, null)) as scope_3,
        max(if(scope = 'scope_3', low, null)) as scope_3_low,
        max(if(scope = 'scope_3', high, null)) as scope_3_high
    from best
    where
        measure in ('ghg_emissions_gross', 'ghg_emissions_net')
        and scope in ('scope_1', 'scope_2_location', 'scope_2_market', 'scope_3')
    group by inventory, measure
    having location > 0 and market > 0
),
families as (
    select *, 'scope_2' as family, 0 as others, 0 as others_low, 0 as others_high from parts
    union all
    select *, 'scope_1_2', scope_1, scope_1_low, scope_1_high from parts where scope_1 is not null
    union all
    select *, 'scope_1_2_3', scope_1 + scope_3, scope_1_low + scope_3_low, scope_1_high + scope_3_high
    from parts
    where scope_1 is not null and scope_3 is not null
)
select stated.n
from best
inner join scope on best.scope = scope.scope
inner join families
    on best.inventory = families.inventory and best.measure = families.measure and scope.family = families.family
inner join stated on best.fact = stated.fact
where
    best.scope not in ('scope_2_location', 'scope_2_market')
    and stated.value_kind = 'number'
    and roundings_overlap(
        stated.low, stated.high,
        others_low + location_low + market_low, others_high + location_high + market_high
    )
    and not roundings_overlap(stated.low, stated.high, others_low + location_low, others_high + location_high)
    and not roundings_overlap(stated.low, stated.high, others_low + market_low, others_high + market_high);

create temp table emission as
select
    best.* exclude (n, fact, series, unit, basis_text, choice, source_rank, source_count, agreeing_source_count, spread_pct, is_restated)
from best
inner join measure on best.measure = measure.measure
anti join double_count on best.n = double_count.n
where measure.fact_table = 'fact_emissions';

create temp table inventory as
select
    inventory,
    any_value(company) as company,
    any_value(org_unit) as org_unit,
    any_value(boundary) as boundary,
    any_value(fiscal_year) as fiscal_year,
    any_value(period_kind) as period_kind,
    any_value(period_start) as period_start,
    any_value(period_end) as period_end
from best
inner join measure on best.measure = measure.measure
where measure.fact_table = 'fact_emissions'
group by inventory;

-- What adds up to what. All that there is of categories adds up to Scope 3.
create temp table part as
select
    part_scope::scope_word as part_scope,
    scope::scope_word as scope,
    rule,
    part_count,
    makes_total,
    reason
from reference_scope_total
union all
select
    scope::scope_word,
    'scope_3'::scope_word,
    6,
    null,
    null,
    'The categories of Scope 3'
from reference_scope
where starts_with(scope, 'scope_3_category_');

create temp table added as
with sums as (
    select
        emission.inventory,
        emission.measure,
        part.scope,
        part.rule,
        any_value(part.makes_total) as makes_total,
        any_value(part.reason) as computed_by,
        count(*) as part_count,
        sum(emission.amount) as amount,
        sum(emission.low) as low,
        sum(emission.high) as high,
        bool_or(emission.series_break_text is not null) as is_series_break,
        min(emission.document) as document,
        max(emission.document) as other_document,
        list(emission.figure_id) as figure_ids
    from emission
    inner join part on emission.scope = part.part_scope
    where emission.measure in ('ghg_emissions_gross', 'ghg_emissions_net')
    group by emission.inventory, emission.measure, part.scope, part.rule
    having count(*) = any_value(part.part_count) or (part.rule = 6 and count(*) > 1)
),
absent as (
    select
        hash(company, org_unit, boundary, period_start, period_end) as inventory,
        measure,
        6 as rule,
        count(distinct scope) as category_count
    from stated
    where value_kind = 'not_applicable' and starts_with(scope::varchar, 'scope_3_category_')
    group by all
)
select
    sums.* exclude (part_count, makes_total, other_document)
        replace (if(document = other_document, document, null) as document),
    if(sums.rule = 6, part_count + coalesce(absent.category_count, 0) = 15, makes_total) as makes_total,
    sums.rule < 6 or part_count + coalesce(absent.category_count, 0) = 15 as is_complete
from sums
left join absent
    on sums.inventory = absent.inventory and sums.measure = absent.measure and sums.rule = absent.rule;

-- The group's own inventory, whose parts segments and subsidiaries are.
insert into added by name
with sums as (
select
    hash(
        emission.company, 'group'::org_unit_word, emission.boundary, emission.period_start, emission.period_end
    ) as inventory,
    emission.measure,
    emission.scope,
    7 as rule,
    'The segments and subsidiaries of the group' as computed_by,
    false as makes_total,
    false as is_complete,
    sum(emission.amount) as amount,
    sum(emission.low) as low,
    sum(emission.high) as high,
    bool_or(emission.series_break_text is not null) as is_series_break,
    if(min(emission.document) = max(emission.document), min(emission.document), null) as document,
    list(emission.figure_id) as figure_ids
from emission
inner join reference_org_unit as part
    on emission.company::varchar = part.company_id and emission.org_unit::varchar = part.org_unit_id
where
    part.org_unit_id <> 'group'
    and coalesce(part.parent_org_unit_id, 'group') = 'group'
    and part.kind in ('segment', 'subsidiary')
group by
    emission.company,
    emission.boundary,
    emission.period_start,
    emission.period_end,
    emission.measure,
    emission.scope
having count(*) > 1
)
select sums.*
from sums
semi join emission on sums.inventory = emission.inventory;

-- Net is gross less offsets: of the printed gross total, or else of the computed one.
insert into added by name
with gross as (
    select
        emission.inventory,
        scope.scope,
        scope.family,
        scope.method,
        emission.amount,
        emission.low,
        emission.high,
        emission.series_break_text is not null as is_series_break,
        [emission.figure_id] as figure_ids
    from emission
    inner join scope on emission.scope = scope.scope
    where emission.measure = 'ghg_emissions_gross' and scope.level = 'total'
),
all_gross as (
    select * from gross
    union all by name
    select
        added.*,
        scope.family,
        scope.method
    from (
        select
            inventory,
            scope,
            amount,
            low,
            high,
            is_series_break,
            figure_ids
        from added
        where measure = 'ghg_emissions_gross' and makes_total
        qualify row_number() over (partition by inventory, scope order by rule asc) = 1
    ) as added
    inner join scope on added.scope = scope.scope
    anti join gross on added.inventory = gross.inventory and added.scope = gross.scope
),
offsets as (
    select
        best.*,
        scope.family
    from best
    inner join scope on best.scope = scope.scope
    where best.measure = 'carbon_offsets'
),
offset_family as (
    select inventory, family, amount, low, high, [figure_id] as figure_ids, 1 as precedence
    from offsets
    union all
    select
        offsets.inventory,
        total.family,
        sum(offsets.amount)::decimal(28, 6),
        sum(offsets.low)::decimal(28, 6),
        sum(offsets.high)::decimal(28, 6),
        list(offsets.figure_id),
        2
    from offsets
    inner join (
        values
        ('scope_1_2', 'scope_1', 2),
        ('scope_1_2', 'scope_2', 2),
        ('scope_1_2_3', 'scope_1', 3),
        ('scope_1_2_3', 'scope_2', 3),
        ('scope_1_2_3', 'scope_3', 3)
    ) as total (family, part_family, part_count)
        on offsets.family = total.part_family
    group by offsets.inventory, total.family, total.part_count
    having count(distinct offsets.family) = total.part_count
    union all
    select inventory, 'scope_1_2', amount, low, high, [figure_id], 3
    from offsets
    where family = 'scope_1_2_3' and amount = 0
)
select
    all_gross.inventory,
    'ghg_emissions_net' as measure,
    all_gross.scope,
    9 as rule,
    'Gross less offsets' as computed_by,
    all_gross.method <> 'location' as makes_total,
    true as is_complete,
    all_gross.amount - offset_family.amount as amount,
    all_gross.low - offset_family.high as low,
    all_gross.high - offset_family.low as high,
    all_gross.is_series_break,
    all_gross.figure_ids || offset_family.figure_ids as figure_ids
from all_gross
inner join (
    select *
    from offset_family
    qualify row_number() over (partition by inventory, family order by precedence asc) = 1
) as offset_family
    on all_gross.inventory = offset_family.inventory and all_gross.family = offset_family.family;

create temp table total as
with matched as (
    select
        added.inventory,
        added.measure,
        added.scope,
        added.rule,
        case
            when added.rule < 6 then 'scopes'
            when added.rule = 6 then 'categories'
            when added.rule = 7 then 'org_units'
            else 'offsets'
        end as total_of,
        added.computed_by,
        added.is_complete,
        reported.amount as reported,
        reported.low as reported_low,
        reported.high as reported_high,
        reported.figure_id as reported_figure_id,
        reported.n as reported_n,
        reported.document as reported_document,
        added.amount::decimal(28, 6) as computed,
        added.low::decimal(28, 6) as computed_low,
        added.high::decimal(28, 6) as computed_high,
        added.document as computed_document,
        added.figure_ids,
        added.is_series_break or coalesce(reported.series_break_text is not null, false) as is_series_break
    from added
    left join (
        select best.*
        from best
        inner join measure on best.measure = measure.measure
        where measure.fact_table = 'fact_emissions'
    ) as reported
        on
            added.inventory = reported.inventory
            and added.measure = reported.measure
            and added.scope = reported.scope
    where reported.n is not null or added.makes_total
    union all by name
    select
        best.inventory,
        best.measure,
        best.scope,
        'scopes' as total_of,
        best.amount as reported,
        best.low as reported_low,
        best.high as reported_high,
        best.figure_id as reported_figure_id,
        best.n as reported_n,
        best.document as reported_document,
        best.series_break_text is not null as is_series_break
    from best
    inner join scope on best.scope = scope.scope
    anti join (from added where rule < 6 or rule = 9) as added
        on best.inventory = added.inventory and best.measure = added.measure and best.scope = added.scope
    where scope.level = 'total' and best.measure in ('ghg_emissions_gross', 'ghg_emissions_net')
),
judged as (
    select
        matched.*,
        double_count.n is not null as is_double_counted,
        case
            when computed is null and is_double_counted then 'double_counted'
            when computed is null then 'reported_only'
            when reported is null then 'computed_only'
            when roundings_overlap(reported_low, reported_high, computed_low, computed_high) then 'agrees'
            when is_double_counted then 'double_counted'
            when not is_complete and reported > computed then 'incomplete'
            else 'disagrees'
        end as verdict
    from matched
    left join double_count on matched.reported_n = double_count.n
),
chosen as (
    select *
    from judged
    qualify
        row_number() over (
            partition by inventory, measure, scope, total_of
            order by verdict = 'agrees' desc, rule asc
        ) = 1
),
told_once as (
    select chosen.*
    from chosen
    inner join scope on chosen.scope = scope.scope
    qualify
        chosen.verdict <> 'computed_only'
        or scope.method <> 'unspecified'
        or count_if(scope.method <> 'unspecified') over (
            partition by chosen.inventory, chosen.measure, scope.family
        ) = 0
)
select
    *,
    verdict = 'computed_only'
    or (
        verdict = 'agrees'
        and is_complete
        and computed_high - computed_low < reported_high - reported_low
    ) as is_computed,
    total_of <> 'org_units'
    and not is_double_counted
    and row_number() over (
        partition by inventory, measure, scope
        order by
            total_of = 'org_units' asc,
            verdict = 'agrees' desc,
            is_computed desc,
            total_of = 'scopes' desc,
            total_of asc
    ) = 1 as is_level
from told_once;
