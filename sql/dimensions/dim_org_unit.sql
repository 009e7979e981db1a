-- The parts of companies that figures cover, each below the whole or another part.
-- Grain: one row per company and org unit.

with

org_units as (
    select * from reference_org_unit
),

identities as (
    select * from stg_identity
),

companies as (
    select * from dim_company
),

-- The name as printed where the reference list has none.
discovered as (
    select
        company_id,
        org_unit_id,
        min(org_unit_words) as name
    from identities
    where company_id is not null and org_unit_id is not null and org_unit_id <> 'group'
    group by company_id, org_unit_id
)

select
    company_id,
    'group' as org_unit_id,
    name,
    null as parent_org_unit_id,
    'group' as kind,
    true as is_listed
from companies
union all
select
    company_id,
    org_unit_id,
    name,
    coalesce(parent_org_unit_id, 'group') as parent_org_unit_id,
    kind,
    true as is_listed
from org_units
where company_id <> '*' and org_unit_id <> 'group'
union all
select
    discovered.company_id,
    discovered.org_unit_id,
    discovered.name,
    'group' as parent_org_unit_id,
    'unclassified' as kind,
    false as is_listed
from discovered
left join org_units
    on
        discovered.company_id = org_units.company_id
        and discovered.org_unit_id = org_units.org_unit_id
where org_units.org_unit_id is null
