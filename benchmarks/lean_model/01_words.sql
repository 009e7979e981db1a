-- ---------------------------------------------------------------- words
create temp table company_alias as
select
    alias_key,
    company_id
from (
    select term_key(name) as alias_key, company_id, 1 as preference from reference_company
    union all
    select term_key(alias), company_id, 2 from reference_company_alias
    union all
    select term_key(replace(company_id, '-', ' ')), company_id, 3 from reference_company
    union all
    select term_key(replace(name, '-', ' ')), company_id, 4 from reference_company
    union all
    select term_key(replace(alias, '-', ' ')), company_id, 5 from reference_company_alias
)
qualify row_number() over (partition by alias_key order by preference, company_id) = 1;

create temp table document_read as
with named as (
    select
        raw.document_id,
        raw.path,
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
    named.path,
    coalesce(alias.company_id, unlisted_id(named.company_text)) as company_id,
    coalesce(kind.source_rank, 5) as source_rank,
    case
        when kind.source_kind = 'issuer_report' or named.quotes = 'issuer' then 'issuer'
        else coalesce(named.publisher, named.document_id)
    end as source,
    named.known_from,
    coalesce(named.known_from, named.dated_on) as dated_on
from named
left join company_alias as alias on term_key(named.company_text) = alias.alias_key
left join reference_source_kind as kind on named.source_kind = kind.source_kind;

create temp table company_read as
select
    words.words,
    coalesce(alias.company_id, unlisted_id(words.words)) as company_id
from (
    select company_text as words from raw_figure
    union
    select company_text from raw_claim
) as words
left join company_alias as alias on term_key(words.words) = alias.alias_key
where words.words is not null;

create temp table org_unit_read as
with alias as (
    select *
    from (
        select company_id, term_key(name) as key, org_unit_id, 1 as preference from reference_org_unit
        union all
        select company_id, term_key(alias), org_unit_id, 2 from reference_org_unit_alias
        union all
        select company_id, term_key(replace(org_unit_id, '-', ' ')), org_unit_id, 3 from reference_org_unit
    )
    qualify row_number() over (partition by company_id, key order by preference, org_unit_id) = 1
),
spoken as (
    select coalesce(org_unit_term, org_unit_text) as words from raw_figure
    union
    select coalesce(org_unit_term, org_unit_text) from raw_claim
)
select
    spoken.words,
    alias.company_id,
    coalesce(alias.org_unit_id, unlisted_id(spoken.words)) as org_unit_id
from (from spoken where words is not null) as spoken
left join alias on term_key(spoken.words) = alias.key and alias.company_id = '*'
union all
select
    spoken.words,
    alias.company_id,
    alias.org_unit_id
from spoken
inner join alias on term_key(spoken.words) = alias.key and alias.company_id <> '*';

create temp type company_word as enum (
    select company_id from document_read where company_id is not null
    union
    select company_id from company_read where company_id is not null
    union
    select company_id from reference_company
    order by 1
);
create temp type org_unit_word as enum (
    select org_unit_id from org_unit_read where org_unit_id is not null
    union
    select 'group'
    order by 1
);
create temp type document_word as enum (select document_id from raw_document order by 1);
create temp type source_word as enum (select distinct source from document_read order by 1);
create temp type measure_word as enum (select measure from reference_measure order by 1);
create temp type scope_word as enum (select scope from reference_scope order by 1);
create temp type boundary_word as enum (
    select boundary from reference_boundary_alias
    union
    select boundary from reference_company where boundary is not null
    union
    select 'unspecified'
    order by 1
);
create temp type unit_word as enum (
    select unit from reference_unit_of_measure
    union
    select canonical_unit from reference_unit_of_measure
    union
    select canonical_unit from reference_measure
    order by 1
);
create temp type quantity_word as enum (select distinct quantity from reference_measure order by 1);
create temp type fact_table_word as enum (select distinct fact_table from reference_measure order by 1);
create temp type kind_word as enum (
    'fiscal_year', 'calendar_year', 'other_year', 'part_year', 'instant', 'target', 'unknown'
);
create temp type value_kind_word as enum (
    'number', 'zero', 'not_disclosed', 'not_applicable', 'unreadable'
);
create temp type decided_word as enum ('reference', 'limit', 'document', 'series', 'symbol');
create temp type printed_unit_word as enum (
    select words from (
        select coalesce(unit_term, unit_text) as words from raw_figure
        union
        select change_unit_text from raw_claim
    ) where words is not null order by 1
);

create temp table company as
select
    company_id::company_word as company,
    coalesce(fiscal_year_end, '12-31') as fiscal_year_end,
    coalesce(boundary, 'unspecified')::boundary_word as boundary
from reference_company;

create temp table document as
select
    document_read.document_id::document_word as document,
    document_read.company_id::company_word as company,
    coalesce(company.fiscal_year_end, '12-31') as fiscal_year_end,
    if(document_read.company_id is null, null, coalesce(company.boundary, 'unspecified'::boundary_word)) as boundary,
    document_read.source_rank::utinyint as source_rank,
    document_read.source::source_word as source,
    document_read.known_from,
    document_read.dated_on,
    document_read.path
from document_read
left join company on document_read.company_id::company_word = company.company;

create temp table company_spoken as
select
    company_read.words,
    company_read.company_id::company_word as company,
    coalesce(company.fiscal_year_end, '12-31') as fiscal_year_end,
    if(company_read.company_id is null, null, coalesce(company.boundary, 'unspecified'::boundary_word)) as boundary
from company_read
left join company on company_read.company_id::company_word = company.company;

create temp table measure as
select
    measure::measure_word as measure,
    quantity::quantity_word as quantity,
    canonical_unit::unit_word as canonical_unit,
    fact_table::fact_table_word as fact_table,
    default_scope::scope_word as default_scope,
    is_deduction,
    direction,
    highest_plausible,
    measure as name
from reference_measure;

create temp table measure_spoken as
with names as (
    select term_key(measure) as key, measure from reference_measure
    union
    select term_key(name), measure from reference_measure
    union
    select term_key(alias), measure from reference_measure_alias
),
spoken as (
    select coalesce(measure_term, measure_text) as words from raw_figure
    union
    select coalesce(measure_term, measure_text) from raw_claim
)
select
    spoken.words,
    measure.*
from spoken
inner join names on term_key(spoken.words) = names.key
inner join measure on names.measure = measure.name;

create temp table scope_spoken as
with names as (
    select scope_key(scope) as key, scope from reference_scope
    union
    select alias, scope from reference_scope_alias
),
spoken as (
    select coalesce(scope_term, scope_text) as words from raw_figure
    union
    select coalesce(scope_term, scope_text) from raw_claim
)
select
    spoken.words,
    names.scope::scope_word as scope
from spoken
inner join names on scope_key(spoken.words) = names.key;

create temp table boundary_spoken as
with spoken as (
    select boundary_text as words from raw_figure
    union
    select boundary_text from raw_claim
)
select
    spoken.words,
    names.boundary::boundary_word as boundary
from spoken
inner join reference_boundary_alias as names on term_key(spoken.words) = names.alias;

create temp table period as
with spoken as (
    select coalesce(period_term, period_text) as words, period_start_text, period_end_text from raw_figure
    union
    select coalesce(period_term, period_text), period_start_text, period_end_text from raw_claim
),
upper_words as (
    select *, upper(trim(words)) as period, is_relative_period(words) as is_relative from spoken
),
read as (
    select
        *,
        try_cast(period_start_text as date) as typed_start,
        try_cast(period_end_text as date) as typed_end,
        try_cast(regexp_extract(period, 'AS (OF|AT) (\d{4}-\d{2}-\d{2})', 2) as date) as instant_on,
        try_cast(regexp_extract(period, '^CY ?(\d{4})$', 1) as integer) as calendar_year,
        coalesce(
            try_cast(regexp_extract(period, '^(FY ?)?(\d{4})年?$', 2) as integer),
            2000 + try_cast(regexp_extract(period, '^FY ?(\d{2})$', 1) as integer),
            try_cast(
                regexp_extract(period, '^(FY ?)?(\d{2})\d{2} ?[/–-] ?(\d{2})$', 2)
                || regexp_extract(period, '^(FY ?)?(\d{2})\d{2} ?[/–-] ?(\d{2})$', 3) as integer
            ),
            try_cast(regexp_extract(period, '^(FY ?)?\d{4} ?[/–-] ?(\d{4})$', 2) as integer)
        ) as label_year,
        try_cast(regexp_extract(period, '^(\d{4}) ?[HQ][1-4]$', 1) as integer) as part_year,
        regexp_extract(period, '^\d{4} ?([HQ][1-4])$', 1) as part
    from upper_words
),
day as (
    select distinct dated_on from document where dated_on is not null
),
told as (
    select
        read.*,
        fiscal_year_ends.*,
        month_end(coalesce(
            label_year,
            year(dated_on)
            - if(month_end(year(dated_on), left(fiscal_year_end, 2)) <= dated_on, 0, 1)
            - if(period = 'YEAR BEFORE', 1, 0)
        ), left(fiscal_year_end, 2)) as label_end,
        make_date(
            part_year,
            if(part[1] = 'H', 6, 3) * (try_cast(part[2] as integer) - 1) + 1,
            1
        ) as part_start,
        dated_on
    from read
    cross join (
        select '12-31' as fiscal_year_end union select fiscal_year_end from company
    ) as fiscal_year_ends
    left join day on read.is_relative
),
bounded as (
    select
        *,
        case
            when typed_end is not null then typed_start
            when instant_on is not null then null
            when calendar_year is not null then make_date(calendar_year, 1, 1)
            when part_start is not null then part_start
            else year_start(label_end)
        end as period_start,
        case
            when typed_end is not null then typed_end
            when instant_on is not null then instant_on
            when calendar_year is not null then make_date(calendar_year, 12, 31)
            when part_start is not null then last_day((part_start + to_months(if(part[1] = 'H', 5, 2)))::date)
            else label_end
        end as period_end
    from told
)
select
    words,
    period_start_text,
    period_end_text,
    fiscal_year_end,
    dated_on,
    case
        when period_end is null then 'unknown'
        when period_start is null then 'instant'
        when date_diff('month', period_start, period_end + 1) <> 12 then 'part_year'
        when strftime(period_end, '%m') = left(fiscal_year_end, 2) then 'fiscal_year'
        when strftime(period_end, '%m') = '12' then 'calendar_year'
        else 'other_year'
    end::kind_word as period_kind,
    year(period_end)::integer as fiscal_year,
    period_start,
    period_end
from bounded;

-- Numbered in the order of their names, by which ties are broken.
create temp table number as
select
    rowid::integer as place,
    row_number() over (order by figure_id)::integer as n
from raw_figure;

create temp table figure as
with who as (
    select
        number.n,
        number.place,
        raw.document_id::document_word as document,
        coalesce(raw.unit_term, raw.unit_text)::printed_unit_word as printed_unit,
        coalesce(raw.org_unit_term, raw.org_unit_text) as org_unit_words,
        coalesce(raw.period_term, raw.period_text) as period_words,
        raw.period_start_text,
        raw.period_end_text,
        raw.value,
        raw.value_low,
        raw.value_high,
        raw.alternative_value,
        raw.value_kind,
        is_sure(raw.confidence) as is_sure,
        measure.measure,
        measure.quantity,
        measure.fact_table,
        if(coalesce(raw.scope_term, raw.scope_text) is null, measure.default_scope, scope.scope) as scope,
        if(raw.company_text is null, document.company, company.company) as company,
        if(raw.company_text is null, document.fiscal_year_end, coalesce(company.fiscal_year_end, '12-31')) as fiscal_year_end,
        case
            when raw.boundary_text is not null then boundary.boundary
            when raw.company_text is null then document.boundary
            else company.boundary
        end as boundary,
        document.dated_on
    from raw_figure as raw
    inner join number on raw.rowid = number.place
    left join document on raw.document_id::document_word = document.document
    left join company_spoken as company on raw.company_text = company.words
    left join measure_spoken as measure on coalesce(raw.measure_term, raw.measure_text) = measure.words
    left join scope_spoken as scope on coalesce(raw.scope_term, raw.scope_text) = scope.words
    left join boundary_spoken as boundary on raw.boundary_text = boundary.words
)
select
    who.n,
    who.place,
    who.document,
    who.company,
    case
        when who.org_unit_words is null then 'group'
        when who.company is not null then coalesce(of_company.org_unit_id, of_any.org_unit_id)
    end::org_unit_word as org_unit,
    who.boundary,
    who.measure,
    who.scope,
    case
        when who.company is not null and org_unit is not null and who.boundary is not null and who.scope is not null
            then hash(who.company, org_unit, who.boundary, who.measure, who.scope)
    end as series,
    if(
        who.fact_table = 'fact_target' and period.period_end is not null,
        'target'::kind_word,
        coalesce(period.period_kind, 'unknown'::kind_word)
    ) as period_kind,
    period.fiscal_year,
    if(who.fact_table = 'fact_target', null, period.period_start) as period_start,
    period.period_end,
    who.value,
    who.value_low,
    who.value_high,
    who.alternative_value,
    who.value_kind::value_kind_word as value_kind,
    who.value_kind in ('number', 'zero') as is_amount,
    who.printed_unit,
    who.quantity,
    who.is_sure
from who
left join org_unit_read as of_any
    on who.org_unit_words = of_any.words and coalesce(of_any.company_id, '*') = '*'
left join org_unit_read as of_company
    on who.org_unit_words = of_company.words and who.company::varchar = of_company.company_id
left join period
    on
        who.fiscal_year_end = period.fiscal_year_end
        and who.period_words is not distinct from period.words
        and who.period_start_text is not distinct from period.period_start_text
        and who.period_end_text is not distinct from period.period_end_text
        and if(is_relative_period(who.period_words), who.dated_on, null) is not distinct from period.dated_on;
