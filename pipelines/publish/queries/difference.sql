-- sqlfluff:exclude_rules:AM04, LT14, RF01, RF02, RF03, RF04, ST06
-- What differs between two releases, and why: documents, figures, claims, facts and
-- metrics.
-- Grain: one row per thing that differs.
--
-- What has no reason of its own has that of the figures behind it, or else whatever
-- else was learned of its company, or else what reads and weighs all figures.

create or replace temporary table difference as

with

reasons as (
    select * from difference_reason
),

companies as (
    select company_id from statement_difference
    where own_reason is not null
    union
    select company_id from document_difference
    where reason = 'catalogue'
),

documents as (
    select
        'document' as kind,
        path as id,
        path as document,
        *
    from document_difference
),

statements as (
    select
        kind,
        change,
        own_reason as reason,
        company_id,
        org_unit_id,
        boundary,
        fiscal_year,
        measure,
        scope,
        old_amount,
        new_amount,
        unit,
        fields,
        path as document,
        coalesce(new_id, old_id) as id
    from statement_difference
),

fact_reasons as (
    select
        facts.fact,
        min(reasons.rank) as rank
    from (
        select
            old_fact as fact,
            own_reason
        from statement_difference
        where kind = 'figure' and old_fact is not null
        union all
        select
            new_fact as fact,
            own_reason
        from statement_difference
        where kind = 'figure' and new_fact is not null
    ) as facts
    inner join reasons on facts.own_reason = reasons.reason
    group by facts.fact
),

old_facts as (
    select * from facts_of('old')
),

new_facts as (
    select * from facts_of('new')
),

fact_pairs as (
    select
        old_side,
        new_side,
        coalesce(new_side.fact, old_side.fact) as fact
    from old_facts as old_side
    full outer join new_facts as new_side on old_side.fact = new_side.fact
    where
        old_side.fact is null
        or new_side.fact is null
        or old_side.fiscal_year is distinct from new_side.fiscal_year
        or old_side.amount is distinct from new_side.amount
        or old_side.low is distinct from new_side.low
        or old_side.high is distinct from new_side.high
        or old_side.is_restated is distinct from new_side.is_restated
        or old_side.is_series_break is distinct from new_side.is_series_break
),

facts as (
    select
        'fact' as kind,
        case
            when old_side.fact is null then 'added'
            when new_side.fact is null then 'gone'
            else 'changed'
        end as change,
        reasons.reason,
        coalesce(new_side.company_id, old_side.company_id) as company_id,
        coalesce(new_side.org_unit_id, old_side.org_unit_id) as org_unit_id,
        coalesce(new_side.boundary, old_side.boundary) as boundary,
        coalesce(new_side.fiscal_year, old_side.fiscal_year) as fiscal_year,
        coalesce(new_side.measure, old_side.measure) as measure,
        coalesce(new_side.scope, old_side.scope) as scope,
        old_side.amount as old_amount,
        new_side.amount as new_amount,
        coalesce(new_side.canonical_unit, old_side.canonical_unit) as unit,
        if(
            old_side.fact is null or new_side.fact is null,
            [],
            field_told('fiscal_year', old_side.fiscal_year, new_side.fiscal_year)
            || field_told('amount', old_side.amount, new_side.amount)
            || field_told('low', old_side.low, new_side.low)
            || field_told('high', old_side.high, new_side.high)
            || field_told('is_restated', old_side.is_restated, new_side.is_restated)
            || field_told(
                'is_series_break', old_side.is_series_break, new_side.is_series_break
            )
        ) as fields,
        coalesce(new_side.figure_id, old_side.figure_id) as id
    from fact_pairs
    left join fact_reasons on fact_pairs.fact = fact_reasons.fact
    left join reasons on fact_reasons.rank = reasons.rank
),

figure_ranks as (
    select
        figures.figure_id,
        min(reasons.rank) as rank
    from (
        select
            old_id as figure_id,
            own_reason
        from statement_difference
        where kind = 'figure' and old_id is not null
        union all
        select
            new_id as figure_id,
            own_reason
        from statement_difference
        where kind = 'figure' and new_id is not null
    ) as figures
    inner join reasons on figures.own_reason = reasons.reason
    group by figures.figure_id
),

metric_pairs as (
    select
        old_side,
        new_side,
        coalesce(new_side.metric_id, old_side.metric_id) as id
    from old_metric_value as old_side
    full outer join new_metric_value as new_side
        on old_side.metric_id = new_side.metric_id
    where
        old_side.metric_id is null
        or new_side.metric_id is null
        or old_side.amount is distinct from new_side.amount
        or old_side.low is distinct from new_side.low
        or old_side.high is distinct from new_side.high
        or old_side.unit is distinct from new_side.unit
),

metric_figures as (
    select
        id,
        unnest(
            coalesce(old_side.figure_ids, []) || coalesce(new_side.figure_ids, [])
        ) as figure_id
    from metric_pairs
),

metric_reasons as (
    select
        metric_figures.id,
        min(figure_ranks.rank) as rank
    from metric_figures
    inner join figure_ranks on metric_figures.figure_id = figure_ranks.figure_id
    group by metric_figures.id
),

metrics as (
    select
        'metric' as kind,
        case
            when old_side.metric_id is null then 'added'
            when new_side.metric_id is null then 'gone'
            else 'changed'
        end as change,
        reasons.reason,
        coalesce(new_side.company_id, old_side.company_id) as company_id,
        coalesce(new_side.org_unit_id, old_side.org_unit_id) as org_unit_id,
        coalesce(new_side.boundary, old_side.boundary) as boundary,
        coalesce(new_side.fiscal_year, old_side.fiscal_year) as fiscal_year,
        coalesce(new_side.metric, old_side.metric) as measure,
        coalesce(new_side.scope, old_side.scope) as scope,
        old_side.amount as old_amount,
        new_side.amount as new_amount,
        coalesce(new_side.unit, old_side.unit) as unit,
        if(
            old_side.metric_id is null or new_side.metric_id is null,
            [],
            field_told('amount', old_side.amount, new_side.amount)
            || field_told('low', old_side.low, new_side.low)
            || field_told('high', old_side.high, new_side.high)
            || field_told('unit', old_side.unit, new_side.unit)
        ) as fields,
        metric_pairs.id
    from metric_pairs
    left join metric_reasons on metric_pairs.id = metric_reasons.id
    left join reasons on metric_reasons.rank = reasons.rank
),

differences as (
    select * from documents
    union all by name
    select * from statements
    union all by name
    select * from facts
    union all by name
    select * from metrics
)

select
    differences.kind,
    differences.change,
    coalesce(
        differences.reason,
        if(companies.company_id is not null, 'other_figures', null),
        $model_reason,
        'unknown'
    ) as reason,
    differences.company_id,
    differences.org_unit_id,
    differences.boundary,
    differences.fiscal_year,
    differences.measure,
    differences.scope,
    differences.old_amount,
    differences.new_amount,
    differences.unit,
    differences.fields,
    differences.document,
    differences.id
from differences
left join companies on differences.company_id = companies.company_id
