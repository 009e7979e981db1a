-- Documents: an issuer's yearly reports, filings, press, and data sets of many
-- companies, with how each writes.
-- Grain: one row per document.

with

issued as (
    select
        company.*,
        published.range as published_year,
        slots.range as slot,
        (company.company_no * 10 + published.range - 2016) * 8 + slots.range
            as document_no,
        hash(company.company_key, published.range, slots.range) as document_key
    from company
    cross join range(2016, 2026) as published
    cross join range(0, 5) as slots
),

published as (
    select
        *,
        case slot
            when 0 then 'issuer_report'
            when 1 then 'regulatory_filing'
            else 'press'
        end as kind
    from issued
    where
        draw(document_key, 'is published') < case slot
            when 0
                then if(
                    published_year
                    >= 2014 + (6 * draw(company_key, 'first report'))::integer,
                    0.97,
                    0
                )
            when 1 then if(draw(company_key, 'files') < 0.4, 0.8, 0)
            when 2 then 0.8
            when 3 then 0.5
            else 0.25
        end
),

-- A data set covers the companies of one run.
compiled as (
    select
        hash(
            getvariable('seed'),
            getvariable('first_company'),
            published.range,
            compilers.publisher
        ) as document_key,
        -10 * (
            10 * getvariable('first_company') + published.range - 2016
        ) - compilers.compiler_no as document_no,
        published.range as published_year,
        compilers.publisher,
        'aggregator' as kind
    from range(2016, 2026) as published
    cross join (
        values
        (1, 'Carbon Data Commons'), (2, 'Emissions Atlas'), (3, 'Disclosure Index')
    ) as compilers (compiler_no, publisher)
),

described as (
    select
        document_no,
        document_key,
        company_no,
        company_key,
        kind,
        published_year,
        language,
        folder_name,
        year_end_month,
        is_unlisted,
        uses_typed_words,
        if(
            is_unlisted and draw(document_key, 'upper case') < 0.05,
            upper(names[1]),
            pick(names, document_key, 'name')
        ) as company_name,
        case kind
            when 'issuer_report' then names[1]
            when 'regulatory_filing' then 'Disclosure Registry'
            else
                pick(
                    ['Daily', 'Climate', 'Business', 'Green', 'Global', 'Evening'],
                    document_key,
                    'paper'
                )
                || ' '
                || pick(
                    ['Herald', 'Wire', 'Observer', 'Times', 'Post', 'Review', 'Ledger'],
                    document_key,
                    'paper name'
                )
        end as publisher,
        -- A fiscal year that ends by June is told in the same year.
        published_year - (year_end_month > 6)::integer as latest_year,
        case
            when kind = 'issuer_report'
                then
                    pick(
                        [
                            'figure_sheet', 'figure_sheet', 'figure_sheet', 'pdf',
                            'pdf', 'html', 'spreadsheet'
                        ],
                        company_key,
                        'reader'
                    )
            when kind = 'regulatory_filing' and draw(company_key, 'xbrl') < 0.5
                then 'json_facts'
            when kind = 'press' and draw(document_key, 'is read') < 0.2
                then 'plain_text'
            else 'figure_sheet'
        end as reader,
        least(
            12,
            case
                when year_end_month <= 6 then year_end_month + 3
                else 3
            end
            + (4 * draw(document_key, 'month'))::integer
            + (kind <> 'issuer_report')::integer
        ) as published_month
    from published
    union all by name
    select
        document_no,
        document_key,
        kind,
        published_year,
        'en' as language,
        lower(replace(publisher, ' ', '-')) as folder_name,
        12 as year_end_month,
        true as uses_typed_words,
        publisher,
        published_year - 1 as latest_year,
        'figure_sheet' as reader,
        9 as published_month
    from compiled
),

dated as (
    select
        *,
        make_date(
            published_year,
            published_month,
            1 + (27 * draw(document_key, 'day'))::integer
        ) as published_on,
        draw(document_key, 'date') as date_draw,
        kind = 'aggregator' or draw(document_key, 'catalogued') > 0.02 as is_catalogued,
        published_year
        || case kind
            when 'issuer_report' then '-sustainability-report'
            when 'regulatory_filing' then '-climate-filing'
            when 'aggregator' then '-emissions-part-' || -document_no
            else '-' || lower(replace(publisher, ' ', '-')) || '-' || document_no % 8
        end
        || case reader
            when 'figure_sheet' then '.csv'
            when 'spreadsheet' then '.xlsx'
            when 'json_facts' then '.json'
            when 'plain_text' then '.txt'
            else '.' || reader
        end as file_name
    from described
)

select
    document_no,
    document_key,
    company_no,
    company_key,
    kind,
    published_year,
    latest_year,
    year_end_month,
    sha256(getvariable('seed') || '/' || folder_name || '/' || file_name)
        as document_id,
    folder_name,
    file_name,
    reader,
    if(reader in ('figure_sheet', 'json_facts'), '1', '1.1') as reader_version,
    is_catalogued,
    company_name,
    publisher,
    language,
    case
        when not is_catalogued or date_draw < 0.03 then null
        when date_draw < 0.12 then strftime(published_on, '%Y')
        when date_draw < 0.28 then strftime(published_on, '%Y-%m')
        else strftime(published_on, '%Y-%m-%d')
    end as published_text,
    reader <> 'figure_sheet' as has_terms,
    uses_typed_words and reader = 'figure_sheet' as uses_typed_words,
    case
        when language = 'de' then 'point'
        when language = 'fr' then 'space'
        when draw(document_key, 'digits') < 0.15 then 'plain'
        when draw(document_key, 'digits') < 0.18 then 'apostrophe'
        else 'comma'
    end as number_style,
    case
        when reader = 'json_facts' then 'days'
        when year_end_month <> 12 and draw(company_key, 'year label') < 0.3 then 'slash'
        when year_end_month <> 12 and draw(company_key, 'year label') < 0.5 then 'span'
        when date_draw >= 0.28 and is_catalogued and draw(document_key, 'year') < 0.02
            then 'relative'
        when draw(document_key, 'year') < 0.06 then 'days'
        when draw(document_key, 'year') < 0.1 then 'calendar'
        when draw(document_key, 'year') < 0.2 then 'plain'
        when language = 'zh' and draw(document_key, 'year') < 0.3 then 'nian'
        else 'fiscal'
    end as period_style
from dated
