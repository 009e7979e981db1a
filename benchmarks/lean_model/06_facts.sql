drop table chosen;

create temp table choice_reason as
select
    choice.*,
    case choice.choice
        when 'only_statement' then 'It is the only statement of the fact.'
        when 'source' then format('It is from the best kind of source: {}.', lower(kind.name))
        when 'vintage' then 'It is from the latest document of its kind of source.'
        when 'printed_unit' then 'Its unit is printed as it is; that of the others had to be inferred.'
        when 'conflict' then 'Documents of one day differ; the most precise statement is kept.'
        when 'precision' then 'It is the most precise of the statements that agree.'
        when 'agreement' then 'All statements of its kind of source say the same.'
    end as reason
from (select distinct choice, source_rank from best) as choice
left join reference_source_kind as kind on choice.source_rank = kind.source_rank;

create table fact_emissions as
select
    best.company::varchar as company_id,
    best.org_unit::varchar as org_unit_id,
    best.boundary::varchar as boundary,
    best.measure::varchar as measure,
    best.scope::varchar as scope,
    best.fiscal_year,
    best.period_start,
    best.period_end,
    best.amount as amount_tco2e,
    best.low as low_tco2e,
    best.high as high_tco2e,
    best.figure_id,
    best.document::varchar as document_id,
    best.choice,
    choice_reason.reason as choice_reason,
    best.source_count,
    best.agreeing_source_count,
    best.spread_pct,
    best.is_restated,
    best.series_break_text is not null as is_series_break,
    best.series_break_text as series_break_reason
from best
inner join measure on best.measure = measure.measure
inner join choice_reason on best.choice = choice_reason.choice and best.source_rank = choice_reason.source_rank
where measure.fact_table = 'fact_emissions';

create table fact_energy as
select
    best.company::varchar as company_id,
    best.org_unit::varchar as org_unit_id,
    best.boundary::varchar as boundary,
    best.measure::varchar as measure,
    best.scope::varchar as scope,
    best.fiscal_year,
    best.period_start,
    best.period_end,
    best.amount,
    best.low,
    best.high,
    best.unit::varchar as unit,
    best.figure_id,
    best.document::varchar as document_id,
    best.choice,
    choice_reason.reason as choice_reason,
    best.source_count,
    best.agreeing_source_count,
    best.spread_pct,
    best.is_restated,
    best.series_break_text is not null as is_series_break,
    best.series_break_text as series_break_reason
from best
inner join measure on best.measure = measure.measure
inner join choice_reason on best.choice = choice_reason.choice and best.source_rank = choice_reason.source_rank
where measure.fact_table = 'fact_energy';

create table fact_resource as
select
    best.company::varchar as company_id,
    best.org_unit::varchar as org_unit_id,
    best.boundary::varchar as boundary,
    best.measure::varchar as measure,
    best.scope::varchar as scope,
    best.fiscal_year,
    best.period_start,
    best.period_end,
    best.amount,
    best.low,
    best.high,
    best.unit::varchar as unit,
    best.figure_id,
    best.document::varchar as document_id,
    best.choice,
    choice_reason.reason as choice_reason,
    best.source_count,
    best.agreeing_source_count,
    best.spread_pct,
    best.is_restated,
    best.series_break_text is not null as is_series_break,
    best.series_break_text as series_break_reason
from best
inner join measure on best.measure = measure.measure
inner join choice_reason on best.choice = choice_reason.choice and best.source_rank = choice_reason.source_rank
where measure.fact_table = 'fact_resource';

create table fact_intensity as
select
    best.company::varchar as company_id,
    best.org_unit::varchar as org_unit_id,
    best.boundary::varchar as boundary,
    best.measure::varchar as measure,
    best.scope::varchar as scope,
    best.fiscal_year,
    best.period_start,
    best.period_end,
    best.amount,
    best.low,
    best.high,
    best.unit::varchar as unit,
    best.figure_id,
    best.document::varchar as document_id,
    best.choice,
    choice_reason.reason as choice_reason,
    best.source_count,
    best.agreeing_source_count,
    best.spread_pct,
    best.is_restated,
    best.series_break_text is not null as is_series_break,
    best.series_break_text as series_break_reason
from best
inner join measure on best.measure = measure.measure
inner join choice_reason on best.choice = choice_reason.choice and best.source_rank = choice_reason.source_rank
where measure.fact_table = 'fact_intensity';

