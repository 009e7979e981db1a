-- What printed units mean. Most have one meaning, whichever document prints them; of
-- the others each document is asked which one it means.

create temp table unit as
select
    unit::unit_word as unit,
    quantity::quantity_word as quantity,
    canonical_unit::unit_word as canonical_unit,
    factor,
    -- Null where it has more decimals.
    if(round(factor, 3) = factor, factor, null)::decimal(18, 3) as plain_factor
from reference_unit_of_measure;

create temp table reading as
with printed as (
    select
        printed_unit,
        quantity
    from figure
    where quantity is not null
    union
    select
        raw.change_unit_text::printed_unit_word as printed_unit,
        measure.quantity
    from raw_claim as raw
    inner join measure_spoken as measure
        on coalesce(raw.measure_term, raw.measure_text) = measure.words
),

words as (
    select
        printed_unit,
        unit_key(printed_unit::varchar) as key,
        unit_names_co2(printed_unit::varchar) as is_of_co2
    from printed
    group by printed_unit
),

-- Case tells 'Mt' from 'mt'; words are the same in any case.
spelt as (
    select
        printed_unit,
        is_of_co2,
        key as alias,
        true as is_exact
    from words
    union
    select
        printed_unit,
        is_of_co2,
        printed_unit::varchar as alias,
        true as is_exact
    from words
    where printed_unit is not null
    union
    select
        printed_unit,
        is_of_co2,
        lower(key) as alias,
        false as is_exact
    from words
    where lower(key) not in (key, coalesce(printed_unit::varchar, ''))
),

names as (
    select
        coalesce(replace(alias, ' per ', '/'), '') as alias,
        unit,
        preference,
        assumed_from,
        assumed_to
    from reference_unit_alias
    union
    select
        unit as alias,
        unit,
        1 as preference,
        0 as assumed_from,
        null as assumed_to
    from reference_unit_of_measure
),

meanings as (
    select
        spelt.printed_unit,
        spelt.is_of_co2,
        spelt.is_exact,
        names.unit::unit_word as unit,
        min(names.preference) as preference,
        min(names.assumed_from) as assumed_from,
        max(names.assumed_to) as assumed_to
    from spelt
    inner join names on spelt.alias = names.alias
    group by spelt.printed_unit, spelt.is_of_co2, spelt.is_exact, names.unit
)

select
    printed.printed_unit,
    printed.quantity,
    meanings.unit,
    unit.canonical_unit,
    unit.factor,
    unit.plain_factor,
    meanings.preference,
    meanings.assumed_from,
    meanings.assumed_to
from printed
inner join meanings on printed.printed_unit is not distinct from meanings.printed_unit
inner join unit
    on meanings.unit = unit.unit and printed.quantity = unit.quantity
where
    not meanings.is_of_co2
    or printed.quantity = 'mass_co2e'
    or starts_with(printed.quantity::varchar, 'ghg_')
qualify
    rank() over (
        partition by printed.printed_unit, printed.quantity
        order by meanings.is_exact desc
    ) = 1;

create temp table one_meaning as
select
    printed_unit,
    quantity,
    unit,
    canonical_unit,
    factor,
    plain_factor
from reading
qualify count(*) over (partition by printed_unit, quantity) = 1;

-- Figures in the other units, one row for each meaning.
create temp table ambiguous as
with several_meanings as (
    select * from reading
    qualify count(*) over (partition by printed_unit, quantity) > 1
)

select
    figure.n,
    figure.document,
    figure.printed_unit,
    figure.quantity,
    figure.series,
    figure.period_end,
    figure.value,
    figure.value_low,
    figure.value_high,
    figure.alternative_value,
    figure.is_sure,
    several_meanings.unit,
    several_meanings.factor,
    several_meanings.preference,
    several_meanings.assumed_from,
    several_meanings.assumed_to,
    figure.is_sure
    and abs(figure.value)::double * several_meanings.factor::double
    > measure.highest_plausible::double as is_impossible
from figure
inner join several_meanings
    on
        figure.printed_unit is not distinct from several_meanings.printed_unit
        and figure.quantity = several_meanings.quantity
inner join measure on figure.measure = measure.measure
where figure.is_amount;

-- What each document can mean by them. Where one is left, the limits decide.
create temp table candidate as
with columns_printed as (
    select
        document,
        printed_unit,
        quantity,
        unit,
        any_value(factor) as factor,
        any_value(preference) as preference,
        any_value(assumed_from) as assumed_from,
        any_value(assumed_to) as assumed_to,
        coalesce(max(abs(value)) filter (where is_sure), max(abs(value))) as largest,
        coalesce(bool_or(is_impossible), false) as is_impossible
    from ambiguous
    group by document, printed_unit, quantity, unit
)

select
    document,
    printed_unit,
    quantity,
    unit,
    factor,
    preference,
    assumed_from,
    assumed_to,
    largest,
    count(*) over (partition by document, printed_unit, quantity) as possible_count
from columns_printed
where not is_impossible;

