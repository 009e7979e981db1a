-- Columns whose printed unit has one meaning, and another one was meant.

create temp table settled as
with limited as (
    select * from candidate
    where possible_count = 1
)

select
    figure.series,
    figure.document,
    figure.printed_unit,
    figure.quantity,
    coalesce(one_meaning.unit, limited.unit) as unit,
    abs(figure.value)::double
    * coalesce(one_meaning.factor, limited.factor)::double as size
from figure
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
    figure.value_kind = 'number'
    and figure.value <> 0
    and has_sure_separator(figure.value, figure.alternative_value)
    and figure.is_sure
    and figure.series is not null
    and coalesce(one_meaning.factor, limited.factor) > 0;

-- Only where sizes are far apart is there anything to doubt. What figures do not differ
-- by, their averages do not either.
create temp table far_column as
with far_series as (
    select series
    from settled
    group by series
    having min(document) < max(document) and max(size) > 300 * min(size)
),

sized as (
    select
        settled.series,
        settled.document,
        settled.printed_unit,
        settled.quantity,
        avg(log10(settled.size)) as size
    from settled
    semi join far_series on settled.series = far_series.series
    group by
        settled.series, settled.document, settled.printed_unit, settled.quantity
),

apart as (
    select
        document,
        printed_unit,
        quantity,
        max(size) over (partition by series)
        - min(size) over (partition by series) as distance
    from sized
)

select distinct
    document,
    printed_unit,
    quantity
from apart
where distance > 2.5;

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

-- A column is judged by all of its series.
judging_series as (
    select distinct settled.series
    from settled
    semi join far_column
        on
            settled.document = far_column.document
            and settled.quantity = far_column.quantity
            and settled.printed_unit is not distinct from far_column.printed_unit
),

sized as (
    select
        settled.series,
        settled.document,
        settled.printed_unit,
        settled.quantity,
        any_value(settled.unit) as unit,
        avg(log10(settled.size)) as size
    from settled
    semi join judging_series on settled.series = judging_series.series
    group by
        settled.series, settled.document, settled.printed_unit, settled.quantity
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
    having min(document) < max(document)
),

doubtful as (
    select
        sized.document,
        sized.printed_unit,
        sized.quantity,
        sized.unit,
        series.column_count,
        case
            when series.column_count > 2 then series.size
            when sized.size = series.least_size then series.greatest_size
            else series.least_size
        end - sized.size as distance,
        if(
            sized.size = series.least_size,
            series.unit_of_greatest,
            series.unit_of_least
        ) as other_unit,
        if(
            sized.size = series.least_size,
            series.document_of_greatest,
            series.document_of_least
        ) as other_document
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
        and (
            doubtful.column_count > 2 or others.source_rank <= own.source_rank
        ) as is_support,
        doubtful.column_count = 2
        and others.source_rank = own.source_rank
        and reverse.unit is not null as is_mutual
    from doubtful
    inner join confusions on doubtful.unit = confusions.unit
    left join confusions as reverse
        on
            doubtful.other_unit = reverse.unit
            and abs(confusions.power + reverse.power) < 0.1
    left join document as own on doubtful.document = own.document
    left join document as others on doubtful.other_document = others.document
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
        partition by document, printed_unit, quantity
        order by support_count desc, meant_unit asc
    ) = 1;
