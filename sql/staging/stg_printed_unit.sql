-- What each printed unit can mean for the quantity that a measure is of.
-- Grain: one row per printed unit, quantity and reading.
--
-- 'tons' may be metric or short; 'Mt' is a megaton, or a metric ton where a table's
-- header is wrong. The reading of preference 1 is the customary one. A unit of another
-- quantity is kept, and marked, so that it can be told from one that nobody knows.

with

units_printed as (
    select
        unit_words,
        quantity
    from stg_printed_figure
    union
    -- A change may be stated in the unit of the amounts: 'lower by 2,400 tonnes'.
    select
        change_unit_words as unit_words,
        quantity
    from stg_printed_claim
    where change_kind is null
),

printed as (
    select
        unit_words,
        quantity,
        unit_key(unit_words) as key,
        unit_names_co2(unit_words) as is_of_co2
    from units_printed
    where quantity is not null
),

aliases as (
    select * from reference_unit_alias
),

units as (
    select * from dim_unit_of_measure
    where unit <> 'unknown'
),

names as (
    select
        coalesce(replace(alias, ' per ', '/'), '') as alias,
        unit,
        preference,
        assumed_from,
        assumed_to
    from aliases
    union
    select
        unit as alias,
        unit,
        1 as preference,
        0 as assumed_from,
        null as assumed_to
    from units
),

-- Case tells 'Mt' from 'mt'; words are the same in any case.
spelled as (
    select
        *,
        unnest(list_distinct([key, lower(key), unit_words])) as alias
    from printed
),

matched as (
    select distinct
        spelled.unit_words,
        spelled.quantity,
        names.unit,
        names.preference,
        names.assumed_from,
        names.assumed_to,
        names.alias in (spelled.key, spelled.unit_words) as is_exact,
        spelled.is_of_co2
    from spelled
    inner join names on spelled.alias = names.alias
),

readings as (
    select
        matched.unit_words,
        matched.quantity,
        matched.unit,
        matched.preference,
        matched.assumed_from,
        matched.assumed_to,
        matched.is_exact,
        units.canonical_unit,
        units.factor,
        units.quantity = matched.quantity
        and (
            not matched.is_of_co2
            or matched.quantity = 'mass_co2e'
            or starts_with(matched.quantity, 'ghg_')
        ) as is_of_quantity
    from matched
    inner join units on matched.unit = units.unit
)

select
    unit_words,
    quantity,
    unit,
    canonical_unit,
    factor,
    is_of_quantity,
    min(preference) as preference,
    min(assumed_from) as assumed_from,
    max(assumed_to) as assumed_to
from readings
group by
    unit_words, quantity, unit, canonical_unit, factor, is_of_quantity, is_exact
qualify
    rank() over (
        partition by unit_words, quantity, is_of_quantity order by is_exact desc
    ) = 1
