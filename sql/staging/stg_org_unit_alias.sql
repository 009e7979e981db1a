-- Every name under which a part of a company is known; company * is any company.
-- Grain: one row per company and name, folded to a key.

with

org_units as (
    select * from reference_org_unit
),

aliases as (
    select * from reference_org_unit_alias
),

named as (
    select
        company_id,
        term_key(name) as alias_key,
        org_unit_id,
        1 as preference
    from org_units
    union all
    select
        company_id,
        term_key(alias) as alias_key,
        org_unit_id,
        2 as preference
    from aliases
    union all
    select
        company_id,
        term_key(replace(org_unit_id, '-', ' ')) as alias_key,
        org_unit_id,
        3 as preference
    from org_units
)

select
    company_id,
    alias_key,
    org_unit_id
from named
qualify
    row_number() over (
        partition by company_id, alias_key order by preference asc, org_unit_id asc
    ) = 1
