-- What restates what: figures of one source in the order in which they were known.

create temp table restated as
with dated as (
    select
        n,
        fact,
        source,
        known_from,
        low,
        high,
        lag(known_from) over (
            partition by fact, source
            order by known_from asc, is_inferred asc, high - low asc, n asc
        ) as earlier_known_from
    from stated
    where is_amount and known_from is not null
),

-- One statement of each day: the most precise.
vintages as (
    select
        n,
        low,
        high,
        lag(n) over vintage as earlier_n,
        lag(low) over vintage as earlier_low,
        lag(high) over vintage as earlier_high
    from dated
    where earlier_known_from is null or earlier_known_from <> known_from
    window vintage as (partition by fact, source order by known_from asc)
),

of_methods as (
    select
        stated.n,
        stated.company,
        stated.org_unit,
        stated.boundary,
        stated.measure,
        stated.period_start,
        stated.period_end,
        stated.source,
        stated.known_from,
        stated.amount,
        stated.low,
        stated.high,
        scope.family,
        scope.method,
        validity.known_to
    from stated
    inner join scope on stated.scope = scope.scope
    inner join validity on stated.n = validity.n
    where
        stated.is_amount
        and stated.known_from is not null
        and scope.method in ('unspecified', 'location', 'market')
),

with_method as (
    select
        named.n,
        unnamed.n as earlier_n,
        named.known_from,
        abs(named.amount - unnamed.amount) as distance,
        roundings_overlap(named.low, named.high, unnamed.low, unnamed.high) as agrees
    from of_methods as unnamed
    inner join of_methods as named
        on
            unnamed.family = named.family
            and unnamed.company = named.company
            and unnamed.org_unit = named.org_unit
            and unnamed.boundary = named.boundary
            and unnamed.measure = named.measure
            and unnamed.period_end = named.period_end
            and unnamed.period_start is not distinct from named.period_start
            and unnamed.source = named.source
            and unnamed.known_from < named.known_from
    where
        unnamed.method = 'unspecified'
        and unnamed.known_to is null
        and named.method <> 'unspecified'
),

named_since as (
    select
        n,
        earlier_n
    from with_method
    qualify
        not bool_or(agrees) over (partition by earlier_n)
        and row_number() over (
            partition by earlier_n order by known_from asc, distance asc, n asc
        ) = 1
)

select
    n,
    earlier_n,
    'restated' as kind
from vintages
where
    earlier_n is not null
    and not roundings_overlap(low, high, earlier_low, earlier_high)
union all
select
    n,
    earlier_n,
    'method_stated_since' as kind
from named_since;

drop table validity;

create table fact_restatement as
select
    raw.figure_id,
    earlier_raw.figure_id as prior_figure_id,
    restated.kind,
    stated.company::varchar as company_id,
    stated.org_unit::varchar as org_unit_id,
    stated.boundary::varchar as boundary,
    stated.measure::varchar as measure,
    stated.scope::varchar as scope,
    earlier.scope::varchar as prior_scope,
    stated.fiscal_year,
    stated.period_start,
    stated.period_end,
    stated.source::varchar as source,
    stated.canonical_unit::varchar as unit,
    earlier.amount as prior_amount,
    stated.amount,
    stated.amount - earlier.amount as difference,
    change_pct(stated.amount, earlier.amount) as difference_pct,
    earlier.document::varchar as prior_document_id,
    stated.document::varchar as document_id,
    earlier.known_from as prior_known_from,
    stated.known_from
from restated
inner join stated on restated.n = stated.n
inner join stated as earlier on restated.earlier_n = earlier.n
inner join raw_figure as raw on stated.place = raw.rowid
inner join raw_figure as earlier_raw on earlier.place = earlier_raw.rowid;
