-- ---------------------------------------------------------------- claims
create temp table claim as
with who as (
    select
        raw.rowid::integer as c,
        raw.claim_id,
        raw.change_unit_text::printed_unit_word as printed_unit,
        coalesce(raw.org_unit_term, raw.org_unit_text) as org_unit_words,
        coalesce(raw.period_term, raw.period_text) as period_words,
        raw.period_start_text,
        raw.period_end_text,
        raw.change,
        raw.change_low,
        raw.change_high,
        change_unit.change_kind,
        try_cast(regexp_extract(raw.basis_text, '(?:19|20)\d{2}') as integer) as base_fiscal_year,
        measure.measure,
        measure.quantity,
        measure.canonical_unit,
        measure.fact_table,
        if(coalesce(raw.scope_term, raw.scope_text) is null, measure.default_scope, scope.scope) as scope,
        document.document,
        document.dated_on,
        if(raw.company_text is null, document.company, company.company) as company,
        if(raw.company_text is null, document.fiscal_year_end, coalesce(company.fiscal_year_end, '12-31')) as fiscal_year_end,
        case
            when raw.boundary_text is not null then boundary.boundary
            when raw.company_text is null then document.boundary
            else company.boundary
        end as boundary
    from raw_claim as raw
    anti join quarantine_claim on raw.claim_id = quarantine_claim.claim_id
    left join document on raw.document_id::document_word = document.document
    left join company_spoken as company on raw.company_text = company.words
    left join measure_spoken as measure on coalesce(raw.measure_term, raw.measure_text) = measure.words
    left join scope_spoken as scope on coalesce(raw.scope_term, raw.scope_text) = scope.words
    left join boundary_spoken as boundary on raw.boundary_text = boundary.words
    left join reference_change_unit_alias as change_unit on term_key(raw.change_unit_text) = change_unit.alias
),
customary as (
    select
        *,
        count(*) over (partition by printed_unit, quantity) = 1 as is_only_meaning
    from reading
),
absolute as (
    select
        who.c,
        coalesce(decision.unit, customary.unit) as unit
    from who
    left join decision
        on
            who.document = decision.document
            and who.quantity = decision.quantity
            and who.printed_unit is not distinct from decision.printed_unit
    left join customary
        on
            who.quantity = customary.quantity
            and who.printed_unit is not distinct from customary.printed_unit
            and (
                customary.is_only_meaning
                or (
                    abs(who.change) >= customary.assumed_from
                    and abs(who.change) <= coalesce(customary.assumed_to, 1e18)
                )
            )
    where who.change_kind is null
    qualify row_number() over (partition by who.c order by customary.assumed_from asc, customary.unit::varchar asc) = 1
),
told as (
    select
        who.*,
        case
            when who.org_unit_words is null then 'group'
            when who.company is not null then coalesce(of_company.org_unit_id, of_any.org_unit_id)
        end::org_unit_word as org_unit,
        period.fiscal_year,
        if(who.fact_table = 'fact_target', null, period.period_start) as period_start,
        period.period_end,
        unit.factor,
        coalesce(who.change_kind, if(unit.factor is null, 'unknown', 'absolute')) as kind,
        coalesce(unit.canonical_unit, who.canonical_unit) as unit
    from who
    left join absolute on who.c = absolute.c
    left join unit on absolute.unit = unit.unit
    left join org_unit_read as of_any
        on who.org_unit_words = of_any.words and coalesce(of_any.company_id, '*') = '*'
    left join org_unit_read as of_company
        on who.org_unit_words = of_company.words and who.company::varchar = of_company.company_id
    left join period
        on
            who.fiscal_year_end = period.fiscal_year_end
            and who.period_words is not distinct from period.words
            and who.period_start_text is not distinct from period.period_start_text
            and who.period_end_text is not distinct from period.period_end_text
            and if(is_relative_period(who.period_words), who.dated_on, null) is not distinct from period.dated_on
)
select
    told.c,
    told.document,
    told.company,
    told.org_unit,
    told.boundary,
    told.measure,
    told.scope,
    scope.family,
    scope.method,
    told.fiscal_year,
    told.period_start,
    told.period_end,
    period_months(told.period_start, told.period_end)::smallint as months,
    told.kind,
    if(told.kind = 'absolute', told.unit, null) as unit,
    -- In which unit amounts have to be for the change to be one of them.
    case told.kind when 'absolute' then told.unit when 'relative' then null else '%'::unit_word end as amount_unit,
    converted(told.change, told.factor) as change,
    converted(told.change_low, told.factor) as change_low,
    converted(told.change_high, told.factor) as change_high,
    nullif(told.base_fiscal_year, told.fiscal_year - 1) as base_fiscal_year
