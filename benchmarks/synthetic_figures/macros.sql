-- What stands in for chance, and how amounts are parted.
--
-- Whatever looks like chance is a hash of a key and of the name of what is drawn. Keys
-- come from the seed and from what a row is about, so a row depends on neither the
-- order of rows nor on threads.

-- A number from 0 to below 1.
create or replace temp macro draw(key, name) as
(hash(key, name) % 1000003) / 1000003.0;

-- One of a list.
create or replace temp macro pick(choices, key, name) as
choices[1 + (hash(key, name) % len(choices))::integer];

-- What a part has of the whole. Parts from 0 to 1 without a gap add up to the whole.
create or replace temp macro share_of(amount, share_from, share_to) as
floor(amount * share_to) - floor(amount * share_from);

-- The share of Scope 3 that its categories up to the nth make together.
create or replace temp macro share_to_category(n, exponent) as
if(
    n = 0,
    0,
    power(
        [
            0.42, 0.47, 0.52, 0.58, 0.59, 0.61, 0.635, 0.64, 0.67, 0.7, 0.91, 0.94,
            0.955, 0.96, 1
        ][n],
        exponent
    )
);

-- The factor by which the second and the third statement of a year differ from the
-- first: nearly always 1.
create or replace temp macro restated(key, name, vintage) as
if(
    vintage >= 1 and draw(key, name || ' once') < 0.03,
    0.86 + 0.36 * draw(key, name || ' by'),
    1
)
* if(
    vintage >= 2 and draw(key, name || ' twice') < 0.03,
    0.9 + 0.25 * draw(key, name || ' by again'),
    1
);

-- The power of ten of the first digit.
create or replace temp macro magnitude(amount) as
if(amount = 0, 0, floor(log10(abs(amount)))::integer);

-- A number of steps, and the step; both exact.
create or replace temp macro step_of(decimals) as
[
    1e9, 1e8, 1e7, 1e6, 1e5, 1e4, 1e3, 100, 10, 1, 0.1, 0.01, 0.001, 0.0001, 0.00001,
    0.000001
][10 + decimals]::decimal(19, 9);

create or replace temp macro in_steps(amount, decimals) as
round(amount * power(10, decimals))::bigint;

create or replace temp macro exact(steps, decimals) as
(steps::decimal(19, 0) * step_of(decimals))::decimal(28, 9);

-- Half of the last digit that is printed. A whole number that ends in two zeros or more
-- was rounded there, as the reader of numbers has it.
create or replace temp macro half_of_last_digit(steps, decimals) as
case
    when decimals > 0 then step_of(decimals) / 2
    when abs(exact(steps, decimals)) >= 1000 and exact(steps, decimals) % 100 = 0
        then
            step_of(greatest(
                len(rtrim(exact(steps, decimals)::bigint::varchar, '0'))
                - len(exact(steps, decimals)::bigint::varchar),
                -9
            )) / 2
    else 0.5
end::decimal(28, 9);

-- A number in the writing of a language.
create or replace temp macro written(steps, decimals, style) as
case style
    when 'plain'
        then
            replace(
                format(
                    '{:,.{}f}', exact(steps, decimals)::double, greatest(decimals, 0)
                ),
                ',',
                ''
            )
    else
        translate(
            format(
                '{:,.{}f}', exact(steps, decimals)::double, greatest(decimals, 0)
            ),
            ',.',
            case style
                when 'comma' then ',.'
                when 'point' then '.,'
                when 'space' then ' ,'
                when 'apostrophe' then '''.'
            end
        )
end;
