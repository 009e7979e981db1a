-- Units of measure, and how each converts to the canonical unit of its quantity.
-- Grain: one row per unit.

select
    unit,
    name,
    quantity,
    canonical_unit,
    factor,
    factor_source
from reference_unit_of_measure
