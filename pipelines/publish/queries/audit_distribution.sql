-- Of what size the facts of a run are: measures that have amounts above nil.
-- Grain: one row per run, measure and unit.

insert or replace into audit_distribution by name

select
    $run_id as run_id,
    measure,
    canonical_unit as unit,
    count(*) as fact_count,
    quantile_cont(amount::double, 0.25) as lower_quartile,
    median(amount::double) as median,
    quantile_cont(amount::double, 0.75) as upper_quartile
from fact_best_figure
where amount > 0
group by measure, canonical_unit
