-- What people decided, by the figure or claim that they looked at.
-- Grain: one row per line of the reviews and figure or claim that it names.
--
-- A figure that is stated at several places is the one that was reviewed if it shares a
-- place with it. Where several lines speak of one, the last of them counts.

with

subjects as (
    select * from stg_review_subject
),

reviews as (
    select * from raw_review
)

select
    reviews.line,
    subjects.statement_id,
    reviews.decision,
    reviews.decision || 'ed in review'
    || coalesce(' by ' || reviews.reviewer, '')
    || coalesce(' on ' || reviews.reviewed_on, '')
    || coalesce(': ' || reviews.note, '') as told,
    reviews.line
    = max(reviews.line) over (partition by subjects.statement_id) as is_latest
from reviews
inner join subjects
    on
        reviews.document = subjects.document
        and reviews.page is not distinct from subjects.page
        and (
            reviews.locator is not distinct from subjects.locator
            or list_has_any(
                string_split(reviews.locator, '; '),
                string_split(subjects.locator, '; ')
            )
        )
        and reviews.measure is not distinct from subjects.measure
        and reviews.scope is not distinct from subjects.scope
        and reviews.period is not distinct from subjects.period
        and reviews.value = subjects.value
