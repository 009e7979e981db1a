-- Totals: every way in which they can be computed, and which of them is told.

-- Printed sums with both Scope 2 methods in them.
create temp table double_count as
with parts as (
    select
        inventory,
        measure,
        max(if(scope = 'scope_1', amount, null)) as scope_1,
        max(if(scope = 'scope_1', low, null)) as scope_1_low,
        max(if(scope = 'scope_1', high, null)) as scope_1_high,
        max(if(scope = 'scope_1', figure_id, null)) as scope_1_figure_id,
        max(if(scope = 'scope_2_location', amount, null)) as location,
        max(if(scope = 'scope_2_location', low, null)) as location_low,
        max(if(scope = 'scope_2_location', high, null)) as location_high,
        max(if(scope = 'scope_2_location', figure_id, null)) as location_figure_id,
        max(if(scope = 'scope_2_market', amount, null)) as market,
        max(if(scope = 'scope_2_market', low, null)) as market_low,
        max(if(scope = 'scope_2_market', high, null)) as market_high,
        max(if(scope = 'scope_2_market', figure_id, null)) as market_figure_id,
        max(if(scope = 'scope_3', amount, null)) as scope_3,
        max(if(scope = 'scope_3', low, null)) as scope_3_low,
        max(if(scope = 'scope_3', high, null)) as scope_3_high,
        max(if(scope = 'scope_3', figure_id, null)) as scope_3_figure_id
    from best
    where
        measure in ('ghg_emissions_gross', 'ghg_emissions_net')
        and scope in ('scope_1', 'scope_2_location', 'scope_2_market', 'scope_3')
    group by inventory, measure
    having location > 0 and market > 0
),

families as (
    select
        *,
        'scope_2' as family,
        [location_figure_id, market_figure_id] as part_figure_ids,
        0 as others,
        0 as others_low,
        0 as others_high
    from parts
    union all
    select
        *,
        'scope_1_2' as family,
        [scope_1_figure_id, location_figure_id, market_figure_id] as part_figure_ids,
        scope_1 as others,
        scope_1_low as others_low,
        scope_1_high as others_high
    from parts
    where scope_1 is not null
    union all
    select
        *,
        'scope_1_2_3' as family,
        [
            scope_1_figure_id,
            location_figure_id,
            market_figure_id,
            scope_3_figure_id
        ] as part_figure_ids,
        scope_1 + scope_3 as others,
        scope_1_low + scope_3_low as others_low,
        scope_1_high + scope_3_high as others_high
    from parts
    where scope_1 is not null and scope_3 is not null
)

select
    stated.n,
    families.others + families.location as location_sum,
    families.others + families.market as market_sum,
    families.others + families.location + families.market as double_sum,
    families.part_figure_ids
from best
inner join scope on best.scope = scope.scope
inner join families
    on
        best.inventory = families.inventory
        and best.measure = families.measure
        and scope.family = families.family
inner join stated on best.fact = stated.fact
where
    best.scope not in ('scope_2_location', 'scope_2_market')
    and stated.value_kind = 'number'
    and roundings_overlap(
        stated.low,
        stated.high,
        families.others_low + families.location_low + families.market_low,
        families.others_high + families.location_high + families.market_high
    )
    and not roundings_overlap(
        stated.low,
        stated.high,
        families.others_low + families.location_low,
        families.others_high + families.location_high
    )
    and not roundings_overlap(
        stated.low,
        stated.high,
        families.others_low + families.market_low,
        families.others_high + families.market_high
    );

create table metric_double_count as
select
    raw.figure_id,
    raw.document_id,
    stated.company::varchar as company_id,
    stated.org_unit::varchar as org_unit_id,
    stated.boundary::varchar as boundary,
    stated.measure::varchar as measure,
    stated.scope::varchar as scope,
    stated.fiscal_year,
    stated.period_start,
    stated.period_end,
    stated.amount as reported_tco2e,
    double_count.location_sum as location_sum_tco2e,
    double_count.market_sum as market_sum_tco2e,
    double_count.double_sum as double_sum_tco2e,
    double_count.part_figure_ids
from double_count
inner join stated on double_count.n = stated.n
inner join raw_figure as raw on stated.place = raw.rowid;

create temp table emission as
select
    best.figure_id,
    best.inventory,
    best.document,
    best.company,
    best.org_unit,
    best.boundary,
    best.measure,
    best.scope,
    best.period_start,
    best.period_end,
    best.amount,
    best.low,
    best.high,
    best.series_break_text is not null as is_series_break
from best
anti join double_count on best.n = double_count.n
where best.fact_table = 'fact_emissions';

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
where fact_table = 'fact_emissions'
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
    scope::scope_word as part_scope,
    'scope_3'::scope_word as scope,
    6 as rule,
    null as part_count,
    null as makes_total,
    'The categories of Scope 3' as reason
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
        bool_or(emission.is_series_break) as is_series_break,
        min(emission.document) as document,
        max(emission.document) as other_document,
        list(emission.figure_id) as figure_ids
    from emission
    inner join part on emission.scope = part.part_scope
    where emission.measure in ('ghg_emissions_gross', 'ghg_emissions_net')
    group by emission.inventory, emission.measure, part.scope, part.rule
    having
        count(*) = any_value(part.part_count) or (part.rule = 6 and count(*) > 1)
),

