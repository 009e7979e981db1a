-- ---------------------------------------------------------------- figures
create temp table separator_read as
with doubtful as (
    select
        figure.n,
        figure.document,
        figure.series,
        figure.period_end,
        figure.alternative_value,
        measure.highest_plausible,
        coalesce(decision.canonical_unit, one_meaning.canonical_unit) as canonical_unit,
        if(decision.document is null, one_meaning.factor, decision.factor) as factor,
        abs(try((figure.value * if(decision.document is null, one_meaning.factor, decision.factor))::decimal(28, 6))) as plain_amount,
        abs(try((figure.alternative_value * if(decision.document is null, one_meaning.factor, decision.factor))::decimal(28, 6)))
            as alternative_amount
    from figure
    inner join measure on figure.measure = measure.measure
    left join decision
        on
            figure.document = decision.document
            and figure.printed_unit is not distinct from decision.printed_unit
            and figure.quantity = decision.quantity
    left join one_meaning
        on figure.printed_unit is not distinct from one_meaning.printed_unit and figure.quantity = one_meaning.quantity
    where
        figure.alternative_value is not null
        and if(decision.document is null, one_meaning.factor, decision.factor) is not null
),
others as (
    select
        figure.document,
        figure.series,
        figure.period_end,
        coalesce(decision.canonical_unit, one_meaning.canonical_unit) as canonical_unit,
        abs(try((figure.value * if(decision.document is null, one_meaning.factor, decision.factor))::decimal(28, 6))) as amount
    from figure
    left join decision
        on
            figure.document = decision.document
            and figure.printed_unit is not distinct from decision.printed_unit
            and figure.quantity = decision.quantity
    left join one_meaning
        on figure.printed_unit is not distinct from one_meaning.printed_unit and figure.quantity = one_meaning.quantity
    where
        figure.value <> 0
        and has_sure_separator(figure.value, figure.alternative_value)
        and figure.is_sure
        and figure.series in (select series from doubtful)
),
elsewhere as (
    select
        doubtful.n,
        median(others.amount) as amount
    from doubtful
    inner join others
        on
            doubtful.series = others.series
            and doubtful.period_end = others.period_end
            and doubtful.canonical_unit = others.canonical_unit
            and doubtful.document <> others.document
    group by doubtful.n
),
decided as (
    select
        doubtful.n,
        case
            when doubtful.plain_amount > doubtful.highest_plausible and doubtful.alternative_amount <= doubtful.highest_plausible
                then 'limit'
            when
                doubtful.plain_amount not between elsewhere.amount / 300 and elsewhere.amount * 300
                and doubtful.alternative_amount between elsewhere.amount * 0.98 and elsewhere.amount * 1.02
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

create temp table quarantined as
select raw.rowid::integer as place
from raw_figure as raw
inner join quarantine_figure on raw.figure_id = quarantine_figure.figure_id;



-- Most amounts and factors have at most three decimals, and such a product needs no rounding.
create macro scaled(number, factor, plain_factor, outward) as
try(case
    when plain_factor is not null and thousandths(number) = number
        then (thousandths(number) * plain_factor)::decimal(28, 6)
    else round(number * factor + outward, 6)::decimal(28, 6)
end);

create temp table stated as
with read as (
    select
        figure.* exclude (value, value_low, value_high, alternative_value, is_sure, quantity, printed_unit),
        measure.is_deduction,
        separator_read.decided_by as separator_decided_by,
        if(without_column.n is null, decision.decision, null) as decision,
        case when without_column.n is null then if(decision.decision is not null, decision.unit, one_meaning.unit) end as unit,
        case
            when without_column.n is null
                then if(decision.decision is not null, decision.decided_by, if(one_meaning.unit is null, null, 'reference'::decided_word))
        end as unit_decided_by,
        case when without_column.n is null then if(decision.decision is not null, decision.factor, one_meaning.factor) end as factor,
        case when without_column.n is null then if(decision.decision is not null, decision.plain_factor, one_meaning.plain_factor) end as plain_factor,
        coalesce(
            case when without_column.n is null then if(decision.decision is not null, decision.canonical_unit, one_meaning.canonical_unit) end,
            measure.canonical_unit
        ) as canonical_unit,
        if(separator_read.n is null, figure.value, separator_read.value) as value,
        if(separator_read.n is null, figure.value_low, separator_read.value_low) as value_low,
        if(separator_read.n is null, figure.value_high, separator_read.value_high) as value_high
    from figure
    anti join quarantined on figure.place = quarantined.place
    inner join measure on figure.measure = measure.measure
    left join decision
        on
            figure.document = decision.document
            and figure.printed_unit is not distinct from decision.printed_unit
            and figure.quantity = decision.quantity
    left join one_meaning
        on figure.printed_unit is not distinct from one_meaning.printed_unit and figure.quantity = one_meaning.quantity
    left join separator_read on figure.n = separator_read.n
    left join without_column on figure.n = without_column.n
),
scaled as (
    select
        *,
        scaled(value, factor, plain_factor, 0.0::decimal(18, 18)) as scaled_amount,
        scaled(value_low, factor, plain_factor, -0.000000499999999999) as scaled_low,
        scaled(value_high, factor, plain_factor, 0.000000499999999999) as scaled_high,
        is_deduction and value < 0 as is_turned
    from read
)
select
    scaled.n,
    scaled.place,
    scaled.series,
    hash(scaled.series, scaled.period_start, scaled.period_end, scaled.canonical_unit) as fact,
    scaled.document,
    scaled.company,
    scaled.org_unit,
    scaled.boundary,
    scaled.measure,
    scaled.scope,
    scaled.fiscal_year,
    scaled.period_kind,
    scaled.period_start,
    scaled.period_end,
    scaled.value_kind,
    scaled.is_amount,
    if(scaled.is_turned, -scaled.scaled_amount, scaled.scaled_amount) as amount,
    if(scaled.is_turned, -scaled.scaled_high, scaled.scaled_low) as low,
    if(scaled.is_turned, -scaled.scaled_low, scaled.scaled_high) as high,
    scaled.canonical_unit,
    scaled.unit,
    scaled.separator_decided_by,
    scaled.decision,
    scaled.unit_decided_by,
    scaled.unit_decided_by <> 'reference'::decided_word as is_inferred,
    document.source_rank,
    document.source,
    document.known_from
from scaled
left join document on scaled.document = document.document;

drop table figure;
