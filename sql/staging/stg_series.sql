-- What is followed over the years: one measure and scope of one part of a company.
-- Grain: one row per series.

select
    series_id,
    any_value(company_id) as company_id,
    any_value(org_unit_id) as org_unit_id,
    any_value(boundary) as boundary,
    any_value(measure) as measure,
    any_value(scope) as scope
from stg_printed_figure
where series_id is not null
group by series_id