create temp table undecided as
select
    ambiguous.n,
    ambiguous.document,
    ambiguous.printed_unit,
    ambiguous.quantity,
    ambiguous.series,
    ambiguous.period_end,
    ambiguous.value,
    ambiguous.value_low,
    ambiguous.value_high,
    ambiguous.alternative_value,
    ambiguous.unit,
    ambiguous.factor,
    ambiguous.preference,
    ambiguous.assumed_from
from ambiguous
semi join candidate
    on
        ambiguous.document = candidate.document
        and ambiguous.printed_unit is not distinct from candidate.printed_unit
        and ambiguous.quantity = candidate.quantity
        and ambiguous.unit = candidate.unit
        and candidate.possible_count > 1
where ambiguous.is_sure;

-- What is known of the same series in units of one meaning.
create temp table certain as
with limited as (
    select * from candidate
    where possible_count = 1
),

undecided_series as (
    select distinct series from undecided
)

select
    figure.series,
    figure.document,
    figure.printed_unit,
    figure.period_end,
    coalesce(one_meaning.factor, limited.factor) as factor,
    try(figure.value * coalesce(one_meaning.factor, limited.factor)) as amount,
    try(figure.value_low * coalesce(one_meaning.factor, limited.factor)) as low,
    try(figure.value_high * coalesce(one_meaning.factor, limited.factor)) as high
from figure
semi join undecided_series on figure.series = undecided_series.series
left join one_meaning
    on
        figure.printed_unit is not distinct from one_meaning.printed_unit
        and figure.quantity = one_meaning.quantity
left join limited
    on
        figure.document = limited.document
        and figure.printed_unit is not distinct from limited.printed_unit
        and figure.quantity = limited.quantity
where
    figure.is_amount
    and figure.is_sure
    and coalesce(one_meaning.factor, limited.factor) is not null;

create temp table decided_by_document as
with agreements as (
    select
        undecided.document,
        undecided.printed_unit,
        undecided.quantity,
        undecided.unit,
        undecided.preference,
        count(distinct undecided.n) as agreement_count
    from undecided
    inner join certain
        on
            undecided.document = certain.document
            and undecided.series = certain.series
            and undecided.period_end = certain.period_end
            and roundings_overlap(
                try(undecided.value_low * undecided.factor),
                try(undecided.value_high * undecided.factor),
                certain.low,
                certain.high
            )
    where undecided.value <> 0
    group by
        undecided.document,
        undecided.printed_unit,
        undecided.quantity,
        undecided.unit,
        undecided.preference
)

select
    document,
    printed_unit,
    quantity,
    unit
from agreements
qualify
    row_number() over (
        partition by document, printed_unit, quantity
        order by agreement_count desc, preference asc
    ) = 1;

create temp table decided_by_series as
with evidence as (
    select
        series,
        document,
        printed_unit,
        log10(abs(amount)::double) as size
    from certain
    where amount <> 0
    union all
    select
        series,
        document,
        printed_unit,
        log10(abs(value)::double * factor::double) as size
    from undecided
    where preference = 1 and assumed_from = 0 and value <> 0
),

remaining as (
    select undecided.*
    from undecided
    anti join decided_by_document
        on
            undecided.document = decided_by_document.document
            and undecided.printed_unit
            is not distinct from decided_by_document.printed_unit
            and undecided.quantity = decided_by_document.quantity
    where undecided.value <> 0
),

asked as (
    select distinct
        series,
        document,
        printed_unit
    from remaining
),

sizes as (
    select
        asked.series,
        asked.document,
        asked.printed_unit,
        median(evidence.size) as size
    from asked
    inner join evidence
        on
            asked.series = evidence.series
            and asked.document <> evidence.document
            and asked.printed_unit is distinct from evidence.printed_unit
    group by asked.series, asked.document, asked.printed_unit
),

distances as (
    select
        remaining.document,
        remaining.printed_unit,
        remaining.quantity,
        remaining.unit,
        median(least(
            abs(
                log10(abs(remaining.value)::double * remaining.factor::double)
                - sizes.size
            ),
            coalesce(
                abs(
                    log10(
                        abs(remaining.alternative_value)::double
                        * remaining.factor::double
                    ) - sizes.size
                ),
                1e9
            )
        )) as distance
    from remaining
    inner join sizes
        on
            remaining.series = sizes.series
            and remaining.document = sizes.document
            and remaining.printed_unit is not distinct from sizes.printed_unit
    group by
        remaining.document, remaining.printed_unit, remaining.quantity, remaining.unit
),

ranked as (
    select
        document,
        printed_unit,
        quantity,
        unit,
        distance,
        row_number() over nearest_first as place,
        lead(distance, 1, 1e9) over nearest_first as next_distance
    from distances
    window nearest_first as (
        partition by document, printed_unit, quantity order by distance asc, unit asc
    )
)

select
    document,
    printed_unit,
    quantity,
    unit
from ranked
where place = 1 and distance < 1.5 and next_distance > 1.5;
