-- Figures with all that a reader keeps of them, beside what the claims need.
-- Grain: one row per figure; a few are read twice.

with

repeated as (
    select
        *,
        unnest(
            if(
                kind <> 'aggregator' and draw(row_key, 'is repeated') < 0.002,
                [0, 1],
                [0]
            )
        ) as copy_no
    from printed_number
),

numbered as (
    select
        *,
        row_number()
            over (
                partition by document_no, company_no
                order by
                    is_in_front desc,
                    part_no asc,
                    boundary_no asc,
                    place asc,
                    years_back desc,
                    copy_no asc
            )
        + if(
            kind = 'aggregator', 8 * (company_no - getvariable('first_company')), 0
        ) as ordinal
    from repeated
),

labelled as (
    select
        numbered.*,
        document.document_id,
        document.reader,
        document.reader_version,
        document.has_terms,
        document.language,
        document.period_style,
        document.year_end_month,
        company.company_key,
        if(
            numbered.kind = 'aggregator',
            if(
                company.is_unlisted and draw(numbered.document_key, 'upper case') < 0.3,
                upper(company.names[1]),
                pick(company.names, numbered.document_key, 'name')
            ),
            null
        ) as company_text,
        line_type.measure,
        line_type.scope,
        line_type.is_target,
        if(
            document.has_terms,
            if(
                line_type.place <= 26,
                line_type.scope_words || ' emissions',
                concat_ws(', ', line_type.measure_words[1], line_type.scope_words)
            ),
            if(
                document.uses_typed_words,
                line_type.measure,
                pick(line_type.measure_words, company.company_key, line_type.measure)
            )
        ) as measure_text,
        if(
            document.uses_typed_words or numbered.kind = 'aggregator',
            line_type.sheet_scope,
            line_type.scope_words
        ) as scope_text,
        case
            when not line_type.is_target then numbered.fiscal_year
            when line_type.unit_group = 'year' then numbered.value::integer
            else
                pick(
                    [2030, 2030, 2035],
                    hash(company.company_key, line_type.place),
                    'year'
                )
        end as named_year
    from numbered
    inner join document on numbered.document_no = document.document_no
    inner join line_type on numbered.place = line_type.place
    inner join company on numbered.company_no = company.company_no
),

dated as (
    select
        *,
        case
            when is_target then 'target'
            when is_half_year then 'half'
            when measure = 'employees' and draw(document_key, 'instant') < 0.7
                then 'instant'
            else period_style
        end as period_kind,
        last_day(make_date(fiscal_year, year_end_month, 1)) as year_end,
        (year_end - interval 1 year)::date + 1 as year_start,
        -- What is read twice stands in one place.
        ordinal - copy_no as place_no
    from labelled
),

