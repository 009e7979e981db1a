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
union all
select
    'unknown' as unit,
    'Unknown' as name,
    'unknown' as quantity,
    'unknown' as canonical_unit,
    1 as factor,
    'not converted' as factor_source
