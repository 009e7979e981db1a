-- Figures whose printed unit has several meanings, one row per meaning.
create temp table ambiguous as
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
    meaning.unit,
    meaning.canonical_unit,
    meaning.factor,
    meaning.preference,
    meaning.assumed_from,
    meaning.assumed_to,
    figure.is_sure
    and abs(figure.value)::double * meaning.factor::double > measure.highest_plausible::double as is_impossible
from figure
inner join several_meanings as meaning
    on figure.printed_unit is not distinct from meaning.printed_unit and figure.quantity = meaning.quantity
inner join measure on figure.measure = measure.measure
where figure.is_amount;

create temp table candidate as
with columns_printed as (
    select
        document,
        printed_unit,
        quantity,
        unit,
        any_value(canonical_unit) as canonical_unit,
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
    * exclude (is_impossible),
    count(*) over (partition by document, printed_unit, quantity) as possible_count
from columns_printed
where not is_impossible;

create temp table undecided as
select
    ambiguous.*,
from ambiguous
inner join candidate
    on
        ambiguous.document = candidate.document
        and ambiguous.printed_unit is not distinct from candidate.printed_unit
        and ambiguous.quantity = candidate.quantity
        and ambiguous.unit = candidate.unit
where candidate.possible_count > 1 and ambiguous.is_sure;

-- What is known of the same series in units of one meaning.
create temp table certain as
with limited as (
    select * from candidate where possible_count = 1
)
select
    figure.series,
    figure.document,
    figure.printed_unit,
    figure.period_end,
    try(figure.value * coalesce(one_meaning.factor, limited.factor)) as amount,
    try(figure.value_low * coalesce(one_meaning.factor, limited.factor)) as low,
    try(figure.value_high * coalesce(one_meaning.factor, limited.factor)) as high
from figure
left join one_meaning
    on figure.printed_unit is not distinct from one_meaning.printed_unit and figure.quantity = one_meaning.quantity
left join limited
    on
        figure.document = limited.document
        and figure.printed_unit is not distinct from limited.printed_unit
        and figure.quantity = limited.quantity
where
    figure.is_amount
    and figure.is_sure
    and figure.series in (select series from undecided)
    and coalesce(one_meaning.factor, limited.factor) is not null;

create temp table decided_by_document as
select
    document,
    printed_unit,
    quantity,
    arg_min(unit, (-agreement_count, preference)) as unit
from (
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
    group by all
)
group by all;

create temp table decided_by_series as
with evidence as (
    select series, document, printed_unit, log10(abs(amount)::double) as size
    from certain
    where amount <> 0
    union all
    select series, document, printed_unit, log10(abs(value)::double * factor::double)
    from undecided
    where preference = 1 and assumed_from = 0 and value <> 0
),
remaining as (
    select undecided.*
    from undecided
    anti join decided_by_document
        on
            undecided.document = decided_by_document.document
            and undecided.printed_unit is not distinct from decided_by_document.printed_unit
            and undecided.quantity = decided_by_document.quantity
    where undecided.value <> 0
),
usual as (
    select
        own.series,
        own.document,
        own.printed_unit,
        median(evidence.size) as size
    from (select distinct series, document, printed_unit from remaining) as own
    inner join evidence
        on
            own.series = evidence.series
            and own.document <> evidence.document
            and own.printed_unit is distinct from evidence.printed_unit
    group by all
),
distances as (
    select
        remaining.document,
        remaining.printed_unit,
        remaining.quantity,
        remaining.unit,
        median(least(
            abs(log10(abs(remaining.value)::double * remaining.factor::double) - usual.size),
            coalesce(
                abs(log10(abs(remaining.alternative_value)::double * remaining.factor::double) - usual.size),
                1e9
            )
        )) as distance
    from remaining
    inner join usual
        on
            remaining.series = usual.series
            and remaining.document = usual.document
            and remaining.printed_unit is not distinct from usual.printed_unit
    group by all
)
select
    document,
    printed_unit,
    quantity,
    unit
from (
    select
        *,
        row_number() over nearest_first as place,
        lead(distance, 1, 1e9) over nearest_first as next_distance
    from distances
    window nearest_first as (partition by document, printed_unit, quantity order by distance asc, unit::varchar asc)
)
where place = 1 and distance < 1.5 and next_distance > 1.5;

-- Columns whose printed unit has one meaning, and another one was meant.
create temp table settled as
select
    figure.series,
    figure.document,
    figure.printed_unit,
    figure.quantity,
    coalesce(one_meaning.unit, limited.unit) as unit,
    abs(figure.value)::double * coalesce(one_meaning.factor, limited.factor)::double as size
from figure
left join one_meaning
    on figure.printed_unit is not distinct from one_meaning.printed_unit and figure.quantity = one_meaning.quantity
left join (from candidate where possible_count = 1) as limited
    on
        figure.document = limited.document
        and figure.printed_unit is not distinct from limited.printed_unit
        and figure.quantity = limited.quantity
where
    figure.value_kind = 'number'
    and figure.value <> 0
    and has_sure_separator(figure.value, figure.alternative_value)
    and figure.is_sure
    and figure.series is not null
    and coalesce(one_meaning.factor, limited.factor) > 0;

create temp table far_column as
with far_series as (
    select series
    from settled
    group by series
    having max(size) > 300 * min(size)
),
sized as (
    select
        series,
        document,
        printed_unit,
        quantity,
        avg(log10(size)) as size
    from settled
    where series in (select series from far_series)
    group by series, document, printed_unit, quantity
)
select distinct
    document,
    printed_unit,
    quantity
from sized
qualify max(size) over (partition by series) - min(size) over (partition by series) > 2.5;

create temp table doubt as
with confusions as (
    select
        confusions.unit::unit_word as unit,
        confusions.meant_unit::unit_word as meant_unit,
        confusions.reason,
        log10(meant.factor::double / printed.factor::double) as power
    from reference_unit_confusion as confusions
    inner join unit as printed on confusions.unit::unit_word = printed.unit
    inner join unit as meant on confusions.meant_unit::unit_word = meant.unit
),
sized as (
    select
        series,
        document,
        printed_unit,
        quantity,
        any_value(unit) as unit,
        avg(log10(size)) as size
    from settled
    where
        series in (
            select settled.series
            from settled
            inner join far_column
                on
                    settled.document = far_column.document
                    and settled.quantity = far_column.quantity
                    and settled.printed_unit is not distinct from far_column.printed_unit
        )
    group by series, document, printed_unit, quantity
),
series as (
    select
        series,
        count(*) as column_count,
        median(size) as size,
        min(size) as least_size,
        max(size) as greatest_size,
        arg_min(unit, size) as unit_of_least,
        arg_max(unit, size) as unit_of_greatest,
        arg_min(document, size) as document_of_least,
        arg_max(document, size) as document_of_greatest
    from sized
    group by series
    having count(*) > 1
),
doubtful as (
    select
        sized.*,
        series.column_count,
        case
            when series.column_count > 2 then series.size
            when sized.size = series.least_size then series.greatest_size
            else series.least_size
        end - sized.size as distance,
        if(sized.size = series.least_size, series.unit_of_greatest, series.unit_of_least) as other_unit,
        if(sized.size = series.least_size, series.document_of_greatest, series.document_of_least) as other_document
    from sized
    inner join series on sized.series = series.series
    semi join far_column
        on
            sized.document = far_column.document
            and sized.quantity = far_column.quantity
            and sized.printed_unit is not distinct from far_column.printed_unit
),
compared as (
    select
        doubtful.document,
        doubtful.printed_unit,
        doubtful.quantity,
        confusions.meant_unit,
        confusions.reason,
        abs(doubtful.distance - confusions.power) < 0.3
        and (doubtful.column_count > 2 or other.source_rank <= own.source_rank) as is_support,
        doubtful.column_count = 2
        and other.source_rank = own.source_rank
        and reverse.unit is not null as is_mutual
    from doubtful
    inner join confusions on doubtful.unit = confusions.unit
    left join confusions as reverse
        on doubtful.other_unit = reverse.unit and abs(confusions.power + reverse.power) < 0.1
    left join document as own on doubtful.document = own.document
    left join document as other on doubtful.other_document = other.document
),
supported as (
    select
        document,
        printed_unit,
        quantity,
        meant_unit,
        any_value(reason) as reason,
        bool_or(is_mutual) filter (where is_support) as is_mutual,
        count(*) filter (where is_support) as support_count
    from compared
    group by document, printed_unit, quantity, meant_unit
    having 2 * count(*) filter (where is_support) > count(*)
)
select
    document,
    printed_unit,
    quantity,
    if(is_mutual, null, meant_unit) as unit,
    reason
from supported
qualify
    row_number() over (
        partition by document, printed_unit, quantity order by support_count desc, meant_unit::varchar asc
    ) = 1;

-- What each document means by a printed unit, where that is not told by the unit alone.
create temp table decision as
with decisions as (
    select
        document,
        printed_unit,
        quantity,
        unit,
        if(unit is null, null, 'series') as decided_by,
        0 as precedence,
        if(
            unit is null,
            format(
                'Printed as {}; another document of the company states a thousand '
                || 'times more or less, and either could be wrong.',
                printed_unit::varchar
            ),
            format(
                'Printed as {}; read as {}, because the company''s other figures are of that size. {}.',
                printed_unit::varchar, unit::varchar, reason
            )
        ) as reason
    from doubt
    union all
    select
        document,
        printed_unit,
        quantity,
        unit,
        'limit',
        1,
        format(
            'Printed as {}; read as {}, because {} would be more than is possible.',
            printed_unit::varchar, unit::varchar, plain_number(largest)
        )
    from candidate
    where possible_count = 1
    union all
    select
        document,
        printed_unit,
        quantity,
        unit,
        'document',
        2,
        format(
            'Printed as {}; read as {}, because the document states the same facts '
            || 'in another unit, and they agree so.',
            printed_unit::varchar, unit::varchar
        )
    from decided_by_document
    union all
    select
        document,
        printed_unit,
        quantity,
        unit,
        'series',
        3,
        format(
            'Printed as {}; read as {}, because the company''s other figures are of that size.',
            printed_unit::varchar, unit::varchar
        )
    from decided_by_series
    union all
    select
        document,
        printed_unit,
        quantity,
        arg_min(unit, preference),
        'symbol',
        4,
        format(
            'Printed as {}; read as {}, its customary meaning at that size, and nothing speaks against it.',
            printed_unit::varchar, arg_min(unit, preference)::varchar
        )
    from candidate
    where possible_count > 1 and largest >= assumed_from and (assumed_to is null or largest <= assumed_to)
    group by document, printed_unit, quantity
)
select
    (row_number() over ())::integer as decision,
    decided.document,
    decided.printed_unit,
    decided.quantity,
    decided.decided_by::decided_word as decided_by,
    decided.reason,
    decided.unit,
    unit.factor,
    unit.plain_factor,
    unit.canonical_unit
from (
    select *
    from decisions
    qualify row_number() over (partition by document, printed_unit, quantity order by precedence asc) = 1
) as decided
left join unit on decided.unit = unit.unit;

-- Not disclosed in a unit that the document discloses other figures in.
create temp table without_column as
select figure.n
from figure
anti join (
    select distinct
        amounts.document,
        amounts.printed_unit,
        amounts.quantity
    from figure as amounts
    inner join (select distinct document, printed_unit, quantity from figure where not is_amount) as others
        on
            amounts.document = others.document
            and amounts.printed_unit is not distinct from others.printed_unit
            and amounts.quantity = others.quantity
    where amounts.is_amount
) as columns_printed
    on
        figure.document = columns_printed.document
        and figure.printed_unit is not distinct from columns_printed.printed_unit
        and figure.quantity = columns_printed.quantity
where not figure.is_amount;

drop table ambiguous;
drop table undecided;
drop table certain;
drop table settled;
