-- sqlfluff:exclude_rules:AM04, LT14, RF01, RF02, RF03, RF04, ST06
-- Figures that one release alone has accepted, or that say something else in the other.
-- Grain: one row per pair of figures; one of a pair may be lacking.
--
-- A figure keeps its id as long as its document keeps its bytes and its reader. Where
-- it does not, it is held against the figure that the same document states of the same
-- fact; of several in the order in which they are printed. The row of each side is
-- carried whole.

create or replace temporary table figure_difference as

with

old_figures as (
    select * from figures_of('old')
),

new_figures as (
    select * from figures_of('new')
),

old_alone as (
    select
        old_figures.*,
        row_number() over (
            partition by old_figures.path, old_figures.fact
            order by old_figures.page, old_figures.locator, old_figures.figure_id
        ) as place
    from old_figures
    anti join new_figures on old_figures.figure_id = new_figures.figure_id
),

new_alone as (
    select
        new_figures.*,
        row_number() over (
            partition by new_figures.path, new_figures.fact
            order by new_figures.page, new_figures.locator, new_figures.figure_id
        ) as place
    from new_figures
    anti join old_figures on new_figures.figure_id = old_figures.figure_id
),

pairs as (
    select
        old_side,
        new_side
    from old_figures as old_side
    inner join new_figures as new_side on old_side.figure_id = new_side.figure_id
    union all by name
    select
        old_side,
        new_side
    from old_alone as old_side
    full outer join new_alone as new_side
        on
            old_side.path = new_side.path
            and old_side.fact = new_side.fact
            and old_side.place = new_side.place
)

select
    old_side.figure_id as old_id,
    new_side.figure_id as new_id,
    old_side.fact as old_fact,
    new_side.fact as new_fact,
    coalesce(new_side.path, old_side.path) as path,
    case
        when old_side.figure_id is null then 'added'
        when new_side.figure_id is null then 'gone'
        else 'changed'
    end as change,
    coalesce(new_side.company_id, old_side.company_id) as company_id,
    coalesce(new_side.org_unit_id, old_side.org_unit_id) as org_unit_id,
    coalesce(new_side.boundary, old_side.boundary) as boundary,
    coalesce(new_side.measure, old_side.measure) as measure,
    coalesce(new_side.scope, old_side.scope) as scope,
    coalesce(new_side.fiscal_year, old_side.fiscal_year) as fiscal_year,
    coalesce(new_side.canonical_unit, old_side.canonical_unit) as unit,
    coalesce(new_side.confidence, old_side.confidence) as confidence,
    old_side.amount as old_amount,
    new_side.amount as new_amount,
    old_side.correction as old_correction,
    new_side.correction as new_correction,
    if(
        old_side.figure_id is null or new_side.figure_id is null,
        [],
        field_told('company_id', old_side.company_id, new_side.company_id)
        || field_told('org_unit_id', old_side.org_unit_id, new_side.org_unit_id)
        || field_told('boundary', old_side.boundary, new_side.boundary)
        || field_told('measure', old_side.measure, new_side.measure)
        || field_told('scope', old_side.scope, new_side.scope)
        || field_told('fiscal_year', old_side.fiscal_year, new_side.fiscal_year)
        || field_told('period_start', old_side.period_start, new_side.period_start)
        || field_told('period_end', old_side.period_end, new_side.period_end)
        || field_told('value_kind', old_side.value_kind, new_side.value_kind)
        || field_told('amount', old_side.amount, new_side.amount)
        || field_told('low', old_side.low, new_side.low)
        || field_told('high', old_side.high, new_side.high)
        || field_told(
            'canonical_unit', old_side.canonical_unit, new_side.canonical_unit
        )
        || field_told('unit', old_side.unit, new_side.unit)
        || field_told('correction', old_side.correction, new_side.correction)
    ) as fields
from pairs
where
    old_side.figure_id is null
    or new_side.figure_id is null
    or old_side.fact <> new_side.fact
    or old_side.fiscal_year is distinct from new_side.fiscal_year
    or old_side.value_kind is distinct from new_side.value_kind
    or old_side.amount is distinct from new_side.amount
    or old_side.low is distinct from new_side.low
    or old_side.high is distinct from new_side.high
    or old_side.unit is distinct from new_side.unit
    or old_side.correction is distinct from new_side.correction
