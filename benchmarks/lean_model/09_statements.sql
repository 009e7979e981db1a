-- Every accepted figure, in its canonical unit.

create temp table quarantined as
select raw.rowid::integer as place
from raw_figure as raw
inner join quarantine_figure on raw.figure_id = quarantine_figure.figure_id;

create temp table stated as
with read as (
    select
        figure.n,
        figure.place,
        figure.series,
        figure.document,
        figure.company,
        figure.org_unit,
        figure.boundary,
        figure.measure,
        figure.scope,
        figure.fiscal_year,
        figure.period_kind,
        figure.period_start,
        figure.period_end,
        figure.value_kind,
        figure.is_amount,
        measure.is_deduction,
        separator_read.decided_by as separator_decided_by,
        without_column.n is null as has_column,
        if(has_column, decision.decision, null) as decision,
        case
            when not has_column then null
            when decision.decision is not null then decision.decided_by
            when one_meaning.unit is not null then 'reference'::decided_word
        end as unit_decided_by,
        case
            when not has_column then null
            when decision.decision is not null then decision.unit
            else one_meaning.unit
        end as unit,
        case
            when not has_column then null
            when decision.decision is not null then decision.factor
            else one_meaning.factor
        end as factor,
        case
            when decision.decision is not null then decision.plain_factor
            else one_meaning.plain_factor
        end as plain_factor,
        coalesce(
            case
                when not has_column then null
                when decision.decision is not null then decision.canonical_unit
                else one_meaning.canonical_unit
            end,
            measure.canonical_unit
        ) as canonical_unit,
        if(separator_read.n is null, figure.value, separator_read.value) as value,
        if(separator_read.n is null, figure.value_low, separator_read.value_low)
            as value_low,
        if(separator_read.n is null, figure.value_high, separator_read.value_high)
            as value_high
    from figure
    anti join quarantined on figure.place = quarantined.place
    inner join measure on figure.measure = measure.measure
    left join decision
        on
            figure.document = decision.document
            and figure.printed_unit is not distinct from decision.printed_unit
            and figure.quantity = decision.quantity
    left join one_meaning
        on
            figure.printed_unit is not distinct from one_meaning.printed_unit
            and figure.quantity = one_meaning.quantity
    left join separator_read on figure.n = separator_read.n
    left join without_column on figure.n = without_column.n
),

scaled as (
    select
        *,
        scaled_amount(value, factor, plain_factor, 0.0::decimal(18, 18))
            as amount_scaled,
        scaled_amount(value_low, factor, plain_factor, -0.000000499999999999)
            as low_scaled,
        scaled_amount(value_high, factor, plain_factor, 0.000000499999999999)
            as high_scaled,
        is_deduction and value < 0 as is_turned
    from read
)

select
    scaled.n,
    scaled.place,
    scaled.series,
    hash(
        scaled.series, scaled.period_start, scaled.period_end, scaled.canonical_unit
    ) as fact,
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
    if(scaled.is_turned, -scaled.amount_scaled, scaled.amount_scaled) as amount,
    if(scaled.is_turned, -scaled.high_scaled, scaled.low_scaled) as low,
    if(scaled.is_turned, -scaled.low_scaled, scaled.high_scaled) as high,
    scaled.canonical_unit,
    scaled.unit,
    scaled.unit_decided_by,
    scaled.unit_decided_by <> 'reference'::decided_word as is_inferred,
    scaled.decision,
    scaled.separator_decided_by,
    document.source_rank,
    document.source,
    document.known_from
from scaled
left join document on scaled.document = document.document;

drop table figure;
drop table number;

-- Until when each statement stood.
create temp table validity as
select
    n,
    min(known_from) over (
        partition by fact, source
        order by known_from asc nulls last
        groups between 1 following and unbounded following
    ) as known_to
from stated;

create table fact_figure as
select
    raw.figure_id,
    stated.fact as fact_id,
    stated.series as series_id,
    raw.document_id,
    stated.company::varchar as company_id,
    stated.org_unit::varchar as org_unit_id,
    stated.boundary::varchar as boundary,
    stated.measure::varchar as measure,
    stated.scope::varchar as scope,
    stated.fiscal_year,
    stated.period_kind::varchar as period_kind,
    stated.period_start,
    stated.period_end,
    raw.value_kind,
    stated.amount,
    stated.low,
    stated.high,
    stated.canonical_unit::varchar as canonical_unit,
    stated.source_rank,
    stated.source::varchar as source,
    stated.known_from,
    validity.known_to,
    validity.known_to is null as is_current,
    raw.series_break_text is not null as is_series_break,
    raw.series_break_text as series_break_reason,
    measure.fact_table,
    raw.page,
    raw.locator,
    raw.context,
    raw.value_text,
    raw.unit_text,
    raw.basis_text,
    stated.unit::varchar as unit,
    stated.unit_decided_by::varchar as unit_decided_by,
    if(
        stated.unit_decided_by = 'reference',
        'The printed unit has one meaning.',
        decision.reason
    ) as unit_reason,
    stated.separator_decided_by,
    raw.note,
    raw.confidence,
    raw.reasons
from raw_figure as raw
inner join stated on raw.rowid = stated.place
inner join validity on stated.n = validity.n
inner join measure on stated.measure = measure.measure
left join decision on stated.decision = decision.decision;
