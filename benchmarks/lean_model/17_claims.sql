-- Stated changes, the amounts that they are about, and what can be recomputed of them.

create temp table claim as
with identified as (
    select
        raw.rowid::integer as place,
        raw.change_unit_text::printed_unit_word as printed_unit,
        coalesce(raw.org_unit_term, raw.org_unit_text) as org_unit_words,
        coalesce(raw.period_term, raw.period_text) as period_words,
        raw.period_start_text,
        raw.period_end_text,
        raw.change,
        raw.change_low,
        raw.change_high,
        kinds.change_kind,
        try_cast(regexp_extract(raw.basis_text, '(?:19|20)\d{2}') as integer)
            as base_fiscal_year,
        measure.measure,
        measure.quantity,
        measure.canonical_unit,
        measure.is_target,
        if(
            coalesce(raw.scope_term, raw.scope_text) is null,
            measure.default_scope,
            scope.scope
        ) as scope,
        document.document,
        document.dated_on,
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
        end as boundary
    from raw_claim as raw
    anti join quarantine_claim on raw.claim_id = quarantine_claim.claim_id
    left join document on raw.document_id::document_word = document.document
    left join company_spoken as company on raw.company_text = company.words
    left join measure_spoken as measure
        on coalesce(raw.measure_term, raw.measure_text) = measure.words
    left join scope_spoken as scope
        on coalesce(raw.scope_term, raw.scope_text) = scope.words
    left join boundary_spoken as boundary on raw.boundary_text = boundary.words
    left join reference_change_unit_alias as kinds
        on term_key(raw.change_unit_text) = kinds.alias
),

customary as (
    select
        printed_unit,
        quantity,
        unit,
        assumed_from,
        assumed_to,
        count(*) over (partition by printed_unit, quantity) = 1 as is_only_meaning
    from reading
),

-- A change in a unit of the measure, as the document's figures are in that unit.
absolute as (
    select
        identified.place,
        coalesce(decision.unit, customary.unit) as unit
    from identified
    left join decision
        on
            identified.document = decision.document
            and identified.quantity = decision.quantity
            and identified.printed_unit is not distinct from decision.printed_unit
    left join customary
        on
            identified.quantity = customary.quantity
            and identified.printed_unit is not distinct from customary.printed_unit
            and (
                customary.is_only_meaning
                or (
                    abs(identified.change) >= customary.assumed_from
                    and abs(identified.change) <= coalesce(customary.assumed_to, 1e18)
                )
            )
    where identified.change_kind is null
    qualify
        row_number() over (
            partition by identified.place
            order by customary.assumed_from asc, customary.unit asc
        ) = 1
),

told as (
    select
        identified.*,
        case
            when identified.org_unit_words is null then 'group'
            when identified.company is not null
                then coalesce(of_company.org_unit_id, of_any.org_unit_id)
        end::org_unit_word as org_unit,
        period.fiscal_year,
        if(identified.is_target, null, period.period_start) as period_start,
        period.period_end,
        unit.factor,
        coalesce(
            identified.change_kind, if(unit.factor is null, 'unknown', 'absolute')
        ) as kind,
        coalesce(unit.canonical_unit, identified.canonical_unit) as unit
    from identified
    left join absolute on identified.place = absolute.place
    left join unit on absolute.unit = unit.unit
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
            and identified.period_start_text
            is not distinct from period.period_start_text
            and identified.period_end_text is not distinct from period.period_end_text
            and if(
                is_relative_period(identified.period_words), identified.dated_on, null
            ) is not distinct from period.dated_on
)

select
    told.place,
    told.document,
    told.company,
    told.org_unit,
    told.boundary,
    told.measure,
    measure.direction,
    told.scope,
    scope.family,
    scope.method,
    told.fiscal_year,
    told.period_start,
    told.period_end,
    period_months(told.period_start, told.period_end)::smallint as months,
    told.kind,
    if(told.kind = 'absolute', told.unit, null) as unit,
    -- The unit of the amounts that the change can be one of; null for any.
    case told.kind
        when 'relative' then null
        when 'absolute' then told.unit
        else '%'::unit_word
    end as amount_unit,
    converted(told.change, told.factor) as change,
    converted(told.change_low, told.factor) as change_low,
    converted(told.change_high, told.factor) as change_high,
    nullif(told.base_fiscal_year, told.fiscal_year - 1) as base_fiscal_year