absent as (
    select
        hash(company, org_unit, boundary, period_start, period_end) as inventory,
        measure,
        6 as rule,
        count(distinct scope) as category_count
    from stated
    where
        value_kind = 'not_applicable'
        and starts_with(scope::varchar, 'scope_3_category_')
    group by company, org_unit, boundary, period_start, period_end, measure
)

select
    sums.inventory,
    sums.measure,
    sums.scope,
    sums.rule,
    sums.computed_by,
    if(
        sums.rule = 6,
        sums.part_count + coalesce(absent.category_count, 0) = 15,
        sums.makes_total
    ) as makes_total,
    sums.rule < 6
    or sums.part_count + coalesce(absent.category_count, 0) = 15 as is_complete,
    sums.amount,
    sums.low,
    sums.high,
    sums.is_series_break,
    if(sums.document = sums.other_document, sums.document, null) as document,
    sums.figure_ids
from sums
left join absent
    on
        sums.inventory = absent.inventory
        and sums.measure = absent.measure
        and sums.rule = absent.rule;

-- The group's own inventory, whose parts segments and subsidiaries are.
insert into added by name
with sums as (
    select
        hash(
            emission.company,
            'group'::org_unit_word,
            emission.boundary,
            emission.period_start,
            emission.period_end
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
        bool_or(emission.is_series_break) as is_series_break,
        if(
            min(emission.document) = max(emission.document),
            min(emission.document),
            null
        ) as document,
        list(emission.figure_id) as figure_ids
    from emission
    inner join reference_org_unit as org_unit
        on
            emission.company::varchar = org_unit.company_id
            and emission.org_unit::varchar = org_unit.org_unit_id
    where
        org_unit.org_unit_id <> 'group'
        and coalesce(org_unit.parent_org_unit_id, 'group') = 'group'
        and org_unit.kind in ('segment', 'subsidiary')
    group by
        emission.company,
        emission.boundary,
        emission.period_start,
        emission.period_end,
        emission.measure,
        emission.scope
    having count(*) > 1
)

select
    sums.inventory,
    sums.measure,
    sums.scope,
    sums.rule,
    sums.computed_by,
    sums.makes_total,
    sums.is_complete,
    sums.amount,
    sums.low,
    sums.high,
    sums.is_series_break,
    sums.document,
    sums.figure_ids
from sums
semi join emission on sums.inventory = emission.inventory;

-- Net is gross less offsets: of the printed gross total, or else of the computed one.
insert into added by name
with printed_gross as (
    select
        emission.inventory,
        emission.scope,
        emission.amount,
        emission.low,
        emission.high,
        emission.is_series_break,
        [emission.figure_id] as figure_ids
    from emission
    inner join scope on emission.scope = scope.scope
    where emission.measure = 'ghg_emissions_gross' and scope.level = 'total'
),

computed_gross as (
    select
        added.inventory,
        added.scope,
        added.amount,
        added.low,
        added.high,
        added.is_series_break,
        added.figure_ids
    from added
    anti join printed_gross
        on
            added.inventory = printed_gross.inventory
            and added.scope = printed_gross.scope
    where
        added.measure = 'ghg_emissions_gross' and added.makes_total and added.rule < 6
    qualify
        row_number() over (
            partition by added.inventory, added.scope order by added.rule asc
        ) = 1
),

gross as (
    select * from printed_gross
    union all
    select * from computed_gross
),

offsets as (
    select
        best.inventory,
        best.scope,
        best.amount,
        best.low,
        best.high,
        best.figure_id,
        scope.family
    from best
    inner join scope on best.scope = scope.scope
    where best.measure = 'carbon_offsets'
),

families as (
    select
        inventory,
        family,
        amount,
        low,
        high,
        [figure_id] as figure_ids,
        1 as precedence
    from offsets
    union all
    select
        offsets.inventory,
        totals.family,
        sum(offsets.amount)::decimal(28, 6) as amount,
        sum(offsets.low)::decimal(28, 6) as low,
        sum(offsets.high)::decimal(28, 6) as high,
        list(offsets.figure_id) as figure_ids,
        2 as precedence
    from offsets
    inner join (
        values ('scope_1_2', 'scope_1', 2), ('scope_1_2', 'scope_2', 2),
        ('scope_1_2_3', 'scope_1', 3), ('scope_1_2_3', 'scope_2', 3),
        ('scope_1_2_3', 'scope_3', 3)
    ) as totals (family, part_family, part_count)
        on offsets.family = totals.part_family
    group by offsets.inventory, totals.family, totals.part_count
    having count(distinct offsets.family) = totals.part_count
    union all
    select
        inventory,
        'scope_1_2' as family,
        amount,
        low,
        high,
        [figure_id] as figure_ids,
        3 as precedence
    from offsets
    where family = 'scope_1_2_3' and amount = 0
),

best_offsets as (
    select * from families
    qualify
        row_number() over (partition by inventory, family order by precedence asc) = 1
)

select
    gross.inventory,
    'ghg_emissions_net' as measure,
    gross.scope,
    9 as rule,
    'Gross less offsets' as computed_by,
    scope.method <> 'location' as makes_total,
    true as is_complete,
    gross.amount - best_offsets.amount as amount,
    gross.low - best_offsets.high as low,
    gross.high - best_offsets.low as high,
    gross.is_series_break,
    gross.figure_ids || best_offsets.figure_ids as figure_ids
from gross
inner join scope on gross.scope = scope.scope
inner join best_offsets
    on gross.inventory = best_offsets.inventory and scope.family = best_offsets.family;

create temp table total as
with reported as (
    select * from best
    where fact_table = 'fact_emissions'
),

-- A printed total that no rule computes is told all the same.
printed_totals as (
    select reported.*
    from reported
    inner join scope on reported.scope = scope.scope
    where
        scope.level = 'total'
        and reported.measure in ('ghg_emissions_gross', 'ghg_emissions_net')
),

computable as (
    select
        inventory,
        measure,
        scope
    from added
    where rule < 6 or rule = 9
),

matched as (
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
        added.is_series_break
        or reported.series_break_text is not null as is_series_break
    from added
    left join reported
        on
            added.inventory = reported.inventory
            and added.measure = reported.measure
            and added.scope = reported.scope
    where reported.n is not null or added.makes_total
    union all by name
    select
        printed_totals.inventory,
        printed_totals.measure,
        printed_totals.scope,
        'scopes' as total_of,
        printed_totals.amount as reported,
        printed_totals.low as reported_low,
        printed_totals.high as reported_high,
        printed_totals.figure_id as reported_figure_id,
        printed_totals.n as reported_n,
        printed_totals.document as reported_document,
        printed_totals.series_break_text is not null as is_series_break
    from printed_totals
    anti join computable
        on
            printed_totals.inventory = computable.inventory
            and printed_totals.measure = computable.measure
            and printed_totals.scope = computable.scope
),

judged as (
    select
        matched.*,
        double_count.n is not null as is_double_counted,
        case
            when matched.computed is null and is_double_counted then 'double_counted'
            when matched.computed is null then 'reported_only'
            when matched.reported is null then 'computed_only'
            when
                roundings_overlap(
                    matched.reported_low,
                    matched.reported_high,
                    matched.computed_low,
                    matched.computed_high
                )
                then 'agrees'
            when is_double_counted then 'double_counted'
            when not matched.is_complete and matched.reported > matched.computed
                then 'incomplete'
            else 'disagrees'
        end as verdict
    from matched
    left join double_count on matched.reported_n = double_count.n
),

-- Of several ways to add scopes, one that agrees with print, then the first.
likeliest as (
    select * from judged
    qualify
        row_number() over (
            partition by inventory, measure, scope, total_of
            order by (verdict = 'agrees')::integer desc, rule asc
        ) = 1
),

told_once as (
    select likeliest.*
    from likeliest
    inner join scope on likeliest.scope = scope.scope
    qualify
        likeliest.verdict <> 'computed_only'
        or scope.method <> 'unspecified'
        or count_if(scope.method <> 'unspecified') over (
            partition by likeliest.inventory, likeliest.measure, scope.family
        ) = 0
),

decided as (
    select
        *,
        verdict = 'computed_only'
        or (
            verdict = 'agrees'
            and is_complete
            and computed_high - computed_low < reported_high - reported_low
        ) as is_computed
    from told_once
)

select
    inventory,
    measure,
    scope,
    total_of,
    if(is_computed, computed, reported) as amount,
    if(is_computed, computed_low, reported_low) as low,
    if(is_computed, computed_high, reported_high) as high,
    reported,
    computed,
    case
        when verdict not in ('disagrees', 'incomplete', 'double_counted') then null
        when reported_low >= computed_high then reported_low - computed_high
        when reported_high <= computed_low then reported_high - computed_low
        else 0
    end as missing,
    verdict,
    computed_by,
    is_computed,
    total_of <> 'org_units'
    and not is_double_counted
    and row_number() over (
        partition by inventory, measure, scope
        order by
            (total_of = 'org_units')::integer asc,
            (verdict = 'agrees')::integer desc,
            is_computed::integer desc,
            (total_of = 'scopes')::integer desc,
            total_of asc
    ) = 1 as is_level,
    is_series_break,
    reported_figure_id,
    if(is_computed, computed_document, reported_document) as document,
    list_sort(figure_ids) as part_figure_ids,
    if(is_computed, part_figure_ids, [reported_figure_id]) as figure_ids
from decided;
