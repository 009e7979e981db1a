-- Figures, typed: what they measure, in the canonical unit, with what rounding allows.
-- Grain: one row per figure.
--
-- A number such as 927.000 can be read with its mark as a decimal point or between
-- thousands. The customary reading stands, unless it is impossible, or other documents
-- state the same fact and only the other reading agrees with them.

with figures as (
    select * from stg_printed_figure
),

unit_readings as (
    select * from stg_unit_reading
),

units as (
    select * from dim_unit_of_measure
),

foreign_units as (
    select distinct
        unit_words,
        quantity
    from stg_printed_unit
    where not is_of_quantity
),

candidates as (
    select distinct
        unit_words,
        quantity
    from stg_printed_unit
    where is_of_quantity
),

converted as (
    select
        figures.*,
        unit_readings.unit,
        unit_readings.decided_by as unit_decided_by,
        unit_readings.reason as unit_reason,
        coalesce(units.canonical_unit, figures.measure_unit) as canonical_unit,
        units.factor,
        case
            when figures.value_kind not in ('number', 'zero') then 'not_needed'
            when unit_readings.unit is not null then 'known'
            when unit_readings.decided_by is null and candidates.unit_words is not null
                then 'undecided'
            when figures.unit_words is null then 'missing'
            when foreign_units.quantity is not null then 'wrong_quantity'
            else 'unknown'
        end as unit_state,
        try((figures.value * units.factor)::decimal(28, 6)) as plain_amount,
        try((figures.alternative_value * units.factor)::decimal(28, 6))
            as alternative_amount
    from figures
    left join unit_readings
        on
            figures.document_id = unit_readings.document_id
            and figures.unit_words is not distinct from unit_readings.unit_words
            and figures.quantity = unit_readings.quantity
    left join units on unit_readings.unit = units.unit
    left join foreign_units
        on
            figures.unit_words is not distinct from foreign_units.unit_words
            and figures.quantity = foreign_units.quantity
    left join
        candidates
        on
            figures.unit_words is not distinct from candidates.unit_words
            and figures.quantity = candidates.quantity
),

reviews as (
    select * from stg_review
    where is_latest
),

doubtful as (
    select * from converted
    where alternative_amount is not null
),

elsewhere as (
    select
        doubtful.figure_id,
        median(abs(others.plain_amount)) as amount
    from doubtful
    inner join converted as others
        on
            doubtful.company_id = others.company_id
            and doubtful.org_unit_id = others.org_unit_id
            and doubtful.measure = others.measure
            and doubtful.scope = others.scope
            and doubtful.period_end = others.period_end
            and doubtful.canonical_unit = others.canonical_unit
            and doubtful.document_id <> others.document_id
    where others.plain_amount <> 0 and is_sure(others.confidence)
    group by doubtful.figure_id
),

decided as (
    select
        converted.*,
        case
            when
                abs(converted.plain_amount) > converted.highest_plausible
                and abs(converted.alternative_amount) <= converted.highest_plausible
                then 'limit'
            when
                abs(converted.plain_amount) not between elsewhere.amount / 300
                and elsewhere.amount * 300
                and abs(converted.alternative_amount) between elsewhere.amount * 0.98
                and elsewhere.amount * 1.02
                then 'other documents'
        end as alternative_decided_by
    from converted
    left join elsewhere on converted.figure_id = elsewhere.figure_id
),

read as (
    select
        *,
        if(alternative_decided_by is null, value, alternative_value) as read_value,
        if(alternative_decided_by is null, value_low, alternative_low) as read_low,
        if(alternative_decided_by is null, value_high, alternative_high) as read_high
    from decided
),

scaled as (
    select
        *,
        try((read_value * factor)::decimal(28, 6)) as scaled_amount,
        try((read_low * factor)::decimal(28, 6)) as scaled_low,
        try((read_high * factor)::decimal(28, 6)) as scaled_high,
        -- Offsets are printed as a deduction by some and as a quantity by others.
        is_deduction and read_value < 0 as is_turned
    from read
)

select
    scaled.figure_id,
    scaled.document_id,
    scaled.ordinal,
    scaled.page,
    scaled.locator,
    scaled.context,
    scaled.company_id,
    scaled.org_unit_id,
    scaled.boundary,
    scaled.measure,
    scaled.scope,
    scaled.period_kind,
    scaled.fiscal_year,
    scaled.period_start,
    scaled.period_end,
    scaled.fact_table,
    scaled.company_text,
    scaled.org_unit_text,
    scaled.measure_text,
    scaled.scope_text,
    scaled.boundary_text,
    scaled.period_text,
    scaled.value_text,
    scaled.unit_text,
    scaled.org_unit_words,
    scaled.measure_words,
    scaled.scope_words,
    scaled.period_words,
    scaled.unit_words,
    scaled.basis_text,
    scaled.value_kind,
    scaled.read_value as value,
    scaled.unit,
    scaled.unit_state,
    scaled.unit_decided_by,
    scaled.unit_reason,
    scaled.alternative_decided_by as separator_decided_by,
    if(scaled.is_turned, -scaled.scaled_amount, scaled.scaled_amount) as amount,
    if(scaled.is_turned, -scaled.scaled_high, scaled.scaled_low) as low,
    if(scaled.is_turned, -scaled.scaled_low, scaled.scaled_high) as high,
    scaled.canonical_unit,
    scaled.lowest_plausible,
    scaled.highest_plausible,
    row_number() over (
        partition by
            scaled.document_id,
            scaled.page,
            printed_place(scaled.locator),
            scaled.company_text,
            scaled.org_unit_words,
            scaled.measure_words,
            scaled.scope_words,
            scaled.boundary_text,
            scaled.period_words,
            scaled.period_start_text,
            scaled.period_end_text,
            scaled.value_text,
            scaled.unit_words
        order by scaled.ordinal asc
    )::integer as occurrence,
    scaled.series_break_text,
    scaled.note,
    scaled.confidence,
    scaled.reasons,
    scaled.reading_problem,
    reviews.decision as review,
    reviews.told as review_told,
    review_state(
        scaled.confidence,
        reviews.decision,
        scaled.reading_problem is null and scaled.value_kind <> 'unreadable'
    ) as review_state
from scaled
left join reviews on scaled.figure_id = reviews.statement_id
