-- Numbers whose separator is read in the less customary way, and why.
-- Grain: one row per figure that is read so.
--
-- Where the customary reading is impossible and the other is not; or where other
-- documents state the same fact, and only the other reading agrees with them. A number
-- that may itself be a thousand times larger, such as 9.649, is no evidence for others;
-- 9,649 is, because a mark between groups of three is mostly what it looks like.

with

unit_readings as (
    select * from stg_unit_reading
),

doubtful as (
    select
        figures.figure_id,
        figures.document_id,
        figures.series_id,
        figures.period_end,
        figures.highest_plausible,
        unit_readings.canonical_unit,
        abs(try((figures.value * unit_readings.factor)::decimal(28, 6)))
            as plain_amount,
        abs(try((figures.alternative_value * unit_readings.factor)::decimal(28, 6)))
            as alternative_amount
    from stg_printed_figure as figures
    inner join unit_readings
        on
            figures.document_id = unit_readings.document_id
            and figures.quantity = unit_readings.quantity
            and figures.unit_words is not distinct from unit_readings.unit_words
    where figures.alternative_value is not null and unit_readings.factor is not null
),

doubtful_facts as (
    select distinct
        series_id,
        period_end
    from doubtful
),

others as (
    select
        figures.series_id,
        figures.document_id,
        figures.period_end,
        unit_readings.canonical_unit,
        abs(try((figures.value * unit_readings.factor)::decimal(28, 6))) as amount
    from stg_printed_figure as figures
    semi join doubtful_facts
        on
            figures.series_id = doubtful_facts.series_id
            and figures.period_end = doubtful_facts.period_end
    inner join unit_readings
        on
            figures.document_id = unit_readings.document_id
            and figures.quantity = unit_readings.quantity
            and figures.unit_words is not distinct from unit_readings.unit_words
    where
        figures.value <> 0
        and has_sure_separator(figures.value, figures.alternative_value)
        and is_sure(figures.confidence)
),

elsewhere as (
    select
        doubtful.figure_id,
        median(others.amount) as amount
    from doubtful
    inner join others
        on
            doubtful.series_id = others.series_id
            and doubtful.period_end = others.period_end
            and doubtful.canonical_unit = others.canonical_unit
            and doubtful.document_id <> others.document_id
    group by doubtful.figure_id
),

decided as (
    select
        doubtful.figure_id,
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
    left join elsewhere on doubtful.figure_id = elsewhere.figure_id
)

select
    figure_id,
    decided_by
from decided
where decided_by is not null
