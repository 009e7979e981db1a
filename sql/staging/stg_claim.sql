-- Stated changes, typed: of what, for which year, by how much, against which year.
-- Grain: one row per claim.

with

claims as (
    select * from raw_claim
),

identities as (
    select * from stg_identity
),

based as (
    select
        claims.*,
        identities.company_id,
        identities.org_unit_id,
        identities.boundary,
        identities.measure,
        identities.scope,
        identities.period_kind,
        identities.fiscal_year,
        identities.period_start,
        identities.period_end,
        case term_key(coalesce(claims.change_unit_text, '%'))
            when '%' then 'relative'
            when 'percent' then 'relative'
            when 'per cent' then 'relative'
            when 'percentage points' then 'percentage_points'
            when 'percentage point' then 'percentage_points'
            when 'points' then 'percentage_points'
            when 'pp' then 'percentage_points'
            else 'unknown'
        end as change_kind,
        try_cast(
            regexp_extract(claims.basis_text, '(?:19|20)\d{2}') as integer
        ) as base_fiscal_year
    from claims
    left join identities
        on
            claims.document_id = identities.document_id
            and claims.company_text is not distinct from identities.company_text
            and claims.org_unit_text is not distinct from identities.org_unit_text
            and claims.measure_text is not distinct from identities.measure_text
            and claims.scope_text is not distinct from identities.scope_text
            and claims.boundary_text is not distinct from identities.boundary_text
            and claims.period_text is not distinct from identities.period_text
            and claims.period_start_text
            is not distinct from identities.period_start_text
            and claims.period_end_text is not distinct from identities.period_end_text
)

select
    claim_id,
    figure_id,
    document_id,
    ordinal,
    page,
    locator,
    context,
    company_id,
    org_unit_id,
    boundary,
    measure,
    scope,
    period_kind,
    fiscal_year,
    period_start,
    period_end,
    company_text,
    org_unit_text,
    measure_text,
    scope_text,
    period_text,
    change_text,
    change_unit_text,
    basis_text,
    change_kind,
    change,
    change_low,
    change_high,
    -- 'compared with 2023' in a claim about 2024 is the year before, not a base year.
    nullif(base_fiscal_year, fiscal_year - 1) as base_fiscal_year,
    row_number() over (
        partition by
            document_id,
            page,
            printed_place(locator),
            company_text,
            org_unit_text,
            measure_text,
            scope_text,
            boundary_text,
            period_text,
            change_text,
            change_unit_text,
            basis_text
        order by ordinal asc
    )::integer as occurrence,
    note,
    confidence,
    reasons,
    reading_problem
from based
