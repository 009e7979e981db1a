-- Figures that their document states again, word for word and at the same place.
-- Grain: one row per figure that is the second or a later copy.
--
-- Copies are rare, so figures are first told apart by a hash of their words, and only
-- those that share one are compared word for word.

with

hashed as (
    select
        figure_id,
        hash(
            document_id, measure_words, scope_words, period_words, value_text
        ) as words_hash
    from stg_worded_figure
),

shared as (
    select words_hash
    from hashed
    group by words_hash
    having count(*) > 1
),

suspects as (
    select hashed.figure_id
    from hashed
    semi join shared on hashed.words_hash = shared.words_hash
)

select
    figures.figure_id,
    row_number() over (
        partition by
            figures.document_id,
            figures.page,
            printed_place(figures.locator),
            figures.company_text,
            figures.org_unit_words,
            figures.measure_words,
            figures.scope_words,
            figures.boundary_text,
            figures.period_words,
            figures.period_start_text,
            figures.period_end_text,
            figures.value_text,
            figures.unit_words
        order by figures.ordinal asc
    )::integer as occurrence
from stg_worded_figure as figures
semi join suspects on figures.figure_id = suspects.figure_id
qualify occurrence > 1
