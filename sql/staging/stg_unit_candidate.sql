-- The units that each document can mean by a unit that it prints, and which of them are
-- physically impossible for one of its figures.
-- Grain: one row per document, printed unit, quantity and candidate.
--
-- All figures of a document in one printed unit are judged together, as the column of a
-- table that they mostly are; those that were read unsurely have no say. A printed unit
-- that nobody knows has no candidate.

with

figures as (
    select *
    from stg_printed_figure
    where value_kind in ('number', 'zero') and quantity is not null
),

readings as (
    select * from stg_printed_unit
    where is_of_quantity
),

-- The largest figure of each column, and of those of one limit.
limits as (
    select
        document_id,
        unit_words,
        quantity,
        highest_plausible,
        max(abs(value)) filter (where is_sure(confidence)) as largest_sure,
        max(abs(value)) as largest,
        count(*) as figure_count
    from figures
    group by document_id, unit_words, quantity, highest_plausible
),

columns_printed as (
    select
        document_id,
        unit_words,
        quantity,
        coalesce(max(largest_sure), max(largest)) as largest,
        sum(figure_count)::bigint as figure_count
    from limits
    group by document_id, unit_words, quantity
),

candidates as (
    select
        columns_printed.document_id,
        columns_printed.unit_words,
        columns_printed.quantity,
        columns_printed.largest,
        columns_printed.figure_count,
        readings.unit,
        readings.factor,
        readings.preference,
        readings.assumed_from,
        readings.assumed_to
    from columns_printed
    left join readings
        on
            columns_printed.unit_words is not distinct from readings.unit_words
            and columns_printed.quantity = readings.quantity
),

impossible as (
    select distinct
        candidates.document_id,
        candidates.unit_words,
        candidates.quantity,
        candidates.unit
    from candidates
    inner join limits
        on
            candidates.document_id = limits.document_id
            and candidates.unit_words is not distinct from limits.unit_words
            and candidates.quantity = limits.quantity
    where
        limits.largest_sure::double * candidates.factor::double
        > limits.highest_plausible::double
),

judged as (
    select
        candidates.*,
        impossible.unit is not null as is_impossible
    from candidates
    left join impossible
        on
            candidates.document_id = impossible.document_id
            and candidates.unit_words is not distinct from impossible.unit_words
            and candidates.quantity = impossible.quantity
            and candidates.unit = impossible.unit
)

select
    document_id,
    unit_words,
    quantity,
    unit,
    factor,
    preference,
    assumed_from,
    assumed_to,
    largest,
    figure_count,
    is_impossible,
    count(unit) over (
        partition by document_id, unit_words, quantity
    ) as candidate_count,
    count(unit) filter (where not is_impossible) over (
        partition by document_id, unit_words, quantity
    ) as possible_count
from judged
