-- The parts of companies that figures cover, each below the whole or another part.
-- Grain: one row per company and org unit.
--
-- Parts roll up to the group, and the group is the company as a whole: path says the
-- way, level how far down. Amounts of parts are summed only as metric_total does it.

with recursive

org_units as (
    select * from reference_org_unit
),

companies as (
    select * from dim_company
),

words as (
    select * from stg_word
    where role = 'org_unit'
),

-- The name as printed where the reference list has none.
discovered as (
    select
        company_id,
        meaning as org_unit_id,
        min(words) as name
    from words
    where meaning <> 'group'
    group by company_id, meaning
),

units as (
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
    union all
    -- The part that figures in quarantine are of whose words mean none.
    select
        company_id,
        'unknown' as org_unit_id,
        'Unknown' as name,
        'group' as parent_org_unit_id,
        'unknown' as kind,
        true as is_listed
    from companies
),

placed as (
    select
        company_id,
        org_unit_id,
        0 as level,
        org_unit_id as path
    from units
    where parent_org_unit_id is null
    union all
    select
        units.company_id,
        units.org_unit_id,
        placed.level + 1 as level,
        placed.path || '/' || units.org_unit_id as path
    from units
    inner join placed
        on
            units.company_id = placed.company_id
            and units.parent_org_unit_id = placed.org_unit_id
    where placed.level < 20
)

select
    units.company_id,
    units.org_unit_id,
    units.name,
    units.parent_org_unit_id,
    units.kind,
    placed.level as depth,
    placed.path,
    units.is_listed
from units
left join placed
    on
        units.company_id = placed.company_id
        and units.org_unit_id = placed.org_unit_id
