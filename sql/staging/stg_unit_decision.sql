-- Which unit each document means by the unit that it prints: the decisions alone.
-- Grain: one row per document, printed unit and quantity that is decided.
--
-- Where a printed unit can mean several, the whole column is decided at once, by
-- 1. limit: the other readings are physically impossible for one of its figures;
-- 2. document: figures beside it state the same facts in an unambiguous unit;
-- 3. series: other statements of the company's facts are of that size;
-- 4. symbol: nothing speaks against the customary reading, and the column's largest
--    figure is of a size for which it may be taken: 'MT' of any, 'mt' from 1,000, and
--    'Mt' up to 1,000; above, it is more likely that metric tons were meant.
-- A unit of one meaning stands, unless stg_unit_doubt says what was meant instead: that
-- too is decided by the series. What is left is undecided, and has no row here.
-- Figures that were read unsurely are no evidence.

with

candidates as (
    select * from stg_unit_candidate
),

doubts as (
    select * from stg_unit_doubt
),

-- Units of one meaning, and those of which the limits leave one.
settled as (
    select
        *,
        candidate_count = 1 as has_one_meaning
    from candidates
    where
        candidate_count = 1
        or (possible_count = 1 and not is_impossible)
),

undecided as (
    select
        figures.figure_id,
        figures.document_id,
        figures.unit_words,
        figures.quantity,
        figures.series_id,
        figures.period_end,
        figures.value,
        figures.value_low,
        figures.value_high,
        figures.alternative_value,
        candidates.unit,
        candidates.factor,
        candidates.preference,
        candidates.assumed_from
    from stg_printed_figure as figures
    inner join candidates
        on
            figures.document_id = candidates.document_id
            and figures.unit_words is not distinct from candidates.unit_words
            and figures.quantity = candidates.quantity
    where
        candidates.possible_count > 1
        and not candidates.is_impossible
        and figures.value_kind in ('number', 'zero')
        and is_sure(figures.confidence)
),

undecided_series as (
    select distinct series_id
    from undecided
),

certain as (
    select
        figures.document_id,
        figures.unit_words,
        figures.series_id,
        figures.period_end,
        try(figures.value * settled.factor) as amount,
        try(figures.value_low * settled.factor) as low,
        try(figures.value_high * settled.factor) as high
    from stg_printed_figure as figures
    semi join undecided_series on figures.series_id = undecided_series.series_id
    inner join settled
        on
            figures.document_id = settled.document_id
            and figures.unit_words is not distinct from settled.unit_words
            and figures.quantity = settled.quantity
    where figures.value_kind in ('number', 'zero') and is_sure(figures.confidence)
),

agreements as (
    select
        undecided.document_id,
        undecided.unit_words,
        undecided.quantity,
        undecided.unit,
        undecided.preference,
        count(distinct undecided.figure_id) as agreement_count
    from undecided
    inner join certain
        on
            undecided.document_id = certain.document_id
            and undecided.series_id = certain.series_id
            and undecided.period_end = certain.period_end
            and undecided.unit_words is distinct from certain.unit_words
            and roundings_overlap(
                try(undecided.value_low * undecided.factor),
                try(undecided.value_high * undecided.factor),
                certain.low,
                certain.high
            )
    where undecided.value <> 0
    group by
        undecided.document_id,
        undecided.unit_words,
        undecided.quantity,
        undecided.unit,
        undecided.preference
),

decided_by_document as (
    select
        document_id,
        unit_words,
        quantity,
        unit
    from agreements
    qualify
        row_number() over (
            partition by document_id, unit_words, quantity
            order by agreement_count desc, preference asc
        ) = 1
),

-- The size of a company's figures elsewhere. An SI symbol taken at its word is
-- evidence for other spellings, not for itself.
evidence as (
    select
        certain.series_id,
        certain.document_id,
        certain.unit_words,
        log10(abs(certain.amount)::double) as size
    from certain
    where certain.amount <> 0
    union all
    select
        series_id,
        document_id,
        unit_words,
        log10(abs(value)::double * factor::double) as size
    from undecided
    where preference = 1 and assumed_from = 0 and value <> 0
),

-- The other documents are the same for all figures of a series in one column.
asked as (
    select distinct
        series_id,
        document_id,
        unit_words
    from undecided
),

sizes_elsewhere as (
    select
        asked.series_id,
        asked.document_id,
        asked.unit_words,
        median(evidence.size) as size
    from asked
    inner join evidence
        on
            asked.series_id = evidence.series_id
            and asked.document_id <> evidence.document_id
            and asked.unit_words is distinct from evidence.unit_words
    group by asked.series_id, asked.document_id, asked.unit_words
),

distances as (
    select
        undecided.document_id,
        undecided.unit_words,
        undecided.quantity,
        undecided.unit,
        least(
            abs(
                log10(abs(undecided.value)::double * undecided.factor::double)
                - sizes_elsewhere.size
            ),
            coalesce(
                abs(log10(
                    abs(undecided.alternative_value)::double
                    * undecided.factor::double
                ) - sizes_elsewhere.size),
                1e9
            )
        ) as distance
    from undecided
    inner join sizes_elsewhere
        on
            undecided.series_id = sizes_elsewhere.series_id
            and undecided.document_id = sizes_elsewhere.document_id
            and undecided.unit_words is not distinct from sizes_elsewhere.unit_words
    where undecided.value <> 0
),

ranked as (
    select
        document_id,
        unit_words,
        quantity,
        unit,
        median(distance) as distance,
        row_number() over (
            partition by document_id, unit_words, quantity
            order by median(distance) asc, unit asc
        ) as place
    from distances
    group by document_id, unit_words, quantity, unit
),

-- Within a factor of 30 (1.5 in the logarithm) of the others, and no other reading is.
decided_by_series as (
    select
        nearest.document_id,
        nearest.unit_words,
        nearest.quantity,
        nearest.unit
    from ranked as nearest
    left join ranked as runner_up
        on
            nearest.document_id = runner_up.document_id
            and nearest.unit_words is not distinct from runner_up.unit_words
            and nearest.quantity = runner_up.quantity
            and runner_up.place = 2
    where
        nearest.place = 1
        and nearest.distance < 1.5
        and coalesce(runner_up.distance, 1e9) > 1.5
),

decided_by_symbol as (
    select
        document_id,
        unit_words,
        quantity,
        unit
    from candidates
    where
        possible_count > 1
        and not is_impossible
        and largest >= assumed_from
        and (assumed_to is null or largest <= assumed_to)
    qualify
        row_number() over (
            partition by document_id, unit_words, quantity order by preference asc
        ) = 1
),

decisions as (
    select
        document_id,
        unit_words,
        quantity,
        meant_unit as unit,
        if(meant_unit is null, null, 'series') as decided_by,
        0 as precedence
    from doubts
    union all
    select
        document_id,
        unit_words,
        quantity,
        unit,
        if(has_one_meaning, 'reference', 'limit') as decided_by,
        1 as precedence
    from settled
    union all
    select
        *,
        'document' as decided_by,
        2 as precedence
    from decided_by_document
    union all
    select
        *,
        'series' as decided_by,
        3 as precedence
    from decided_by_series
    union all
    select
        document_id,
        unit_words,
        quantity,
        unit,
        'symbol' as decided_by,
        4 as precedence
    from decided_by_symbol
)

select
    document_id,
    unit_words,
    quantity,
    unit,
    decided_by
from decisions
qualify
    row_number() over (
        partition by document_id, unit_words, quantity order by precedence asc
    ) = 1
