-- Columns whose printed unit has one meaning, and whose figures are a thousand or a
-- million times off everything else that is known of the company: kg where t is meant.
-- Grain: one row per document, printed unit and quantity.
--
-- A column is held against the sizes that other columns give the same series: against
-- the median of three or more, else against the only other one, if that is of no worse
-- kind of source. Which confusions there are is in sql/reference/unit_confusion.csv.
-- Where either of two columns could be the wrong one, neither is decided.

with

-- A number that its separator may make a thousand times larger is told apart by that.
figures as (
    select *
    from stg_printed_figure
    where
        value_kind = 'number'
        and value <> 0
        and has_sure_separator(value, alternative_value)
        and is_sure(confidence)
),

settled as (
    select
        document_id,
        unit_words,
        quantity,
        unit,
        factor
    from stg_unit_candidate
    where candidate_count = 1 or (possible_count = 1 and not is_impossible)
),

documents as (
    select
        document_id,
        source_rank
    from stg_document
),

units as (
    select * from dim_unit_of_measure
),

confusions as (
    select
        confusions.unit,
        confusions.meant_unit,
        confusions.reason,
        log10(meant.factor::double / printed.factor::double) as power
    from reference_unit_confusion as confusions
    inner join units as printed on confusions.unit = printed.unit
    inner join units as meant on confusions.meant_unit = meant.unit
),

-- The size of each column's figures of a series, as a power of ten.
sized as (
    select
        figures.series_id,
        figures.document_id,
        figures.unit_words,
        figures.quantity,
        any_value(settled.unit) as unit,
        avg(log10(abs(figures.value)::double * settled.factor::double)) as size
    from figures
    inner join settled
        on
            figures.document_id = settled.document_id
            and figures.quantity = settled.quantity
            and figures.unit_words is not distinct from settled.unit_words
    where figures.series_id is not null and settled.factor > 0
    group by
        figures.series_id, figures.document_id, figures.unit_words, figures.quantity
),

series as (
    select
        series_id,
        count(*) as column_count,
        median(size) as size,
        min(size) as least_size,
        max(size) as greatest_size,
        arg_min(unit, size) as unit_of_least,
        arg_max(unit, size) as unit_of_greatest,
        arg_min(document_id, size) as document_of_least,
        arg_max(document_id, size) as document_of_greatest
    from sized
    group by series_id
    -- Two columns of one document may well be of other sizes.
    having min(document_id) < max(document_id)
),

-- Only where columns are that far apart is there anything to doubt.
far_columns as (
    select distinct
        sized.document_id,
        sized.unit_words,
        sized.quantity
    from sized
    inner join series on sized.series_id = series.series_id
    where series.greatest_size - series.least_size > 2.5
),

doubtful as (
    select
        sized.*,
        series.column_count,
        case
            when series.column_count > 2 then series.size
            when sized.size = series.least_size then series.greatest_size
            else series.least_size
        end - sized.size as distance,
        if(
            sized.size = series.least_size,
            series.unit_of_greatest,
            series.unit_of_least
        ) as other_unit,
        if(
            sized.size = series.least_size,
            series.document_of_greatest,
            series.document_of_least
        ) as other_document_id
    from sized
    inner join series on sized.series_id = series.series_id
    semi join far_columns
        on
            sized.document_id = far_columns.document_id
            and sized.quantity = far_columns.quantity
            and sized.unit_words is not distinct from far_columns.unit_words
),

compared as (
    select
        doubtful.document_id,
        doubtful.unit_words,
        doubtful.quantity,
        doubtful.unit,
        confusions.meant_unit,
        confusions.reason,
        -- Within a factor of two of what the confusion would make of it.
        abs(doubtful.distance - confusions.power) < 0.3
        and (
            doubtful.column_count > 2 or others.source_rank <= documents.source_rank
        ) as is_support,
        doubtful.column_count = 2
        and others.source_rank = documents.source_rank
        and reverse.unit is not null as is_mutual
    from doubtful
    inner join confusions on doubtful.unit = confusions.unit
    left join confusions as reverse
        on
            doubtful.other_unit = reverse.unit
            and abs(confusions.power + reverse.power) < 0.1
    left join documents on doubtful.document_id = documents.document_id
    left join documents as others on doubtful.other_document_id = others.document_id
)

select
    document_id,
    unit_words,
    quantity,
    unit,
    if(bool_or(is_mutual) filter (where is_support), null, meant_unit) as meant_unit,
    any_value(reason) as reason,
    count(*) filter (where is_support)::integer as supporting_series_count,
    count(*)::integer as compared_series_count
from compared
group by document_id, unit_words, quantity, unit, meant_unit
having 2 * count(*) filter (where is_support) > count(*)
qualify
    row_number() over (
        partition by document_id, unit_words, quantity
        order by supporting_series_count desc, meant_unit asc
    ) = 1
