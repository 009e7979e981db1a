-- What figures measure: the quantity, the canonical unit, and what is possible.
-- Grain: one row per measure.
--
-- direction says which way is better, is_additive whether amounts of parts may be
-- summed. The measure unknown is that of figures in quarantine whose words mean none.

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
union all
select
    'unknown' as measure,
    'Unknown' as name,
    'unknown' as quantity,
    'unknown' as canonical_unit,
    'quarantine_figure' as fact_table,
    'unknown' as default_scope,
    null as direction,
    false as is_additive,
    null as lowest_plausible,
    null as highest_plausible,
    null as limit_reason,
    false as is_deduction,
    null as target_of,
    null as target_kind,
    'What the words of a figure in quarantine do not tell.' as description
