-- ---------------------------------------------------------------- units
create temp table unit as
select
    unit::unit_word as unit,
    quantity,
    canonical_unit::unit_word as canonical_unit,
    factor,
    -- Null where it has more decimals.
    if(round(factor, 3) = factor, round(factor, 3)::decimal(18, 3), null) as plain_factor
from reference_unit_of_measure;

-- What each printed unit can mean for a quantity.
create temp table reading as
with printed as (
    select distinct printed_unit, quantity from figure where quantity is not null
    union
    select raw.change_unit_text::printed_unit_word, measure.quantity
    from raw_claim as raw
    inner join measure_spoken as measure
        on coalesce(raw.measure_term, raw.measure_text) = measure.words
),
words as (
    select
        printed_unit,
        unit_key(printed_unit) as key,
        unit_names_co2(printed_unit) as is_of_co2
    from (select distinct printed_unit::varchar as printed_unit from printed)
),
spelt as (
    select printed_unit, is_of_co2, key as alias, true as is_exact from words
    union
    select printed_unit, is_of_co2, printed_unit, true from words where printed_unit is not null
    union
    select printed_unit, is_of_co2, lower(key), false from words where lower(key) not in (key, coalesce(printed_unit, ''))
),
names as (
    select coalesce(replace(alias, ' per ', '/'), '') as alias, unit, preference, assumed_from, assumed_to
    from reference_unit_alias
    union
    select unit, unit, 1, 0, null
    from reference_unit_of_measure
),
meanings as (
    select
        spelt.printed_unit::printed_unit_word as printed_unit,
        spelt.is_of_co2,
        spelt.is_exact,
        unit.unit,
        unit.quantity,
        unit.canonical_unit,
        unit.factor,
        min(names.preference) as preference,
        min(names.assumed_from) as assumed_from,
        max(names.assumed_to) as assumed_to
    from spelt
    inner join names on spelt.alias = names.alias
    inner join unit on names.unit::unit_word = unit.unit
    group by spelt.printed_unit, spelt.is_of_co2, spelt.is_exact, unit.unit, unit.quantity, unit.canonical_unit, unit.factor
)
select
    printed.printed_unit::printed_unit_word as printed_unit,
    printed.quantity,
    meanings.unit,
    meanings.canonical_unit,
    meanings.factor,
    meanings.preference,
    meanings.assumed_from,
    meanings.assumed_to
from printed
inner join meanings
    on
        printed.printed_unit is not distinct from meanings.printed_unit
        and printed.quantity::varchar = meanings.quantity
where
    not meanings.is_of_co2
    or printed.quantity = 'mass_co2e'
    or starts_with(printed.quantity::varchar, 'ghg_')
qualify
    rank() over (partition by printed.printed_unit, printed.quantity order by meanings.is_exact desc) = 1;

-- Most printed units have one meaning, in whichever document.
create temp table one_meaning as
select reading.*, unit.plain_factor from reading inner join unit on reading.unit = unit.unit qualify count(*) over (partition by reading.printed_unit, reading.quantity) = 1;

create temp table several_meanings as
select * from reading qualify count(*) over (partition by printed_unit, quantity) > 1;
