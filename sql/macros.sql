-- How printed words become keys. Loaded before any table is built, so that every
-- model and every reference list folds its words in one way.

-- 'Émissions  nettes' and 'emissions nettes' are one key.
create or replace macro term_key(words) as
trim(regexp_replace(
    lower(strip_accents(nfc_normalize(replace(words, '_', ' ')))), '\s+', ' ', 'g'
));

-- A readable identifier: 'Alibaba Cloud' is alibaba-cloud.
create or replace macro slug(words) as
trim(regexp_replace(
    lower(strip_accents(nfc_normalize(words))), '[^\p{L}\p{N}]+', '-', 'g'
), '-');

-- The identifier of what no list names; null where the words give none. 'Unknown' names
-- nobody: that is the row of each dimension for what is not known.
create or replace macro unlisted_id(words) as
nullif(nullif(slug(words), ''), 'unknown');

-- 'Scope 1 and 2 (market-based)' and 'scope_1_2_market' are '1 2 market'.
create or replace macro scope_key(words) as
trim(regexp_replace(regexp_replace(regexp_replace(regexp_replace(
    term_key(words), '\bscopes?\b|[-\s]?based\b|[(),]', ' ', 'g'
), '\+\s*$', ' plus'), '\+|&|\band\b', ' ', 'g'), '\s+', ' ', 'g'));

-- True where the unit itself names carbon dioxide: 'MtCO2e', 'tC02e' with a zero.
create or replace macro unit_names_co2(words) as
coalesce(regexp_matches(
    translate(words, '₂０', '20'), '(?i)c[o0]2|cozze|coze|carbon dioxide'
), false);

-- The unit without the carbon dioxide that it is of: 't-CO 2 eq.' is t.
create or replace macro without_co2(words) as
regexp_replace(
    translate(
        replace(replace(coalesce(words, ''), 'm²', 'm2'), 'm³', 'm3'), '₂０', '20'
    ),
    '(?i)[-–\s]*(\b(of|in)\s+)?(carbon dioxide|c[o0]\s?2)'
    || '([-–\s]*([eéä]quivalent\p{L}*|[eä]qu?v?|e)\b\.?){0,2}',
    ' ',
    'g'
);

-- The unit without what it is of, and without remarks in brackets. Upper and lower
-- case stay: 'Mt' and 'mt' are not the same. 't CO2e per m²' is t/m2.
create or replace macro unit_key(words) as
trim(regexp_replace(regexp_replace(regexp_replace(
    without_co2(words), '\s*\([^)]*\)\s*$|\(\s*\)', '', 'g'
), '\s*/\s*|\s+per\s+', '/', 'g'), '\s+', ' ', 'g'));

-- The change in percent from one amount to another; null from nothing.
create or replace macro change_pct(amount, prior_amount) as
case
    when prior_amount <> 0
        then try((100 * (amount - prior_amount) / abs(prior_amount))::decimal(28, 4))
end;

-- The least and the greatest change in percent that rounding allows. Where the prior
-- amount could be nil there is no telling.
create or replace macro change_pct_low(low, prior_low, prior_high) as
case
    when prior_low > 0
        then
            try((
                100 * (low - if(low < 0, prior_low, prior_high))
                / if(low < 0, prior_low, prior_high)
            )::decimal(28, 4))
end;

create or replace macro change_pct_high(high, prior_low, prior_high) as
case
    when prior_low > 0
        then
            try((
                100 * (high - if(high < 0, prior_high, prior_low))
                / if(high < 0, prior_high, prior_low)
            )::decimal(28, 4))
end;

-- The change a year that leads from one amount to another in so many years, if it is
-- the same in percent every year.
create or replace macro compound_change_pct(amount, base_amount, years) as
(100 * (pow(amount::double / base_amount::double, 1.0 / years) - 1))::decimal(28, 4);

-- The last day that a date may mean, as YYYY-MM-DD, YYYY-MM or YYYY; null for others.
create or replace macro last_possible_day(words) as
case
    when regexp_full_match(words, '\d{4}-\d{2}-\d{2}') then try_cast(words as date)
    when regexp_full_match(words, '\d{4}-\d{2}')
        then last_day(try_cast(words || '-01' as date))
    when regexp_full_match(words, '\d{4}') then try_cast(words || '-12-31' as date)
end;

-- The last day of a month, which is given as MM.
create or replace macro month_end(of_year, of_month) as
last_day(try_cast(of_year || '-' || of_month || '-01' as date));

-- True where some number rounds to both of two printed ones. Those that share only an
-- edge, as 1.4 and 1.5 do at 1.45, are not one number.
create or replace macro roundings_overlap(low, high, other_low, other_high) as
(low < other_high and high > other_low) or (low = other_low and high = other_high);

-- The first day of the twelve months that end with a day at the end of a month.
create or replace macro year_start(period_end) as
last_day((period_end - interval 1 year)::date) + 1;

-- How many months a period lasts.
create or replace macro period_months(period_start, period_end) as
date_diff('month', period_start, period_end + 1);

-- Where a row stands in its document. The number of a row tells copies of it apart, and
-- is no place in a page.
create or replace macro printed_place(locator) as
case
    when not starts_with(locator, 'row ') then locator
    when not regexp_full_match(locator, 'row \d+') then locator
end;

-- True for 'latest year' and 'year before', which mean a year only beside a day.
create or replace macro is_relative_period(words) as
coalesce(upper(trim(words)) in ('LATEST YEAR', 'YEAR BEFORE'), false);

