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
    stated.fact as fact_id,
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

-- What differs and is no restatement.
create table fact_variant as
with losers as (
    select
        stated.n,
        best.n as compared_n,
        roundings_overlap(stated.low, stated.high, best.low, best.high) as agrees
    from stated
    inner join best on stated.fact = best.fact
    inner join document on best.document = document.document
    where
        stated.is_amount
        and stated.n <> best.n
        and stated.amount <> best.amount
        and (agrees or stated.source <> document.source)
),

sides as (
    select
        best.n,
        best.company,
        best.org_unit,
        best.boundary,
        best.measure,
        best.period_start,
        best.period_end,
        best.unit,
        best.amount,
        best.low,
        best.high,
        scope.family,
        scope.method
    from best
    inner join scope on best.scope = scope.scope
),

variants as (
    select
        n,
        compared_n,
        if(agrees, 'precision', 'channel') as kind
    from losers
    union all
    select
        sides.n,
        compared.n as compared_n,
        case
            when sides.boundary <> compared.boundary then 'boundary'
            when sides.method = 'unspecified' then 'unnamed_method'
            else 'method'
        end as kind
    from sides
    inner join sides as compared
        on
            sides.company = compared.company
            and sides.org_unit = compared.org_unit
            and sides.measure = compared.measure
            and sides.family = compared.family
            and sides.period_start is not distinct from compared.period_start
            and sides.period_end = compared.period_end
            and sides.unit = compared.unit
    where
        sides.amount <> compared.amount
        and (
            (
                sides.boundary = compared.boundary
                and sides.method = 'market'
                and compared.method = 'location'
            )
            or (
                sides.boundary = compared.boundary
                and sides.method = 'unspecified'
                and compared.method in ('location', 'market')
                and roundings_overlap(
                    sides.low, sides.high, compared.low, compared.high
                )
            )
            or (
                sides.boundary::varchar > compared.boundary::varchar
                and sides.method = compared.method
            )
        )
)

select
    raw.figure_id,
    best.figure_id as compared_figure_id,
    variants.kind,
    stated.company::varchar as company_id,
    stated.org_unit::varchar as org_unit_id,
    stated.boundary::varchar as boundary,
    best.boundary::varchar as compared_boundary,
    stated.measure::varchar as measure,
    stated.scope::varchar as scope,
    best.scope::varchar as compared_scope,
    stated.fiscal_year,
    stated.period_start,
    stated.period_end,
    stated.canonical_unit::varchar as unit,
    stated.amount,
    best.amount as compared_amount,
    stated.amount - best.amount as difference,
    change_pct(stated.amount, best.amount) as difference_pct,
    stated.document::varchar as document_id,
    best.document::varchar as compared_document_id
from variants
inner join stated on variants.n = stated.n
inner join best on variants.compared_n = best.n
inner join raw_figure as raw on stated.place = raw.rowid;
