-- What companies and their parts are called, and what documents tell of themselves.

create temp table company_alias as
select
    alias_key,
    company_id
from (
    select
        term_key(name) as alias_key,
        company_id,
        1 as preference
    from reference_company
    union all
    select
        term_key(alias) as alias_key,
        company_id,
        2 as preference
    from reference_company_alias
    union all
    select
        term_key(replace(company_id, '-', ' ')) as alias_key,
        company_id,
        3 as preference
    from reference_company
    union all
    select
        term_key(replace(name, '-', ' ')) as alias_key,
        company_id,
        4 as preference
    from reference_company
    union all
    select
        term_key(replace(alias, '-', ' ')) as alias_key,
        company_id,
        5 as preference
    from reference_company_alias
) as named
qualify
    row_number() over (partition by alias_key order by preference asc, company_id asc)
    = 1;

create temp table document_read as
with named as (
    select
        raw.document_id,
        raw.publisher,
        raw.quotes,
        raw.source_kind,
        last_possible_day(raw.published_text) as known_from,
        last_possible_day(raw.dated_text) as dated_on,
        case
            when raw.company_text is not null then raw.company_text
            when folder.company_id is not null then raw.folder_name
            else coalesce(raw.issuer_text, raw.folder_name)
        end as company_text
    from raw_document as raw
    left join company_alias as folder
        on term_key(replace(raw.folder_name, '-', ' ')) = folder.alias_key
)

select
    named.document_id,
    coalesce(company_alias.company_id, unlisted_id(named.company_text)) as company_id,
    coalesce(kinds.source_rank, 5) as source_rank,
    case
        when kinds.source_kind = 'issuer_report' or named.quotes = 'issuer'
            then 'issuer'
        else coalesce(named.publisher, named.document_id)
    end as source,
    named.known_from,
    coalesce(named.known_from, named.dated_on) as dated_on
from named
left join company_alias on term_key(named.company_text) = company_alias.alias_key
left join reference_source_kind as kinds on named.source_kind = kinds.source_kind;

create temp table company_read as
with spoken as (
    select company_text as words from raw_figure
    union
    select company_text as words from raw_claim
)

select
    spoken.words,
    coalesce(company_alias.company_id, unlisted_id(spoken.words)) as company_id
from spoken
left join company_alias on term_key(spoken.words) = company_alias.alias_key
where spoken.words is not null;

-- Words mean the part of one company that they name, or else (company *) of any.
create temp table org_unit_read as
with aliases as (
    select
        company_id,
        alias_key,
        org_unit_id
    from (
        select
            company_id,
            term_key(name) as alias_key,
            org_unit_id,
            1 as preference
        from reference_org_unit
        union all
        select
            company_id,
            term_key(alias) as alias_key,
            org_unit_id,
            2 as preference
        from reference_org_unit_alias
        union all
        select
            company_id,
            term_key(replace(org_unit_id, '-', ' ')) as alias_key,
            org_unit_id,
            3 as preference
        from reference_org_unit
    ) as named
    qualify
        row_number() over (
            partition by company_id, alias_key order by preference asc, org_unit_id asc
        ) = 1
),

spoken as (
    select coalesce(org_unit_term, org_unit_text) as words from raw_figure
    union
    select coalesce(org_unit_term, org_unit_text) as words from raw_claim
)

select
    spoken.words,
    '*' as company_id,
    coalesce(aliases.org_unit_id, unlisted_id(spoken.words)) as org_unit_id
from spoken
left join aliases
    on term_key(spoken.words) = aliases.alias_key and aliases.company_id = '*'
where spoken.words is not null
union all
select
    spoken.words,
    aliases.company_id,
    aliases.org_unit_id
from spoken
inner join aliases
    on term_key(spoken.words) = aliases.alias_key and aliases.company_id <> '*';
