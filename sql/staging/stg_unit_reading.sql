-- Which unit each document means by the unit that it prints, and how that was decided.
-- Grain: one row per document, printed unit and quantity.
--
-- The decisions are those of stg_unit_decision, told in words. What is undecided, or is
-- no unit of that quantity, has its state, and goes to quarantine.

with

candidates as (
    select * from stg_unit_candidate
),

decided as (
    select * from stg_unit_decision
),

doubts as (
    select * from stg_unit_doubt
),

readings as (
    select * from stg_printed_unit
),

units as (
    select
        *,
        if(round(factor, 3) = factor, factor, null)::decimal(18, 3) as plain_factor
    from dim_unit_of_measure
),

columns_printed as (
    select distinct
        document_id,
        unit_words,
        quantity,
        largest,
        figure_count
    from candidates
),

-- Units of another quantity, and printed units that nobody knows.
known_words as (
    select
        unit_words,
        quantity,
        bool_or(is_of_quantity) as is_candidate
    from readings
    group by unit_words, quantity
)

select
    columns_printed.document_id,
    columns_printed.unit_words,
    columns_printed.quantity,
    decided.unit,
    units.factor,
    units.plain_factor,
    units.canonical_unit,
    case
        when decided.unit is not null then 'known'
        when known_words.is_candidate then 'undecided'
        when columns_printed.unit_words is null then 'missing'
        when not known_words.is_candidate then 'wrong_quantity'
        else 'unknown'
    end as unit_state,
    decided.decided_by,
    case
        when doubts.document_id is not null and decided.unit is null
            then format(
                'Printed as {}; another document of the company states a thousand '
                || 'times more or less, and either could be wrong.',
                columns_printed.unit_words
            )
        when doubts.document_id is not null
            then format(
                'Printed as {}; read as {}, because the company''s other figures are '
                || 'of that size. {}.',
                columns_printed.unit_words, decided.unit, doubts.reason
            )
        when decided.decided_by = 'reference' then 'The printed unit has one meaning.'
        when decided.decided_by = 'limit'
            then format(
                'Printed as {}; read as {}, because {} would be more than is possible.',
                columns_printed.unit_words,
                decided.unit,
                plain_number(columns_printed.largest)
            )
        when decided.decided_by = 'document'
            then format(
                'Printed as {}; read as {}, because the document states the same facts '
                || 'in another unit, and they agree so.',
                columns_printed.unit_words, decided.unit
            )
        when decided.decided_by = 'series'
            then format(
                'Printed as {}; read as {}, because the company''s other figures are '
                || 'of that size.',
                columns_printed.unit_words, decided.unit
            )
        when decided.decided_by = 'symbol'
            then format(
                'Printed as {}; read as {}, its customary meaning at that size, and '
                || 'nothing speaks against it.',
                columns_printed.unit_words, decided.unit
            )
    end as reason,
    columns_printed.figure_count
from columns_printed
left join decided
    on
        columns_printed.document_id = decided.document_id
        and columns_printed.unit_words is not distinct from decided.unit_words
        and columns_printed.quantity = decided.quantity
left join doubts
    on
        columns_printed.document_id = doubts.document_id
        and columns_printed.unit_words is not distinct from doubts.unit_words
        and columns_printed.quantity = doubts.quantity
left join units on decided.unit = units.unit
left join known_words
    on
        columns_printed.unit_words is not distinct from known_words.unit_words
        and columns_printed.quantity = known_words.quantity
