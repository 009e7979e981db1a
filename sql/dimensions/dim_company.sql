-- Companies: those of the reference list, every other that a document names, and one
-- row for what is unknown.
-- Grain: one row per company.
--
-- A company whose fiscal-year end is not known is taken to report by calendar year,
-- and says so. One that no list has is provisional: the listed company whose name is
-- most like its own is suggested, and nothing is merged until a person adds the alias.

with

companies as (
    select * from reference_company
),

documents as (
    select * from stg_document
),

aliases as (
    select * from stg_company_alias
),

mentions as (
    select
        company_id,
        company_text as name
    from documents
    union
    select
        meaning as company_id,
        words as name
    from stg_word
    where role = 'company'
),

discovered as (
    select
        mentions.company_id,
        min(mentions.name) as name
    from mentions
    left join companies on mentions.company_id = companies.company_id
    where companies.company_id is null and mentions.company_id is not null
    group by mentions.company_id
),

-- A slip of the pen, or a name that goes on: 'Microsof', 'Shell Nederland'.
suggestions as (
    select
        discovered.company_id,
        aliases.company_id as suggested_company_id,
        max(jaro_winkler_similarity(
            term_key(replace(discovered.name, '-', ' ')), aliases.alias_key
        ))::decimal(3, 2) as suggestion_score
    from discovered
    inner join aliases
        on
            left(term_key(discovered.name), 2) = left(aliases.alias_key, 2)
            and jaro_winkler_similarity(
                term_key(replace(discovered.name, '-', ' ')), aliases.alias_key
            )
            >= 0.88
    group by discovered.company_id, aliases.company_id
    qualify
        row_number() over (
            partition by discovered.company_id
            order by suggestion_score desc, suggested_company_id asc
        ) = 1
),

listed as (
    select
        company_id,
        name,
        fiscal_year_end,
        boundary,
        true as is_listed
    from companies
    union all
    select
        company_id,
        name,
        null as fiscal_year_end,
        null as boundary,
        false as is_listed
    from discovered
    union all
    select
        'unknown' as company_id,
        'Unknown' as name,
        null as fiscal_year_end,
        null as boundary,
        true as is_listed
)

select
    listed.company_id,
    listed.name,
    coalesce(listed.fiscal_year_end, '12-31') as fiscal_year_end,
    listed.fiscal_year_end is null as is_fiscal_year_end_assumed,
    coalesce(listed.boundary, 'unspecified') as boundary,
    listed.is_listed,
    not listed.is_listed as is_provisional,
    suggestions.suggested_company_id,
    suggestions.suggestion_score
from listed
left join suggestions on listed.company_id = suggestions.company_id
