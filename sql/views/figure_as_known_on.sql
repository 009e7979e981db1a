-- Every fact as it was known on a day: the statement that would have been chosen then.
-- Grain: one row per fact that was known on the day.
--
-- `from figure_as_known_on('2023-12-31')`. By the rule of fact_best_figure, among the
-- figures of documents that were public by the end of that day. Documents without a
-- date are never known.

with

known as (
    select * from fact_figure
    where value_kind in ('number', 'zero') and known_from <= $known_on
),

chosen as (
    select * from chosen_statement('known')
)

select
    known.fact_id,
    known.company_id,
    known.org_unit_id,
    known.boundary,
    known.measure,
    known.scope,
    known.fiscal_year,
    known.period_start,
    known.period_end,
    known.amount,
    known.low,
    known.high,
    known.canonical_unit as unit,
    known.figure_id,
    known.document_id,
    known.source,
    known.known_from,
    known.correction is not null as is_corrected
from known
semi join chosen on known.figure_id = chosen.figure_id
