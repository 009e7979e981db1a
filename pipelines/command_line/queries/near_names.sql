-- The names of metrics that look most like one that was not found.
-- Grain: one row per metric.

select metric_id
from metric_value
order by jaro_winkler_similarity(metric_id, $name) desc, metric_id asc
limit 5
