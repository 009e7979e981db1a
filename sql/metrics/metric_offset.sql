-- Offsets of Scopes 1 + 2 and 1 + 2 + 3 together, for netting a gross total.
-- Grain: one row per company, org unit, boundary, family of scopes and period.
--
-- As printed; else the sum over the scopes; else nil, where the offsets of all scopes
-- together are nil. Offsets have no Scope 2 method, so a family serves every method.

with

scopes as (
    select * from dim_scope
),

offsets as (
    select
        facts.*,
        scopes.family
    from fact_best_figure as facts
    inner join scopes on facts.scope = scopes.scope
    where facts.measure = 'carbon_offsets'
),

offset_families as (
    select
        inventory_id,
        family,
        amount,
        low,
        high,
        [figure_id] as figure_ids,
        1 as precedence
    from offsets
    union all
    select
        offsets.inventory_id,
        totals.family,
        sum(offsets.amount)::decimal(28, 6) as amount,
        sum(offsets.low)::decimal(28, 6) as low,
        sum(offsets.high)::decimal(28, 6) as high,
        list_sort(list(offsets.figure_id)) as figure_ids,
        2 as precedence
    from offsets
    inner join (
        values ('scope_1_2', 'scope_1', 2), ('scope_1_2', 'scope_2', 2),
        ('scope_1_2_3', 'scope_1', 3), ('scope_1_2_3', 'scope_2', 3),
        ('scope_1_2_3', 'scope_3', 3)
    ) as totals (family, part_family, part_count)
        on offsets.family = totals.part_family
    group by offsets.inventory_id, totals.family, totals.part_count
    having count(distinct offsets.family) = totals.part_count
    union all
    select
        inventory_id,
        'scope_1_2' as family,
        amount,
        low,
        high,
        [figure_id] as figure_ids,
        3 as precedence
    from offsets
    where family = 'scope_1_2_3' and amount = 0
),

chosen as (
    select * from offset_families
    qualify
        row_number() over (
            partition by inventory_id, family order by precedence asc
        ) = 1
),

inventories as (
    select distinct
        inventory_id,
        company_id,
        org_unit_id,
        boundary,
        period_start,
        period_end
    from offsets
)

select
    chosen.inventory_id,
    inventories.company_id,
    inventories.org_unit_id,
    inventories.boundary,
    chosen.family,
    inventories.period_start,
    inventories.period_end,
    chosen.amount,
    chosen.low,
    chosen.high,
    chosen.figure_ids
from chosen
left join inventories on chosen.inventory_id = inventories.inventory_id
