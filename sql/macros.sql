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

-- The unit without what it is of, and without remarks in brackets. Upper and lower
-- case stay: 'Mt' and 'mt' are not the same.
create or replace macro unit_key(words) as
trim(regexp_replace(regexp_replace(regexp_replace(
    regexp_replace(
        translate(coalesce(words, ''), '₂０', '20'), '\s*\([^)]*\)\s*$', ''
    ), '(?i)\s*\b(of |in )?(carbon dioxide|c[o0]2)([- ]?eq?(uivalents?|\.)?\b|)'
    || '(\s*\(?equivalents?\)?)?'
    || '|\s*c[o0]2([- ]?eq?(uivalents?|\.)?\b|)(\s*equivalents?)?', ' ', 'g'
), '\s*/\s*', '/', 'g'), '\s+', ' ', 'g'));

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

-- True where some number rounds to both of two printed ones. Those that share only an
-- edge, as 1.4 and 1.5 do at 1.45, are not one number.
create or replace macro roundings_overlap(low, high, other_low, other_high) as
(low < other_high and high > other_low) or (low = other_low and high = other_high);

-- The first day of the twelve months that end with a day at the end of a month.
create or replace macro year_start(period_end) as
last_day((period_end - interval 1 year)::date) + 1;

-- Where a row stands in its document. The number of a row tells copies of it apart, and
-- is no place in a page.
create or replace macro printed_place(locator) as
if(regexp_full_match(locator, 'row \d+'), null, locator);
