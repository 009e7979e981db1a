-- Figures, typed: what they measure, in the canonical unit, with what rounding allows.
-- Grain: one row per figure.
--
-- A number such as 927.000 can be read with its mark as a decimal point or between
-- thousands. The customary reading stands, unless it is impossible, or other documents
-- state the same fact and only the other reading agrees with them.

with

figures as (
    select * from stg_printed_figure
),

unit_readings as (
    select
        *,
        word_key('unit', canonical_unit) as unit_key
    from stg_unit_reading
),

repeats as (
    select * from stg_repeat
),

reviews as (
    select * from stg_review
    where is_latest
),

doubtful as (
    select * from stg_separator_reading
),

read as (
    select
        figures.*,
        unit_readings.unit,
        unit_readings.factor,
        unit_readings.plain_factor,
        unit_readings.decided_by as unit_decided_by,
        coalesce(unit_readings.canonical_unit, figures.measure_unit) as canonical_unit,
        coalesce(unit_readings.unit_key, word_key('unit', figures.measure_unit))
            as unit_key,
        case
            when figures.value_kind not in ('number', 'zero') then 'not_needed'
            when unit_readings.unit_state is not null then unit_readings.unit_state
            when figures.unit_words is null then 'missing'
            else 'unknown'
        end as unit_state,
        doubtful.decided_by as separator_decided_by,
        if(doubtful.figure_id is null, figures.value, figures.alternative_value)
            as read_value,
        if(doubtful.figure_id is null, figures.value_low, figures.alternative_low)
            as read_low,
        if(doubtful.figure_id is null, figures.value_high, figures.alternative_high)
            as read_high
    from figures
    left join unit_readings
        on
            figures.document_id = unit_readings.document_id
            and figures.quantity = unit_readings.quantity
            and figures.unit_words is not distinct from unit_readings.unit_words
    left join doubtful on figures.figure_id = doubtful.figure_id
),

scaled as (
    select
        *,
        scaled_amount(read_value, factor, plain_factor, 0.0::decimal(18, 18))
            as amount_scaled,
        -- Bounds are cut outwards, so that equal numbers in other units still overlap.
        scaled_amount(read_low, factor, plain_factor, -0.000000499999999999)
            as low_scaled,
        scaled_amount(read_high, factor, plain_factor, 0.000000499999999999)
            as high_scaled,
        -- Offsets are printed as a deduction by some and as a quantity by others.
        is_deduction and read_value < 0 as is_turned
    from read
)

select
    scaled.figure_id,
    scaled.document_id,
    scaled.ordinal,
    scaled.company_id,
    scaled.org_unit_id,
    scaled.boundary,
    scaled.measure,
    scaled.scope,
    scaled.series_id,
    fact_key(scaled.series_id, scaled.period_key, scaled.unit_key) as fact_id,
    scaled.period_kind,
    scaled.fiscal_year,
    scaled.period_start,
    scaled.period_end,
    scaled.fact_table,
    scaled.scope_words,
    scaled.value_kind,
    scaled.read_value as value,
    scaled.unit,
    scaled.unit_state,
    scaled.unit_decided_by,
    scaled.separator_decided_by,
    if(scaled.is_turned, -scaled.amount_scaled, scaled.amount_scaled) as amount,
    if(scaled.is_turned, -scaled.high_scaled, scaled.low_scaled) as low,
    if(scaled.is_turned, -scaled.low_scaled, scaled.high_scaled) as high,
    scaled.canonical_unit,
    scaled.lowest_plausible,
    scaled.highest_plausible,
    coalesce(repeats.occurrence, 1) as occurrence,
    scaled.confidence,
    scaled.reading_problem,
    reviews.decision as review,
    reviews.told as review_told,
    review_state(
        scaled.confidence,
        reviews.decision,
        scaled.reading_problem is null and scaled.value_kind <> 'unreadable'
    ) as review_state
from scaled
left join repeats on scaled.figure_id = repeats.figure_id
left join reviews on scaled.figure_id = reviews.statement_id
