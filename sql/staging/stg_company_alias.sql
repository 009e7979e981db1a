-- Every name under which a company is known; 'coca-cola' is also known as 'coca cola'.
-- Grain: one row per name, folded to a key.

with

companies as (
    select * from reference_company
),

aliases as (
    select * from reference_company_alias
),

named as (
    select
        term_key(name) as alias_key,
        company_id,
        1 as preference
    from companies
    union all
    select
        term_key(alias) as alias_key,
        company_id,
        2 as preference
    from aliases
    union all
    select
        term_key(replace(company_id, '-', ' ')) as alias_key,
        company_id,
        3 as preference
    from companies
    union all
    select
        term_key(replace(name, '-', ' ')) as alias_key,
        company_id,
        4 as preference
    from companies
    union all
    select
        term_key(replace(alias, '-', ' ')) as alias_key,
        company_id,
        5 as preference
    from aliases
)

select
    alias_key,
    company_id
from named
qualify
    row_number() over (partition by alias_key order by preference asc, company_id asc)
    = 1