-- A number that stands for words: the same words give the same number in every run and
-- release, and other words another one. Null where a word is.
create or replace macro stable_id(words) as (md5_number_lower(words) >> 1)::bigint;

-- Everything that one part of a company emits in a period, within one boundary: what
-- scopes are added up over.
create or replace macro inventory_key(
    company_id, org_unit_id, boundary, period_start, period_end
) as
stable_id(
    company_id || '/' || org_unit_id || '/' || boundary
    || '/' || coalesce(period_start::varchar, '') || '/' || period_end
);

-- The number of one word in its role: 'scope' and 'scope_1'.
create or replace macro word_key(role, word) as stable_id(role || '/' || word);

-- The number of a period; an instant has no start.
create or replace macro period_key(period_start, period_end) as
stable_id('period/' || coalesce(period_start::varchar, '') || '/' || period_end);

-- What is followed over the years: one measure and scope of one part of a company. The
-- numbers of its words are joined bit by bit, so that each word is hashed once and not
-- again for each figure. What holds a part that is null has no key.
create or replace macro joined_series_key(
    company_key, org_unit_key, boundary_key, measure_key, scope_key
) as
xor(xor(xor(xor(company_key, org_unit_key), boundary_key), measure_key), scope_key);

create or replace macro series_key(company_id, org_unit_id, boundary, measure, scope) as
joined_series_key(
    word_key('company', company_id),
    word_key('org_unit', org_unit_id),
    word_key('boundary', boundary),
    word_key('measure', measure),
    word_key('scope', scope)
);

-- One fact: a series in one period and unit, whoever states it.
create or replace macro fact_key(series_id, of_period, of_unit) as
xor(xor(series_id, of_period), of_unit);

-- A number of at most three decimals in that scale; of others something else.
create or replace macro thousandths(value) as
try_cast(value::double * 1000 as bigint) * 0.001::decimal(4, 3);

-- A number times a factor, to six decimals. Most numbers and factors have at most three
-- decimals, and such a product needs no rounding, which is what takes the time. Others
-- are rounded after they were moved outwards: by nothing, or by almost half of the last
-- decimal, which cuts a bound of an interval so that it still holds.
create or replace macro scaled_amount(value, factor, plain_factor, outwards) as
try(case
    when plain_factor is not null and thousandths(value) = value
        then (thousandths(value) * plain_factor)::decimal(28, 6)
    else round(value * factor + outwards, 6)::decimal(28, 6)
end);

-- An amount in the canonical unit; one without a factor is in no unit.
create or replace macro converted(amount, factor) as
if(factor is null, amount, try((amount * factor)::decimal(28, 9)));

-- True where a reading is sure enough to be used, and to be evidence for others. The
-- threshold is a setting of the run.
create or replace macro is_sure(confidence) as
confidence >= getvariable('review_threshold');

-- True unless the other reading of a number's separator would make it larger: 9.649 may
-- be 9,649, and 9,649 is hardly ever 9.649.
create or replace macro has_sure_separator(value, alternative_value) as
coalesce(abs(alternative_value) < abs(value), true);

-- A number as people write it, without nils behind the point.
create or replace macro plain_number(value) as
regexp_replace(regexp_replace(value::varchar, '(\.\d*?)0+$', '\1'), '\.$', '');

-- Whether a reading may be used: sure, accepted, rejected, needs_review, or unread
-- where there is nothing of which to be sure.
create or replace macro review_state(confidence, decision, is_read) as
case
    when decision = 'reject' then 'rejected'
    when decision = 'accept' then 'accepted'
    when not is_read then 'unread'
    when is_sure(confidence) then 'sure'
    when not is_sure(confidence) then 'needs_review'
end;

-- The figures of two lists of such, sorted and each once. Nearly always there is one in
-- each, which need no sorting.
create or replace macro merged_ids(ids, other_ids) as
if(
    len(ids) = 1 and len(other_ids) = 1 and ids[1] <> other_ids[1],
    [least(ids[1], other_ids[1]), greatest(ids[1], other_ids[1])],
    list_sort(list_distinct(ids || other_ids))
);

-- True where one of a row's figures is among those that were put right. Nearly always
-- none is, and then no list is looked into.
create or replace macro any_corrected(figure_ids, corrected_ids) as
if(len(corrected_ids) = 0, false, list_has_any(figure_ids, corrected_ids));

-- Which statement of each fact counts, of a table of statements: that of the best kind
-- of source (issuer, regulator, press, aggregator), then of the latest document, then,
-- among those of its kind that agree with it within their rounding, the most precise.
-- A unit that had to be inferred gives way to one that was printed.
create or replace macro chosen_statement(statements) as table
    with

    ranked as (
        select
            fact_id,
            figure_id,
            source_rank,
            known_from,
            (unit_decided_by <> 'reference')::integer as is_inferred,
            high - low as width,
            source_rank = first_value(source_rank) over precedence
            and roundings_overlap(
                low,
                high,
                first_value(low) over precedence,
                first_value(high) over precedence
            ) as agrees_with_leader
        from query_table(statements)
        window precedence as (
            partition by fact_id
            order by
                source_rank asc,
                known_from desc nulls last,
                (unit_decided_by <> 'reference')::integer asc,
                high - low asc,
                figure_id asc
        )
    )

    select
        fact_id,
        figure_id
    from ranked
    where agrees_with_leader
    qualify
        row_number() over (
            partition by fact_id
            order by
                is_inferred asc, width asc, known_from desc nulls last, figure_id asc
        ) = 1;

-- The first of some words that is among others; null where none is.
create or replace macro first_of(words, others) as (
    list_filter(words, lambda word: list_contains(others, word))[1]
);