from told
left join scope on told.scope = scope.scope;

create table fact_claim as
select
    raw.claim_id,
    raw.figure_id,
    raw.document_id,
    claim.company::varchar as company_id,
    claim.org_unit::varchar as org_unit_id,
    claim.boundary::varchar as boundary,
    claim.measure::varchar as measure,
    claim.scope::varchar as scope,
    claim.fiscal_year,
    claim.period_start,
    claim.period_end,
    claim.kind as change_kind,
    claim.unit::varchar as change_unit,
    claim.change,
    claim.change_low,
    claim.change_high,
    claim.base_fiscal_year,
    raw.page,
    raw.locator,
    raw.context,
    raw.change_text,
    raw.change_unit_text,
    raw.basis_text,
    raw.note,
    raw.confidence,
    raw.reasons
from raw_claim as raw
inner join claim on raw.rowid = claim.c;

-- The amounts that each claim is about: of its own year, and of the one compared with.
create temp table basis as
with allowed as (
    select
        claim.c,
        claim.document,
        claim.measure,
        claim.base_fiscal_year,
        claim.period_start,
        claim.period_end,
        claim.months,
        scope.scope,
        (scope.scope <> claim.scope)::utinyint as scope_distance,
        hash(claim.company, claim.org_unit, claim.boundary, claim.measure, scope.scope) as series
    from claim
    inner join scope
        on claim.family = scope.family and (claim.scope = scope.scope or claim.method = 'unspecified')
),
own_figure as (
    select
        raw_claim.rowid::integer as c,
        raw.rowid::integer as place
    from raw_figure as raw
    inner join raw_claim on raw.figure_id = raw_claim.figure_id
),
own as (
    select
        allowed.c,
        allowed.series,
        allowed.scope,
        allowed.scope_distance,
        stated.place,
        stated.period_end = allowed.period_end as is_current,
        stated.fiscal_year,
        stated.period_end,
        stated.amount,
        stated.low,
        stated.high,
        stated.canonical_unit as unit
    from allowed
    inner join stated on allowed.document = stated.document and allowed.series = stated.series
    where
        stated.is_amount
        and period_months(stated.period_start, stated.period_end) = allowed.months
        and (
            stated.period_end = allowed.period_end
            or if(
                allowed.base_fiscal_year is null,
                stated.period_end + 1 = allowed.period_start,
                stated.fiscal_year = allowed.base_fiscal_year
            )
        )
    union all
    -- The figure that the claim stands beside, of whichever of these scopes it is.
    select
        allowed.c,
        allowed.series,
        allowed.scope,
        allowed.scope_distance,
        stated.place,
        true,
        stated.fiscal_year,
        allowed.period_end,
        stated.amount,
        stated.low,
        stated.high,
        stated.canonical_unit
    from allowed
    inner join own_figure on allowed.c = own_figure.c
    inner join stated on own_figure.place = stated.place and allowed.measure = stated.measure
    where stated.is_amount and stated.period_start is not null and allowed.series <> stated.series
)
select
    allowed.c,
    allowed.series,
    allowed.scope,
    allowed.scope_distance,
    level.period_end = allowed.period_end as is_current,
    true as is_latest,
    level.fiscal_year,
    level.period_end,
    level.amount,
    level.low,
    level.high,
    level.unit,
    level.figure_ids
from allowed
inner join level on allowed.series = level.series and allowed.months = level.months
where
    level.period_end = allowed.period_end
    or if(
        allowed.base_fiscal_year is null,
        level.period_end + 1 = allowed.period_start,
        level.fiscal_year = allowed.base_fiscal_year
    )
union all
select
    own.c,
    own.series,
    own.scope,
    own.scope_distance,
    own.is_current,
    false,
    own.fiscal_year,
    own.period_end,
    own.amount,
    own.low,
    own.high,
    own.unit,
    [raw.figure_id]
from own
inner join raw_figure as raw on own.place = raw.rowid;
