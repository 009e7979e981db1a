-- All figures, narrow: words are numbers, and what is only passed on stays in the raw
-- table, to which place leads. n numbers figures in the order of their names.

create temp table number as
select
    rowid::integer as place,
    row_number() over (order by figure_id asc)::integer as n
from raw_figure;

create temp table figure as
with identified as (
    select
        number.n,
        number.place,
        raw.document_id::document_word as document,
        coalesce(raw.unit_term, raw.unit_text)::printed_unit_word as printed_unit,
        coalesce(raw.org_unit_term, raw.org_unit_text) as org_unit_words,
        coalesce(raw.period_term, raw.period_text) as period_words,
        raw.period_start_text,
        raw.period_end_text,
        raw.value,
        raw.value_low,
        raw.value_high,
        raw.alternative_value,
        raw.value_kind::value_word as value_kind,
        is_sure(raw.confidence) as is_sure,
        measure.measure,
        measure.quantity,
        measure.is_target,
        if(
            coalesce(raw.scope_term, raw.scope_text) is null,
            measure.default_scope,
            scope.scope
        ) as scope,
        if(raw.company_text is null, document.company, company.company) as company,
        if(
            raw.company_text is null,
            document.fiscal_year_end,
            coalesce(company.fiscal_year_end, '12-31')
        ) as fiscal_year_end,
        case
            when raw.boundary_text is not null then boundary.boundary
            when raw.company_text is null then document.boundary
            else company.boundary
        end as boundary,
        document.dated_on
    from raw_figure as raw
    inner join number on raw.rowid = number.place
    left join document on raw.document_id::document_word = document.document
    left join company_spoken as company on raw.company_text = company.words
    left join measure_spoken as measure
        on coalesce(raw.measure_term, raw.measure_text) = measure.words
    left join scope_spoken as scope
        on coalesce(raw.scope_term, raw.scope_text) = scope.words
    left join boundary_spoken as boundary on raw.boundary_text = boundary.words
)

select
    identified.n,
    identified.place,
    identified.document,
    identified.company,
    case
        when identified.org_unit_words is null then 'group'
        when identified.company is not null
            then coalesce(of_company.org_unit_id, of_any.org_unit_id)
    end::org_unit_word as org_unit,
    identified.boundary,
    identified.measure,
    identified.scope,
    case
        when
            identified.company is not null
            and org_unit is not null
            and identified.boundary is not null
            and identified.scope is not null
            then
                hash(
                    identified.company,
                    org_unit,
                    identified.boundary,
                    identified.measure,
                    identified.scope
                )
    end as series,
    if(
        identified.is_target and period.period_end is not null,
        'target'::period_word,
        coalesce(period.period_kind, 'unknown'::period_word)
    ) as period_kind,
    period.fiscal_year,
    if(identified.is_target, null, period.period_start) as period_start,
    period.period_end,
    identified.value,
    identified.value_low,
    identified.value_high,
    identified.alternative_value,
    identified.value_kind,
    identified.value_kind in ('number', 'zero') as is_amount,
    identified.printed_unit,
    identified.quantity,
    identified.is_sure
from identified
left join org_unit_read as of_any
    on identified.org_unit_words = of_any.words and of_any.company_id = '*'
left join org_unit_read as of_company
    on
        identified.org_unit_words = of_company.words
        and identified.company::varchar = of_company.company_id
left join period
    on
        identified.fiscal_year_end = period.fiscal_year_end
        and identified.period_words is not distinct from period.words
        and identified.period_start_text is not distinct from period.period_start_text
        and identified.period_end_text is not distinct from period.period_end_text
        and if(is_relative_period(identified.period_words), identified.dated_on, null)
        is not distinct from period.dated_on;
