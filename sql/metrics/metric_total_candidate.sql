-- Every way in which a total can be computed from other figures.
-- Grain: one row per company, org unit, boundary, measure, scope, period and rule.
--
-- Rules 1 to 4 add scopes (sql/reference/scope_total.csv), rule 6 the categories of
-- Scope 3, rule 7 the segments and subsidiaries right below the group; rule 9 subtracts
-- offsets from the gross total. A rule that makes no total only checks one that was
-- printed. Parts are complete where nothing else can belong to the total: all fifteen
-- categories are stated, or do not apply; nobody says which segments there are.

with

double_counts as (
    select * from metric_double_count
),

facts as (
    select facts.*
    from fact_best_figure as facts
    anti join double_counts on facts.figure_id = double_counts.figure_id
    where facts.fact_table = 'fact_emissions'
),

emissions as (
    select * from facts
    where measure in ('ghg_emissions_gross', 'ghg_emissions_net')
),

scopes as (
    select * from dim_scope
),

rules as (
    select * from reference_scope_total
),

org_units as (
    select * from dim_org_unit
    where parent_org_unit_id = 'group' and kind in ('segment', 'subsidiary')
),

not_applicable as (
    select
        inventory_key(
            company_id, org_unit_id, boundary, period_start, period_end
        ) as inventory_id,
        measure,
        count(distinct scope) as category_count
    from fact_figure
    where value_kind = 'not_applicable' and starts_with(scope, 'scope_3_category_')
    group by inventory_id, measure
),

-- Most sums lack a part: those are left before anything is added.
complete as (
    select
        emissions.inventory_id,
        emissions.measure,
        rules.scope,
        rules.rule
    from emissions
    inner join rules on emissions.scope = rules.part_scope
    group by
        emissions.inventory_id,
        emissions.measure,
        rules.scope,
        rules.rule,
        rules.part_count
    having count(*) = rules.part_count
),

added_scopes as (
    select
        emissions.inventory_id,
        emissions.measure,
        rules.scope,
        rules.rule,
        any_value(rules.reason) as computed_by,
        bool_and(rules.makes_total) as makes_total,
        true as is_complete,
        sum(emissions.amount) as amount,
        sum(emissions.low) as low,
        sum(emissions.high) as high,
        bool_or(emissions.is_series_break) as is_series_break,
        if(
            min(emissions.document_id) = max(emissions.document_id),
            min(emissions.document_id),
            null
        ) as document_id,
        list(emissions.figure_id) as figure_ids
    from emissions
    inner join rules on emissions.scope = rules.part_scope
    semi join complete
        on
            emissions.inventory_id = complete.inventory_id
            and emissions.measure = complete.measure
            and rules.scope = complete.scope
            and rules.rule = complete.rule
    group by emissions.inventory_id, emissions.measure, rules.scope, rules.rule
),

added_categories as (
    select
        emissions.inventory_id,
        emissions.measure,
        'scope_3' as scope,
        6 as rule,
        'The categories of Scope 3' as computed_by,
        count(*) + coalesce(any_value(not_applicable.category_count), 0) = 15
            as makes_total,
        count(*) + coalesce(any_value(not_applicable.category_count), 0) = 15
            as is_complete,
        sum(emissions.amount) as amount,
        sum(emissions.low) as low,
        sum(emissions.high) as high,
        bool_or(emissions.is_series_break) as is_series_break,
        if(
            min(emissions.document_id) = max(emissions.document_id),
            min(emissions.document_id),
            null
        ) as document_id,
        list(emissions.figure_id) as figure_ids
    from emissions
    left join not_applicable
        on
            emissions.inventory_id = not_applicable.inventory_id
            and emissions.measure = not_applicable.measure
    where starts_with(emissions.scope, 'scope_3_category_')
    group by emissions.inventory_id, emissions.measure
    having count(*) > 1
),

