-- What the printed words of a row mean: company, org unit, boundary, measure, scope
-- and period. Worked out once for each combination of words, not once for each figure.
-- Grain: one row per document and combination of printed words.
--
-- Words that mean nothing here become null, and fail a check further on. 'latest year'
-- and 'year before' are told from the day of the document: the latest is the last of
-- the company's fiscal years that had ended by then.

with

worded as (
    select
        document_id,
        company_text,
        org_unit_words,
        measure_words,
        scope_words,
        boundary_text,
        period_words,
        period_start_text,
        period_end_text
    from stg_worded_figure
    union
    select
        document_id,
        company_text,
        org_unit_words,
        measure_words,
        scope_words,
        boundary_text,
        period_words,
        period_start_text,
        period_end_text
    from stg_worded_claim
),

documents as (
    select * from stg_document
),

company_aliases as (
    select * from stg_company_alias
),

companies as (
    select * from dim_company
),

org_unit_names as (
    select * from stg_org_unit_alias
),

boundary_aliases as (
    select * from reference_boundary_alias
),

scope_names as (
    select
        scope_key(scope) as alias,
        scope
    from reference_scope
    union
    select
        alias,
        scope
    from reference_scope_alias
),

measure_names as (
    select
        term_key(measure) as alias,
        measure
    from reference_measure
    union
    select
        term_key(name) as alias,
        measure
    from reference_measure
    union
    select
        term_key(alias) as alias,
        measure
    from reference_measure_alias
),

measures as (
    select * from dim_measure
),

with_company as (
    select
        worded.*,
        case
            when worded.company_text is null then documents.company_id
            else coalesce(company_aliases.company_id, slug(worded.company_text))
        end as company_id,
        documents.dated_on
    from worded
    left join documents on worded.document_id = documents.document_id
    left join
        company_aliases
        on term_key(worded.company_text) = company_aliases.alias_key
),

with_names as (
    select
        with_company.*,
        coalesce(companies.fiscal_year_end, '12-31') as fiscal_year_end,
        measures.measure,
        measures.fact_table = 'fact_target' as is_target,
        case
            when with_company.org_unit_words is null then 'group'
            else coalesce(
                of_company.org_unit_id,
                of_any.org_unit_id,
                nullif(slug(with_company.org_unit_words), '')
            )
        end as org_unit_id,
        case
            when with_company.boundary_text is null then companies.boundary
            else boundary_aliases.boundary
        end as boundary,
        case
            when with_company.scope_words is null then measures.default_scope
            else scope_names.scope
        end as scope,
        upper(trim(with_company.period_words)) as period
    from with_company
    left join companies on with_company.company_id = companies.company_id
    left join org_unit_names as of_company
        on
            with_company.company_id = of_company.company_id
            and term_key(with_company.org_unit_words) = of_company.alias_key
    left join org_unit_names as of_any
        on
            of_any.company_id = '*'
            and term_key(with_company.org_unit_words) = of_any.alias_key
    left join
        measure_names
        on term_key(with_company.measure_words) = measure_names.alias
    left join measures on measure_names.measure = measures.measure
    left join
        boundary_aliases
        on term_key(with_company.boundary_text) = boundary_aliases.alias
    left join scope_names on scope_key(with_company.scope_words) = scope_names.alias
),

labelled as (
    select
        with_names.*,
        -- A year that ends in a month ended before a day if its last day is not later.
        year(with_names.dated_on) - if(
            month_end(year(with_names.dated_on), left(with_names.fiscal_year_end, 2))
            <= with_names.dated_on,
            0,
            1
        ) - case with_names.period
            when 'LATEST YEAR' then 0
            when 'YEAR BEFORE' then 1
        end as relative_year,
        try_cast(with_names.period_start_text as date) as typed_start,
        try_cast(with_names.period_end_text as date) as typed_end,
        try_cast(
            regexp_extract(
                with_names.period, 'AS (OF|AT) (\d{4}-\d{2}-\d{2})', 2
            ) as date
        )
            as instant_on,
        try_cast(regexp_extract(with_names.period, '^CY ?(\d{4})$', 1) as integer)
            as calendar_year,
        coalesce(
            try_cast(
                regexp_extract(with_names.period, '^(FY ?)?(\d{4})年?$', 2) as integer
            ),
            2000
            + try_cast(
                regexp_extract(with_names.period, '^FY ?(\d{2})$', 1) as integer
            ),
            -- 2023/24, FY2023-24 and 2023/2024 end in the later year.
            try_cast(
                regexp_extract(
                    with_names.period, '^(FY ?)?(\d{2})\d{2} ?[/–-] ?(\d{2})$', 2
                )
                || regexp_extract(
                    with_names.period, '^(FY ?)?(\d{2})\d{2} ?[/–-] ?(\d{2})$', 3
                )
                as integer
            ),
            try_cast(
                regexp_extract(with_names.period, '^(FY ?)?\d{4} ?[/–-] ?(\d{4})$', 2)
                as integer
            )
        ) as label_year,
        try_cast(
            regexp_extract(with_names.period, '^(\d{4}) ?[HQ][1-4]$', 1) as integer
        )
            as part_year,
        regexp_extract(with_names.period, '^\d{4} ?([HQ][1-4])$', 1) as part
    from with_names
),

dated as (
    select
        labelled.*,
        month_end(
            coalesce(labelled.label_year, labelled.relative_year),
            left(labelled.fiscal_year_end, 2)
        ) as label_end,
        make_date(
            labelled.part_year,
            case left(labelled.part, 1)
                when 'H' then 6 * (try_cast(right(labelled.part, 1) as integer) - 1) + 1
                else 3 * (try_cast(right(labelled.part, 1) as integer) - 1) + 1
            end,
            1
        ) as part_start
    from labelled
),

bounded as (
    select
        dated.*,
        case
            when dated.is_target then null
            when
                dated.typed_start is not null and dated.typed_end is not null
                then dated.typed_start
            when dated.typed_end is not null or dated.instant_on is not null then null
            when
                dated.calendar_year is not null
                then make_date(dated.calendar_year, 1, 1)
            when dated.part_start is not null then dated.part_start
            else year_start(dated.label_end)
        end as period_start,
        case
            when dated.typed_end is not null then dated.typed_end
            when dated.instant_on is not null then dated.instant_on
            when
                dated.calendar_year is not null
                then make_date(dated.calendar_year, 12, 31)
            when dated.part_start is not null
                then last_day((
                    dated.part_start
                    + to_months(case left(dated.part, 1) when 'H' then 5 else 2 end)
                )::date)
            else dated.label_end
        end as period_end
    from dated
)

select
    document_id,
    company_text,
    org_unit_words,
    measure_words,
    scope_words,
    boundary_text,
    period_words,
    period_start_text,
    period_end_text,
    nullif(company_id, '') as company_id,
    org_unit_id,
    boundary,
    measure,
    scope,
    case
        when period_end is null then 'unknown'
        when is_target then 'target'
        when period_start is null then 'instant'
        when date_diff('month', period_start, period_end + 1) <> 12 then 'part_year'
        when strftime(period_end, '%m') = left(fiscal_year_end, 2) then 'fiscal_year'
        when strftime(period_end, '%m') = '12' then 'calendar_year'
        else 'other_year'
    end as period_kind,
    year(period_end)::integer as fiscal_year,
    period_start,
    period_end
from bounded
