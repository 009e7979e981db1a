-- What is computed from the figures, in words and as a formula.
-- Grain: one row per kind of metric.

select
    name,
    definition,
    formula
from dim_metric
order by name asc
