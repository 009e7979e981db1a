-- Offsets of Scopes 1 + 2 and 1 + 2 + 3 together, for netting a gross total.
-- Grain: one row per company, org unit, boundary, family of scopes and period.
--
-- As printed; else the sum over the scopes; else nil, where the offsets of all scopes
-- together are nil. Offsets have no Scope 2 method, so a family serves every method.

with

offsets as (
    select * from fact_emissions
    where measure = 'carbon_offsets'
),

scopes as (
    select * from dim_scope
),

offset_families as (
    select
        offsets.company_id,
        offsets.org_unit_id,
        offsets.boundary,
        offsets.period_start,
        offsets.period_end,
        scopes.family,
        offsets.amount_tco2e as amount,
        offsets.low_tco2e as low,
        offsets.high_tco2e as high,
        [offsets.figure_id] as figure_ids,
        1 as precedence
    from offsets
    inner join scopes on offsets.scope = scopes.scope
    union all
    select
        offsets.company_id,
        offsets.org_unit_id,
        offsets.boundary,
        offsets.period_start,
        offsets.period_end,
        totals.family,
        sum(offsets.amount_tco2e)::decimal(28, 6) as amount,
        sum(offsets.low_tco2e)::decimal(28, 6) as low,
        sum(offsets.high_tco2e)::decimal(28, 6) as high,
        list(offsets.figure_id order by offsets.scope) as figure_ids,
        2 as precedence
    from offsets
    inner join scopes on offsets.scope = scopes.scope
    inner join (
        values ('scope_1_2', 'scope_1', 2), ('scope_1_2', 'scope_2', 2),
        ('scope_1_2_3', 'scope_1', 3), ('scope_1_2_3', 'scope_2', 3),
        ('scope_1_2_3', 'scope_3', 3)
    ) as totals (family, part_family, part_count)
        on scopes.family = totals.part_family
    group by
        offsets.company_id,
        offsets.org_unit_id,
        offsets.boundary,
        offsets.period_start,
        offsets.period_end,
        totals.family,
        totals.part_count
    having count(distinct scopes.family) = totals.part_count
    union all
    select
        offsets.company_id,
        offsets.org_unit_id,
        offsets.boundary,
        offsets.period_start,
        offsets.period_end,
        'scope_1_2' as family,
        offsets.amount_tco2e as amount,
        offsets.low_tco2e as low,
        offsets.high_tco2e as high,
        [offsets.figure_id] as figure_ids,
        3 as precedence
    from offsets
    inner join scopes on offsets.scope = scopes.scope
    where scopes.family = 'scope_1_2_3' and offsets.amount_tco2e = 0
)

select
    company_id,
    org_unit_id,
    boundary,
    family,
    period_start,
    period_end,
    amount,
    low,
    high,
    figure_ids
from offset_families
qualify
    row_number() over (
        partition by
            company_id, org_unit_id, boundary, period_start, period_end, family
        order by precedence asc
    ) = 1
