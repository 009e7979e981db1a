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
        unit_text,
        quantity
    from stg_printed_unit
    where not is_of_quantity
),

candidates as (
    select distinct
        unit_text,
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
            when unit_readings.decided_by is null and candidates.unit_text is not null
                then 'undecided'
            when figures.unit_text is null then 'missing'
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
            and figures.unit_text is not distinct from unit_readings.unit_text
            and figures.quantity = unit_readings.quantity
    left join units on unit_readings.unit = units.unit
    left join foreign_units
        on
            figures.unit_text is not distinct from foreign_units.unit_text
            and figures.quantity = foreign_units.quantity
    left join
        candidates
        on
            figures.unit_text is not distinct from candidates.unit_text
            and figures.quantity = candidates.quantity
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
    where others.plain_amount <> 0
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
    figure_id,
    document_id,
    ordinal,
    page,
    locator,
    context,
    company_id,
    org_unit_id,
    boundary,
    measure,
    scope,
    period_kind,
    fiscal_year,
    period_start,
    period_end,
    fact_table,
    company_text,
    org_unit_text,
    measure_text,
    scope_text,
    boundary_text,
    period_text,
    value_text,
    unit_text,
    basis_text,
    value_kind,
    read_value as value,
    unit,
    unit_state,
    unit_decided_by,
    unit_reason,
    alternative_decided_by as separator_decided_by,
    if(is_turned, -scaled_amount, scaled_amount) as amount,
    if(is_turned, -scaled_high, scaled_low) as low,
    if(is_turned, -scaled_low, scaled_high) as high,
    canonical_unit,
    lowest_plausible,
    highest_plausible,
    row_number() over (
        partition by
            document_id,
            page,
            printed_place(locator),
            company_text,
            org_unit_text,
            measure_text,
            scope_text,
            boundary_text,
            period_text,
            period_start_text,
            period_end_text,
            value_text,
            unit_text
        order by ordinal asc
    )::integer as occurrence,
    series_break_text,
    note,
    confidence,
    reasons,
    reading_problem
from scaled