create table fact_indicator as
select
    best.company::varchar as company_id,
    best.org_unit::varchar as org_unit_id,
    best.boundary::varchar as boundary,
    best.measure::varchar as measure,
    best.scope::varchar as scope,
    best.fiscal_year,
    best.period_start,
    best.period_end,
    best.amount,
    best.low,
    best.high,
    best.unit::varchar as unit,
    best.figure_id,
    best.document::varchar as document_id,
    best.choice,
    choice_reason.reason as choice_reason,
    best.source_count,
    best.agreeing_source_count,
    best.spread_pct,
    best.is_restated,
    best.series_break_text is not null as is_series_break,
    best.series_break_text as series_break_reason
from best
inner join measure on best.measure = measure.measure
inner join choice_reason on best.choice = choice_reason.choice and best.source_rank = choice_reason.source_rank
where measure.fact_table = 'fact_indicator';

create table fact_target as
select
    best.company::varchar as company_id,
    best.org_unit::varchar as org_unit_id,
    best.boundary::varchar as boundary,
    best.measure::varchar as measure,
    best.scope::varchar as scope,
    best.fiscal_year as target_fiscal_year,
    best.period_end,
    reference.target_of,
    reference.target_kind,
    coalesce(
        try_cast(regexp_extract(best.basis_text, '(?:19|20)\d{2}') as integer),
        best.fiscal_year - try_cast(regexp_extract(best.basis_text, '(\d+) years', 1) as integer)
    ) as base_fiscal_year,
    best.amount,
    best.low,
    best.high,
    best.unit::varchar as unit,
    best.basis_text,
    best.figure_id,
    best.document::varchar as document_id,
    best.source_count,
    best.spread_pct
from best
inner join reference_measure as reference on best.measure = reference.measure::measure_word
where reference.fact_table = 'fact_target';

create temp table scope as
select
    scope::scope_word as scope,
    family,
    method,
    level
from reference_scope;

create temp table restated as
with stated_again as (
    select
        n,
        fact,
        source,
        known_from,
        low,
        high,
        known_from is distinct from lag(known_from) over (
            partition by fact, source
            order by
                known_from asc,
                is_inferred asc,
                high - low asc,
                n asc
        ) as is_first_of_day
    from stated
    where is_amount and known_from is not null
),
paired as (
    select
        n,
        low,
        high,
        lag(n) over vintage as prior_n,
        lag(low) over vintage as prior_low,
        lag(high) over vintage as prior_high
    from stated_again
    where is_first_of_day
    window vintage as (partition by fact, source order by known_from asc)
)
select
    n,
    prior_n,
    'restated' as kind
from paired
where prior_n is not null and not roundings_overlap(low, high, prior_low, prior_high);

insert into restated
with of_methods as (
    select
        stated.*,
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
        unnamed.n as prior_n,
        named.n,
        named.known_from,
        roundings_overlap(named.low, named.high, unnamed.low, unnamed.high) as agrees,
        abs(named.amount - unnamed.amount) as distance
    from (from of_methods where method = 'unspecified' and known_to is null) as unnamed
    inner join (from of_methods where method <> 'unspecified') as named
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
)
select
    n,
    prior_n,
    'method_stated_since'
from with_method
qualify
    not bool_or(agrees) over (partition by prior_n)
    and row_number() over (partition by prior_n order by known_from asc, distance asc, n asc) = 1;

drop table validity;

create table fact_restatement as
select
    raw.figure_id,
    prior_raw.figure_id as prior_figure_id,
    restated.kind,
    stated.company::varchar as company_id,
    stated.org_unit::varchar as org_unit_id,
    stated.boundary::varchar as boundary,
    stated.measure::varchar as measure,
    stated.scope::varchar as scope,
    prior.scope::varchar as prior_scope,
    stated.fiscal_year,
    stated.period_start,
    stated.period_end,
    stated.source::varchar as source,
    stated.canonical_unit::varchar as unit,
    prior.amount as prior_amount,
    stated.amount,
    stated.amount - prior.amount as difference,
    change_pct(stated.amount, prior.amount) as difference_pct,
    prior.document::varchar as prior_document_id,
    stated.document::varchar as document_id,
    prior.known_from as prior_known_from,
    stated.known_from
from restated
inner join stated on restated.n = stated.n
inner join stated as prior on restated.prior_n = prior.n
inner join raw_figure as raw on stated.place = raw.rowid
inner join raw_figure as prior_raw on prior.place = prior_raw.rowid;
