-- What figures measure: the quantity, the canonical unit, and what is possible.
-- Grain: one row per measure.

select
    measure,
    name,
    quantity,
    canonical_unit,
    fact_table,
    default_scope,
    direction,
    is_additive,
    lowest_plausible,
    highest_plausible,
    limit_reason,
    is_deduction,
    target_of,
    target_kind,
    description
from reference_measure
