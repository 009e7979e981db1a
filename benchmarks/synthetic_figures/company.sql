-- Companies: each tenth one has a listed company's name, as long as there are any.
-- Grain: one row per company.

with

names as (
    select
        company_id,
        name,
        1 as preference
    from reference_company
    union all
    select
        company_id,
        alias as name,
        2 as preference
    from reference_company_alias
),

listed as (
    select
        reference_company.company_id,
        reference_company.fiscal_year_end,
        list(names.name order by names.preference, names.name) as names,
        -- Those whose fiscal year is known come first, so that few companies do.
        10 * row_number() over (
            order by
                reference_company.fiscal_year_end is null, reference_company.company_id
        ) - 7 as company_no
    from reference_company
    inner join names on reference_company.company_id = names.company_id
    group by reference_company.company_id, reference_company.fiscal_year_end
),

syllables as (
    select
        string_split(
            'Arven Balder Cori Dorn Elban Ferro Gal Halden Iber Jor Kestrel Lumen '
            'Mar Norden Orla Pallas Quen Rhein Sol Tarn Umber Vester Wyn Xeno Ystad '
            'Zephyr Aster Bryn Calder Dova Esker Fjord Grane Hespa Isen Juno Kaval '
            'Lorn Meri Nova Ostra Praxis Ridge Sable Tyr Ulma Varda Wolden',
            ' '
        ) as stems,
        string_split(
            'holt gard mark field ia on ex is tek ora berg stad wyn dale mont ham '
            'sund vik ston ley ric ent um ax iva os ella or ane ix',
            ' '
        ) as endings,
        string_split(
            'Energy Foods Chemicals Retail Logistics Steel Pharma Bank Insurance '
            'Telecom Software Motors Airlines Mining Cement Paper Textiles Water '
            'Shipping Media Semiconductors Properties Hotels Utilities',
            ' '
        ) as branches
),

numbered as (
    select
        range as company_no,
        hash(getvariable('seed'), range) as company_key,
        range % 48 as stem_no,
        range // 48 % 30 as ending_no,
        range // 1440 as round_no
    from range(getvariable('first_company'), getvariable('last_company'))
),

named as (
    select
        numbered.company_no,
        numbered.company_key,
        listed.company_id,
        coalesce(left(listed.fiscal_year_end, 2)::integer, 12) as year_end_month,
        coalesce(
            listed.names,
            [
                syllables.stems[1 + numbered.stem_no]
                || syllables.endings[1 + numbered.ending_no]
                || ' '
                || syllables.branches[1 + (
                    numbered.round_no + 7 * numbered.stem_no + numbered.ending_no
                ) % 24]
                -- There are 34,560 names.
                || if(numbered.round_no < 24, '', ' ' || numbered.round_no // 24 + 1)
            ]
        ) as names
    from numbered
    cross join syllables
    left join listed on numbered.company_no = listed.company_no
)

select
    company_no,
    company_key,
    names,
    coalesce(company_id, lower(replace(names[1], ' ', '-'))) as folder_name,
    company_id is null as is_unlisted,
    year_end_month,
    pick(
        ['CNY', 'USD', 'USD', 'EUR', 'EUR', 'JPY', 'GBP', 'CHF', 'KRW', 'INR'],
        company_key,
        'currency'
    ) as currency,
    case currency
        when 'CNY' then 7
        when 'JPY' then 120
        when 'KRW' then 1200
        when 'INR' then 80
        else 1
    end as currency_rate,
    -- Emissions per revenue are known in five currencies.
    if(currency in ('CHF', 'KRW', 'INR'), 'USD', currency) as intensity_currency,
    if(currency in ('KRW', 'INR'), 1, currency_rate) as intensity_rate,
    pick(['en', 'en', 'en', 'en', 'zh', 'de', 'fr', 'ja'], company_key, 'language')
        as language,
    pick(
        ['both', 'both', 'both', 'both', 'both', 'both', 'location', 'market', 'none'],
        company_key,
        'method'
    ) as method,
    draw(company_key, 'all categories') < 0.13 as has_all_categories,
    draw(company_key, 'boundaries') < 0.12 as has_two_boundaries,
    if(
        draw(company_key, 'segments') < 0.3,
        2 + (3 * draw(company_key, 'segment count'))::integer % 3,
        0
    ) as segment_count,
    draw(company_key, 'adds both methods') < 0.03 as adds_both_methods,
    draw(company_key, 'prints offsets as a deduction') < 0.2 as deducts_offsets,
    2013 + (8 * draw(company_key, 'first offsets'))::integer as first_offset_year,
    draw(company_key, 'typed words') < 0.6 as uses_typed_words,
    power(10, 3.3 + 4.2 * power(draw(company_key, 'size'), 1.3))
    * if(draw(company_key, 'giant') < 0.03, 10, 1) as size,
    0.91 + 0.14 * draw(company_key, 'growth') as growth,
    0.2 + 1.6 * draw(company_key, 'scope 2') as scope_2_ratio,
    0.3 + 0.75 * draw(company_key, 'market') as market_ratio,
    least(2 + 50 * power(draw(company_key, 'scope 3'), 3), 8e8 / size) as scope_3_ratio,
    0.6 + 0.9 * draw(company_key, 'categories') as category_exponent,
    0.6 + 0.5 * draw(company_key, 'equity') as equity_ratio,
    0.02 + 0.3 * draw(company_key, 'offsets') as offset_ratio,
    (8 + 60 * draw(company_key, 'revenue')) * power(size, 0.55) as revenue_in_dollars
from named