placed as (
    select
        *,
        case period_kind
            when 'target' then if(has_terms, '', 'FY') || named_year
            when 'half' then fiscal_year || 'H1'
            when 'instant' then 'as of ' || year_end
            when 'days'
                then year_start || ' to ' || year_end
            when 'slash'
                then (fiscal_year - 1) || '/' || right(fiscal_year::varchar, 2)
            when 'span'
                then 'FY' || (fiscal_year - 1) || '-' || right(fiscal_year::varchar, 2)
            when 'calendar' then 'CY' || fiscal_year
            when 'plain' then fiscal_year::varchar
            when 'nian' then fiscal_year || '年'
            when 'relative'
                then
                    case years_back
                        when 0 then 'latest year'
                        when 1 then 'year before'
                        else 'FY' || fiscal_year
                    end
            else 'FY' || fiscal_year
        end as period_text,
        case
            when kind in ('press', 'aggregator') then null
            when is_in_front then (2 + (row_key % 4)::integer)::varchar
            when reader in ('figure_sheet', 'pdf')
                then (12 + document_key % 90 + place_no // 40)::varchar
        end as page,
        case
            when kind = 'aggregator' then 'csv line ' || company_no + 2
            when kind = 'press' then 'paragraph ' || 1 + place_no // 2
            when reader = 'json_facts' then 'fact f' || place_no
            when reader = 'spreadsheet'
                then
                    concat(
                        'sheet "Emissions", ',
                        chr((70 - years_back)::integer),
                        4 + place_no // 3
                    )
            when reader = 'html'
                then
                    concat(
                        'table ', 1 + place_no // 60, ', row ', 2 + place_no // 3 % 20
                    )
            when reader = 'pdf' then 'line ' || 3 + place_no % 42
            when draw(document_key, 'locators') < 0.4
                then 'ESG data table ' || 1 + place_no // 40
            else 'row ' || ordinal
        end as locator,
        case
            when value_kind = 'unreadable' then 0
            when doubtful_mark = 'comma' then 0.95
            when doubtful_mark in ('point', 'decimal') then 0.9
            when draw(row_key, 'confidence') < 0.01
                then 0.05 + 0.44 * draw(row_key, 'how sure')
            when has_terms and draw(row_key, 'confidence') < 0.3
                then 0.6 + 0.38 * draw(row_key, 'how sure')
            when draw(row_key, 'confidence') < 0.03
                then 0.6 + 0.35 * draw(row_key, 'how sure')
            else 1
        end::decimal(3, 2) as confidence,
        if(
            org_unit is null and draw(document_key, 'names the group') < 0.2,
            'group',
            org_unit
        ) as org_unit_text
    from dated
)

select
    'f_' || left(
        sha256(
            concat_ws('|', document_id, reader, reader_version, ordinal, 'figure')
        ),
        20
    ) as figure_id,
    document_id,
    reader,
    reader_version,
    ordinal::integer as ordinal,
    page,
    locator,
    concat_ws(
        ', ', measure_text, if(has_terms, null, scope_text), org_unit_text, period_text
    )
    || ': '
    || concat_ws(' ', value_text, unit_text) as context,
    company_text,
    org_unit_text,
    measure_text,
    scope_text,
    boundary_text,
    period_text,
    if(period_kind = 'days', year_start::varchar, null) as period_start_text,
    if(period_kind = 'days', year_end::varchar, null) as period_end_text,
    value_text,
    unit_text,
    case
        when is_target and draw(hash(company_key, place), 'base') < 0.7
            then 'since ' || 2015 + (4 * draw(company_key, 'base year'))::integer
        when is_target and draw(hash(company_key, place), 'base') < 0.8
            then 'over 15 years'
    end as basis_text,
    value,
    value_low,
    value_high,
    alternative_value,
    alternative_low,
    alternative_high,
    value_kind,
    if(
        not is_target and draw(hash(document_key, place), 'break') < 0.01,
        'activity data of some businesses improved; earlier years not adjusted',
        null
    ) as series_break_text,
    case
        when kind = 'aggregator'
            then
                'original: Sustainability Report '
                || fiscal_year + 1
                || ', page '
                || 20 + row_key % 90
        when draw(row_key, 'note') < 0.12
            then
                pick(
                    [
                        'printed as approximate', 'verified by an independent body',
                        'without the companies sold in the year', 'method mixed'
                    ],
                    row_key,
                    'which note'
                )
    end as note,
    confidence,
    case
        when value_kind = 'unreadable'
            then ['''' || value_text || ''' holds no number in digits']
        when
            doubtful_mark = 'comma'
            then [''','' taken to part thousands, may be decimal']
        when doubtful_mark is not null
            then ['''.'' taken as the decimal mark, may part thousands']
        when confidence < 1
            then
                [
                    'scope from the row''s label', 'unit from the heading of the table',
                    'year from the heading, by the order of the columns'
                ]
        else []::varchar[]
    end as reasons,
    if(
        draw(row_key, 'problem') < 0.001,
        'line ' || ordinal || ' has 9 cells where 8 are expected',
        null
    ) as reading_problem,
    if(has_terms, org_unit_text, null) as org_unit_term,
    if(has_terms, measure, null) as measure_term,
    if(has_terms, scope, null) as scope_term,
    if(
        has_terms and period_kind not in ('instant', 'half', 'relative'),
        if(period_kind = 'days' and year_end_month = 12, 'CY', 'FY') || named_year,
        null
    ) as period_term,
    if(has_terms, unit_text, null) as unit_term,
    kind,
    company_no,
    part_no,
    boundary_no,
    place,
    fiscal_year,
    years_back,
    vintage,
    is_target,
    is_in_front,
    is_half_year,
    copy_no,
    row_key,
    factor,
    decimals,
    measure,
    scope
from placed
order by document_id asc, ordinal asc