from told
left join measure on told.measure = measure.measure
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
inner join claim on raw.rowid = claim.place;

-- The amounts of the claim's own year, and of the year that it compares with.
create temp table basis as
with allowed as (
    select
        claim.place as claim,
        claim.document,
        claim.measure,
        claim.base_fiscal_year,
        claim.period_start,
        claim.period_end,
        claim.months,
        scope.scope,
        (scope.scope <> claim.scope)::utinyint as scope_distance,
        hash(
            claim.company, claim.org_unit, claim.boundary, claim.measure, scope.scope
        ) as series
    from claim
    inner join scope
        on
            claim.family = scope.family
            and (claim.scope = scope.scope or claim.method = 'unspecified')
),

own_figures as (
    select
        raw_claim.rowid::integer as claim,
        raw.rowid::integer as place
    from raw_figure as raw
    inner join raw_claim on raw.figure_id = raw_claim.figure_id
),

own as (
    select
        allowed.claim,
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
    inner join stated
        on allowed.document = stated.document and allowed.series = stated.series
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
        allowed.claim,
        allowed.series,
        allowed.scope,
        allowed.scope_distance,
        stated.place,
        true as is_current,
        stated.fiscal_year,
        allowed.period_end,
        stated.amount,
        stated.low,
        stated.high,
        stated.canonical_unit as unit
    from allowed
    inner join own_figures on allowed.claim = own_figures.claim
    inner join stated
        on own_figures.place = stated.place and allowed.measure = stated.measure
    where
        stated.is_amount
        and stated.period_start is not null
        and allowed.series <> stated.series
)

select
    allowed.claim,
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
    own.claim,
    own.series,
    own.scope,
    own.scope_distance,
    own.is_current,
    false as is_latest,
    own.fiscal_year,
    own.period_end,
    own.amount,
    own.low,
    own.high,
    own.unit,
    [raw.figure_id] as figure_ids
from own
inner join raw_figure as raw on own.place = raw.rowid;

create temp table comparison as
with pairs as (
    select
        currents.claim,
        currents.series,
        currents.scope,
        currents.scope_distance,
        case
            when currents.is_latest <> priors.is_latest then 'mixed'
            when currents.is_latest then 'latest'
            else 'one_document'
        end as vintage,
        priors.fiscal_year as prior_fiscal_year,
        currents.period_end,
        priors.period_end as prior_period_end,
        currents.amount,
        currents.low,
        currents.high,
        priors.amount as prior_amount,
        priors.low as prior_low,
        priors.high as prior_high,
        currents.unit,
        claim.kind,
        claim.change_low as claimed_low,
        claim.change_high as claimed_high,
        currents.figure_ids || priors.figure_ids as figure_ids
    from basis as currents
    inner join basis as priors
        on
            currents.claim = priors.claim
            and currents.series = priors.series
            and currents.unit = priors.unit
    inner join claim on currents.claim = claim.place
    where
        currents.is_current
        and not priors.is_current
        and (not currents.is_latest or priors.is_latest)
        and (claim.kind = 'relative' or currents.unit = claim.amount_unit)
),

recomputed as (
    select
        *,
        if(
            kind = 'relative',
            change_pct(amount, prior_amount),
            (amount - prior_amount)::decimal(28, 4)
        ) as change,
        if(
            kind = 'relative',
            change_pct_low(low, prior_low, prior_high),
            (low - prior_high)::decimal(28, 4)
        ) as change_low,
        if(
            kind = 'relative',
            change_pct_high(high, prior_low, prior_high),
            (high - prior_low)::decimal(28, 4)
        ) as change_high
    from pairs
)

select
    claim,
    series,
    scope,
    scope_distance,
    vintage,
    prior_fiscal_year,
    period_end,
    prior_period_end,
    amount,
    low,
    high,
    prior_amount,
    prior_low,
    prior_high,
    unit,
    kind,
    claimed_low,
    claimed_high,
    change,
    change_low,
    change_high,
    roundings_overlap(change_low, change_high, claimed_low, claimed_high) as matches,
    list_sort(list_distinct(figure_ids)) as figure_ids
from recomputed
where change_low is not null and change_high is not null;
