-- Every fact as it was first reported: what was known of it on the first day that
-- anything was.
-- Grain: one row per fact.
--
-- On one day the issuer goes before a regulator's filing, before press, before an
-- aggregator, and the more precise before the less. Facts of documents without a date
-- come from those only where no dated one states them.

with

statements as (
    select * from fact_figure
    where value_kind in ('number', 'zero')
)

select
    fact_id,
    company_id,
    org_unit_id,
    boundary,
    measure,
    scope,
    fiscal_year,
    period_start,
    period_end,
    amount,
    low,
    high,
    canonical_unit as unit,
    figure_id,
    document_id,
    source,
    known_from,
    correction is not null as is_corrected
from statements
qualify
    row_number() over (
        partition by fact_id
        order by
            known_from asc nulls last,
            source_rank asc,
            (unit_decided_by <> 'reference')::integer asc,
            high - low asc,
            figure_id asc
    ) = 1
