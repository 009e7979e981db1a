-- The kinds of derived metrics: what each is, in words and as a formula, and where it
-- is computed.
-- Grain: one row per kind of metric.

select
    metric_kind,
    suffix,
    name,
    definition,
    formula,
    unit_rule,
    defined_in
from reference_metric_kind
