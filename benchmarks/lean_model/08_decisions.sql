-- What each document means by a printed unit, where the unit alone does not tell; and
-- numbers whose separator is read in the less customary way.

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
                'Printed as {}; read as {}, because the company''s other figures are '
                || 'of that size. {}.',
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
        'limit' as decided_by,
        1 as precedence,
        format(
            'Printed as {}; read as {}, because {} would be more than is possible.',
            printed_unit::varchar, unit::varchar, plain_number(largest)
        ) as reason
    from candidate
    where possible_count = 1
    union all
    select
        document,
        printed_unit,
        quantity,
        unit,
        'document' as decided_by,
        2 as precedence,
        format(
            'Printed as {}; read as {}, because the document states the same facts '
            || 'in another unit, and they agree so.',
            printed_unit::varchar, unit::varchar
        ) as reason
    from decided_by_document
    union all
    select
        document,
        printed_unit,
        quantity,
        unit,
        'series' as decided_by,
        3 as precedence,
        format(
            'Printed as {}; read as {}, because the company''s other figures are '
            || 'of that size.',
            printed_unit::varchar, unit::varchar
        ) as reason
    from decided_by_series
    union all
    select
        document,
        printed_unit,
        quantity,
        arg_min(unit, preference) as unit,
        'symbol' as decided_by,
        4 as precedence,
        format(
            'Printed as {}; read as {}, its customary meaning at that size, and '
            || 'nothing speaks against it.',
            printed_unit::varchar, arg_min(unit, preference)::varchar
        ) as reason
    from candidate
    where
        possible_count > 1
        and largest >= assumed_from
        and (assumed_to is null or largest <= assumed_to)
    group by document, printed_unit, quantity
),

first_decisions as (
    select * from decisions
    qualify
        row_number() over (
            partition by document, printed_unit, quantity order by precedence asc
        ) = 1
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
from first_decisions as decided
left join unit on decided.unit = unit.unit;

drop table ambiguous;
drop table undecided;
drop table certain;
drop table settled;

-- What is not disclosed is in a unit only where its document states amounts in it.
create temp table without_column as
with others as (
    select
        n,
        document,
        printed_unit,
        quantity
    from figure
    where not is_amount
),

asked as (
    select distinct
        document,
        printed_unit,
        quantity
    from others
),

columns_printed as (
    select distinct
        figure.document,
        figure.printed_unit,
        figure.quantity
    from figure
    inner join asked
        on
            figure.document = asked.document
            and figure.printed_unit is not distinct from asked.printed_unit
            and figure.quantity = asked.quantity
    where figure.is_amount
)

select others.n
from others
anti join columns_printed
    on
        others.document = columns_printed.document
        and others.printed_unit is not distinct from columns_printed.printed_unit
        and others.quantity = columns_printed.quantity;

create temp table separator_read as
with doubtful_series as (
    select distinct series
    from figure
    where alternative_value is not null
),

-- All that is stated of the series of which a number can be read in two ways.
read as (
    select
        figure.n,
        figure.document,
        figure.series,
        figure.measure,
        figure.period_end,
        figure.value,
        figure.alternative_value,
        figure.value <> 0
        and has_sure_separator(figure.value, figure.alternative_value)
        and figure.is_sure as is_evidence,
        if(
            decision.decision is null,
            one_meaning.canonical_unit,
            decision.canonical_unit
        ) as canonical_unit,
        if(decision.decision is null, one_meaning.factor, decision.factor) as factor
    from figure
    left join doubtful_series on figure.series = doubtful_series.series
    left join decision
        on
            figure.document = decision.document
            and figure.printed_unit is not distinct from decision.printed_unit
            and figure.quantity = decision.quantity
    left join one_meaning
        on
            figure.printed_unit is not distinct from one_meaning.printed_unit
            and figure.quantity = one_meaning.quantity
    where
        figure.is_amount
        and (
            doubtful_series.series is not null or figure.alternative_value is not null
        )
),

converted as (
    select
        *,
        abs(try((value * factor)::decimal(28, 6))) as plain_amount,
        abs(try((alternative_value * factor)::decimal(28, 6))) as alternative_amount
    from read
),

doubtful as (
    select
        converted.*,
        measure.highest_plausible
    from converted
    inner join measure on converted.measure = measure.measure
    where converted.alternative_value is not null and converted.factor is not null
),

elsewhere as (
    select
        doubtful.n,
        median(others.plain_amount) as amount
    from doubtful
    inner join converted as others
        on
            doubtful.series = others.series
            and doubtful.period_end = others.period_end
            and doubtful.canonical_unit = others.canonical_unit
            and doubtful.document <> others.document
            and others.is_evidence
    group by doubtful.n
),

decided as (
    select
        doubtful.n,
        case
            when
                doubtful.plain_amount > doubtful.highest_plausible
                and doubtful.alternative_amount <= doubtful.highest_plausible
                then 'limit'
            when
                doubtful.plain_amount not between elsewhere.amount / 300
                and elsewhere.amount * 300
                and doubtful.alternative_amount between elsewhere.amount * 0.98
                and elsewhere.amount * 1.02
                then 'other documents'
        end as decided_by
    from doubtful
    left join elsewhere on doubtful.n = elsewhere.n
)

select
    decided.n,
    decided.decided_by,
    raw.alternative_value as value,
    raw.alternative_low as value_low,
    raw.alternative_high as value_high
from decided
inner join number on decided.n = number.n
inner join raw_figure as raw on number.place = raw.rowid
where decided.decided_by is not null;
