-- The metrics of a name, or whose names go on where it ends.
-- Grain: one row per metric.

select
    metric_id,
    company_id,
    org_unit_id,
    boundary,
    fiscal_year,
    metric,
    scope,
    amount,
    unit,
    figure_ids
from metric_value
where
    metric_id = $name
    or starts_with(metric_id, $name || '/')
    or starts_with(
        concat_ws('/', company_id, org_unit_id, fiscal_year, metric, scope, ''),
        $name || '/'
    )
order by metric_id asc
