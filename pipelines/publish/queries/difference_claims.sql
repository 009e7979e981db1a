-- sqlfluff:exclude_rules:AM04, LT14, RF01, RF02, RF03, RF04, ST06
-- Stated changes that one release alone has accepted, or that come out otherwise.
-- Grain: one row per pair of claims; one of a pair may be lacking.

create or replace temporary table claim_difference as

with

old_claims as (
    select * from claims_of('old')
),

new_claims as (
    select * from claims_of('new')
),

old_alone as (
    select
        old_claims.*,
        row_number() over (
            partition by old_claims.path, old_claims.subject
            order by old_claims.page, old_claims.locator, old_claims.claim_id
        ) as place
    from old_claims
    anti join new_claims on old_claims.claim_id = new_claims.claim_id
),

new_alone as (
    select
        new_claims.*,
        row_number() over (
            partition by new_claims.path, new_claims.subject
            order by new_claims.page, new_claims.locator, new_claims.claim_id
        ) as place
    from new_claims
    anti join old_claims on new_claims.claim_id = old_claims.claim_id
),

pairs as (
    select
        old_side,
        new_side
    from old_claims as old_side
    inner join new_claims as new_side on old_side.claim_id = new_side.claim_id
    union all by name
    select
        old_side,
        new_side
    from old_alone as old_side
    full outer join new_alone as new_side
        on
            old_side.path = new_side.path
            and old_side.subject = new_side.subject
            and old_side.place = new_side.place
),

compared as (
    select
        old_side,
        new_side,
        field_told('measure', old_side.measure, new_side.measure)
        || field_told('scope', old_side.scope, new_side.scope)
        || field_told('fiscal_year', old_side.fiscal_year, new_side.fiscal_year)
        || field_told('change', old_side.change, new_side.change)
        || field_told('verdict', old_side.verdict, new_side.verdict)
        || field_told('cause', old_side.cause, new_side.cause)
        || field_told(
            'recomputed_change',
            old_side.recomputed_change,
            new_side.recomputed_change
        )
        || field_told('correction', old_side.correction, new_side.correction)
            as told
    from pairs
)

select
    old_side.claim_id as old_id,
    new_side.claim_id as new_id,
    coalesce(new_side.path, old_side.path) as path,
    case
        when old_side.claim_id is null then 'added'
        when new_side.claim_id is null then 'gone'
        else 'changed'
    end as change,
    coalesce(new_side.company_id, old_side.company_id) as company_id,
    coalesce(new_side.org_unit_id, old_side.org_unit_id) as org_unit_id,
    coalesce(new_side.boundary, old_side.boundary) as boundary,
    coalesce(new_side.measure, old_side.measure) as measure,
    coalesce(new_side.scope, old_side.scope) as scope,
    coalesce(new_side.fiscal_year, old_side.fiscal_year) as fiscal_year,
    coalesce(new_side.change_unit, old_side.change_unit) as unit,
    coalesce(new_side.confidence, old_side.confidence) as confidence,
    old_side.change as old_amount,
    new_side.change as new_amount,
    old_side.correction as old_correction,
    new_side.correction as new_correction,
    if(old_side.claim_id is null or new_side.claim_id is null, [], told) as fields
from compared
where
    old_side.claim_id is null
    or new_side.claim_id is null
    or len(told) > 0
