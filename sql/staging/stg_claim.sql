-- Stated changes, typed: of what, for which year, by how much, against which year.
-- Grain: one row per claim.
--
-- A change in a unit of the measure ('lower by 2,400 tonnes') is absolute, and is
-- converted to the canonical unit. Its unit is read as the document's figures in that
-- unit are, or else in the customary way.

with

claims as (
    select * from stg_printed_claim
),

unit_readings as (
    select * from stg_unit_reading
    where unit is not null
),

customary as (
    select
        unit_words,
        quantity,
        unit,
        assumed_from,
        assumed_to,
        count(*) over (partition by unit_words, quantity) = 1 as is_only_reading
    from stg_printed_unit
    where is_of_quantity
),

units as (
    select * from dim_unit_of_measure
),

reviews as (
    select * from stg_review
    where is_latest
),

absolute as (
    select
        claim_id,
        document_id,
        change_unit_words,
        quantity,
        abs(change) as size
    from claims
    where change_kind is null
),

units_of_claims as (
    select
        absolute.claim_id,
        coalesce(unit_readings.unit, customary.unit) as unit
    from absolute
    left join unit_readings
        on
            absolute.document_id = unit_readings.document_id
            and absolute.quantity = unit_readings.quantity
            and absolute.change_unit_words is not distinct from unit_readings.unit_words
    left join customary
        on
            absolute.quantity = customary.quantity
            and absolute.change_unit_words is not distinct from customary.unit_words
            and (
                customary.is_only_reading
                or (
                    absolute.size >= customary.assumed_from
                    and absolute.size <= coalesce(customary.assumed_to, 1e18)
                )
            )
    qualify
        row_number() over (
            partition by absolute.claim_id
            order by customary.assumed_from asc, customary.unit asc
        ) = 1
),

with_unit as (
    select
        claims.*,
        units_of_claims.unit
    from claims
    left join units_of_claims on claims.claim_id = units_of_claims.claim_id
),

based as (
    select
        with_unit.*,
        units.factor,
        case
            when with_unit.change_kind is not null then with_unit.change_kind
            when units.factor is not null then 'absolute'
            else 'unknown'
        end as kind,
        coalesce(units.canonical_unit, with_unit.measure_unit) as canonical_unit,
        try_cast(
            regexp_extract(with_unit.basis_text, '(?:19|20)\d{2}') as integer
        ) as base_fiscal_year
    from with_unit
    left join units on with_unit.unit = units.unit
)

select
    based.claim_id,
    based.figure_id,
    based.document_id,
    based.ordinal,
    based.page,
    based.locator,
    based.context,
    based.company_id,
    based.org_unit_id,
    based.boundary,
    based.measure,
    based.scope,
    based.period_kind,
    based.fiscal_year,
    based.period_start,
    based.period_end,
    based.company_text,
    based.org_unit_text,
    based.measure_text,
    based.scope_text,
    based.period_text,
    based.org_unit_words,
    based.measure_words,
    based.scope_words,
    based.period_words,
    based.change_text,
    based.change_unit_text,
    based.basis_text,
    based.kind as change_kind,
    if(based.kind = 'absolute', based.canonical_unit, null) as change_unit,
    converted(based.change, based.factor) as change,
    converted(based.change_low, based.factor) as change_low,
    converted(based.change_high, based.factor) as change_high,
    -- 'compared with 2023' in a claim about 2024 is the year before, not a base year.
    nullif(based.base_fiscal_year, based.fiscal_year - 1) as base_fiscal_year,
    row_number() over (
        partition by
            based.document_id,
            based.page,
            printed_place(based.locator),
            based.company_text,
            based.org_unit_words,
            based.measure_words,
            based.scope_words,
            based.boundary_text,
            based.period_words,
            based.change_text,
            based.change_unit_text,
            based.basis_text
        order by based.ordinal asc
    )::integer as occurrence,
    based.note,
    based.confidence,
    based.reasons,
    based.reading_problem,
    reviews.decision as review,
    reviews.told as review_told,
    review_state(
        based.confidence,
        reviews.decision,
        based.reading_problem is null and based.change is not null
    ) as review_state
from based
left join reviews on based.claim_id = reviews.statement_id
