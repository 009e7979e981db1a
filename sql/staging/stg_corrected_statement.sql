-- The words and numbers that stand in place of those printed, where somebody put them
-- right. What was not corrected is null.
-- Grain: one row per figure or claim that is corrected.
--
-- The number and the unit of a claim are those of its change.

with

corrections as (
    select * from stg_correction
    where is_latest
)

select
    statement_id,
    any_value(corrected) filter (where field = 'company') as company_text,
    any_value(corrected) filter (where field = 'org_unit') as org_unit_words,
    any_value(corrected) filter (where field = 'measure') as measure_words,
    any_value(corrected) filter (where field = 'scope') as scope_words,
    any_value(corrected) filter (where field = 'boundary') as boundary_text,
    any_value(corrected) filter (where field = 'period') as period_words,
    any_value(corrected) filter (where field = 'period_start') as period_start_text,
    any_value(corrected) filter (where field = 'period_end') as period_end_text,
    any_value(corrected) filter (where field in ('unit', 'change_unit')) as unit_words,
    any_value(corrected) filter (where field = 'basis') as basis_text,
    any_value(corrected_value) as value,
    any_value(corrected_low) as value_low,
    any_value(corrected_high) as value_high,
    any_value(corrected_kind) as value_kind,
    string_agg(told, '; ' order by line) as correction
from corrections
group by statement_id