-- The group's own inventory, whose parts these are.
added_org_units as (
    select
        inventory_key(
            facts.company_id,
            'group',
            facts.boundary,
            facts.period_start,
            facts.period_end
        ) as inventory_id,
        facts.measure,
        facts.scope,
        7 as rule,
        'The segments and subsidiaries of the group' as computed_by,
        false as makes_total,
        false as is_complete,
        sum(facts.amount) as amount,
        sum(facts.low) as low,
        sum(facts.high) as high,
        bool_or(facts.is_series_break) as is_series_break,
        if(
            min(facts.document_id) = max(facts.document_id),
            min(facts.document_id),
            null
        ) as document_id,
        list(facts.figure_id) as figure_ids
    from facts
    inner join org_units
        on
            facts.company_id = org_units.company_id
            and facts.org_unit_id = org_units.org_unit_id
    group by
        facts.company_id,
        facts.boundary,
        facts.period_start,
        facts.period_end,
        facts.measure,
        facts.scope
    having count(*) > 1
),

-- Gross totals first, because net totals are derived from them.
printed_gross as (
    select
        emissions.inventory_id,
        emissions.scope,
        emissions.amount,
        emissions.low,
        emissions.high,
        emissions.is_series_break,
        emissions.document_id,
        [emissions.figure_id] as figure_ids
    from emissions
    inner join scopes on emissions.scope = scopes.scope
    where emissions.measure = 'ghg_emissions_gross' and scopes.level = 'total'
),

computed_gross as (
    select
        added_scopes.inventory_id,
        added_scopes.scope,
        added_scopes.amount,
        added_scopes.low,
        added_scopes.high,
        added_scopes.is_series_break,
        added_scopes.document_id,
        added_scopes.figure_ids
    from added_scopes
    anti join printed_gross
        on
            added_scopes.inventory_id = printed_gross.inventory_id
            and added_scopes.scope = printed_gross.scope
    where added_scopes.measure = 'ghg_emissions_gross' and added_scopes.makes_total
    qualify
        row_number() over (
            partition by added_scopes.inventory_id, added_scopes.scope
            order by added_scopes.rule asc
        ) = 1
),

gross as (
    select * from printed_gross
    union all
    select * from computed_gross
),

best_offsets as (
    select * from metric_offset
),

netted as (
    select
        gross.inventory_id,
        'ghg_emissions_net' as measure,
        gross.scope,
        9 as rule,
        'Gross less offsets' as computed_by,
        -- Nobody nets location-based emissions; a printed net total is still checked.
        scopes.method <> 'location' as makes_total,
        true as is_complete,
        gross.amount - best_offsets.amount as amount,
        gross.low - best_offsets.high as low,
        gross.high - best_offsets.low as high,
        gross.is_series_break,
        null as document_id,
        gross.figure_ids || best_offsets.figure_ids as figure_ids
    from gross
    inner join scopes on gross.scope = scopes.scope
    inner join best_offsets
        on
            gross.inventory_id = best_offsets.inventory_id
            and scopes.family = best_offsets.family
),

candidates as (
    select * from added_scopes
    union all
    select * from added_categories
    union all
    select * from added_org_units
    union all
    select * from netted
),

inventories as (
    select
        inventory_id,
        any_value(company_id) as company_id,
        any_value(org_unit_id) as org_unit_id,
        any_value(boundary) as boundary,
        any_value(fiscal_year) as fiscal_year,
        any_value(period_kind) as period_kind,
        any_value(period_start) as period_start,
        any_value(period_end) as period_end
    from facts
    group by inventory_id
)

select
    candidates.inventory_id,
    inventories.company_id,
    inventories.org_unit_id,
    inventories.boundary,
    candidates.measure,
    candidates.scope,
    inventories.fiscal_year,
    inventories.period_kind,
    inventories.period_start,
    inventories.period_end,
    candidates.rule,
    case
        when candidates.rule < 6 then 'scopes'
        when candidates.rule = 6 then 'categories'
        when candidates.rule = 7 then 'org_units'
        else 'offsets'
    end as total_of,
    candidates.computed_by,
    candidates.makes_total,
    candidates.is_complete,
    candidates.amount::decimal(28, 6) as amount,
    candidates.low::decimal(28, 6) as low,
    candidates.high::decimal(28, 6) as high,
    candidates.is_series_break,
    candidates.document_id,
    list_sort(candidates.figure_ids) as figure_ids
from candidates
-- Segments of a group that states nothing itself have no total to be held against.
inner join inventories on candidates.inventory_id = inventories.inventory_id
