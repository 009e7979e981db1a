-- Changes that documents state of their latest year: most are right, and others wrong
-- in the ways in which reports and press get them wrong.
-- Grain: one row per claim.

with

spoken_of as (
    select
        *,
        draw(row_key, 'kind of claim') as kind_draw,
        least(fiscal_year - 2, 2015 + (4 * draw(row_key, 'base year'))::integer)
            as base_year,
        -- The same emissions by the other method, and a measure that most report.
        case
            when place in (2, 21, 24) then place + 1
            when place in (3, 22, 25) then place - 1
        end as other_method_place,
        if(place = 1, 5, 1) as other_place
    from figure
    where
        kind in ('issuer_report', 'press')
        and years_back = 0
        and copy_no = 0
        and not is_target
        and not is_in_front
        and not is_half_year
        and value_kind = 'number'
        and place not in (27, 28)
        and draw(row_key, 'is spoken of') < if(kind = 'press', 0.35, 0.085)
),

kinds as (
    select
        *,
        case
            when place = 36 and kind_draw < 0.4 then 'points'
            when place = 36 and kind_draw < 0.55 then 'points for percent'
            when kind_draw < 0.6 then 'right'
            when kind_draw < 0.64 then 'wrong sign'
            when kind_draw < 0.7 then 'another measure'
            when kind_draw < 0.78 and other_method_place is not null
                then 'another method'
            when kind_draw < 0.78 then 'right'
            when kind_draw < 0.81 then 'another year'
            when kind_draw < 0.84 then 'percent of the end'
            when kind_draw < 0.86 then 'thousandfold'
            when kind_draw < 0.87 then 'share'
            when kind_draw < 0.92 then 'absolute'
            when kind_draw < 0.98 then 'since base year'
            else 'of another measure'
        end as claim_kind
    from spoken_of
),

amounts as (
    select
        kinds.*,
        latest.amounts as latest_amounts,
        prior_year.amounts as prior_amounts,
        earlier.amounts as earlier_amounts,
        base.amounts as base_amounts,
        case kinds.claim_kind
            when 'another measure' then kinds.other_place
            when 'another method' then kinds.other_method_place
            when 'share' then 36
            else kinds.place
        end as told_place
    from kinds
    inner join amount as latest
        on
            kinds.company_no = latest.company_no
            and kinds.part_no = latest.part_no
            and kinds.boundary_no = latest.boundary_no
            and kinds.fiscal_year = latest.fiscal_year
            and latest.vintage = 0
    inner join amount as prior_year
        on
            kinds.company_no = prior_year.company_no
            and kinds.part_no = prior_year.part_no
            and kinds.boundary_no = prior_year.boundary_no
            and kinds.fiscal_year = prior_year.fiscal_year + 1
            and prior_year.vintage = 1
    inner join amount as earlier
        on
            kinds.company_no = earlier.company_no
            and kinds.part_no = earlier.part_no
            and kinds.boundary_no = earlier.boundary_no
            and kinds.fiscal_year = earlier.fiscal_year + 2
            and earlier.vintage = 2
    inner join amount as base
        on
            kinds.company_no = base.company_no
            and kinds.part_no = base.part_no
            and kinds.boundary_no = base.boundary_no
            and kinds.base_year = base.fiscal_year
            and base.vintage = 2
),

compared as (
    select
        *,
        latest_amounts[told_place] as amount_now,
        case claim_kind
            when 'since base year' then base_amounts[told_place]
            when 'another year' then earlier_amounts[told_place]
            else prior_amounts[told_place]
        end as compared_with,
        prior_amounts[told_place] as amount_before
    from amounts
),

reckoned as (
    select
        *,
        case
            when claim_kind in ('points', 'points for percent')
                then amount_now - amount_before
            when claim_kind = 'share' then amount_before
            when claim_kind = 'absolute' then (amount_now - amount_before) / factor
            when claim_kind = 'thousandfold'
                then 1000 * (amount_now - amount_before) / factor
            when claim_kind = 'wrong sign'
                then 100 * (amount_before - amount_now) / abs(amount_before)
            when claim_kind = 'percent of the end'
                then 100 * (amount_now - amount_before) / amount_now
            when claim_kind = 'another year'
                then 100 * (amount_before - compared_with) / abs(compared_with)
            else 100 * (amount_now - compared_with) / abs(compared_with)
        end as change_amount,
        if(
            claim_kind in ('absolute', 'thousandfold'),
            greatest(decimals, 0),
            pick([1, 1, 1, 1, 0, 0, 2], row_key, 'digits of the change')
        ) as change_decimals,
        case
            when claim_kind in ('absolute', 'thousandfold') then unit_text
            when claim_kind = 'points'
                then
                    pick(
                        ['percentage points', 'pp', 'percentage points'],
                        row_key,
                        'unit'
                    )
            else pick(['%', '%', '%', 'percent'], row_key, 'unit')
        end as change_unit_text,
        case
            when claim_kind = 'since base year' then 'since ' || base_year
            when draw(row_key, 'basis') < 0.85 then 'year on year'
        end as change_basis_text,
        draw(row_key, 'stands beside its figure') < 0.5 as has_figure
    from compared
    where
        isfinite(compared_with)
        and compared_with <> 0
        and amount_before <> 0
        and amount_now <> 0
),

printed as (
    select
        *,
        in_steps(change_amount, change_decimals) as change_steps
    from reckoned
    where abs(change_amount) < 1e12
)

select
    'c_' || left(
        sha256(
            concat_ws('|', document_id, reader, reader_version, ordinal, 'claim')
        ),
        20
    ) as claim_id,
    if(has_figure, figure_id, null) as figure_id,
    document_id,
    reader,
    reader_version,
    ordinal,
    page,
    locator,
    context
    || '; '
    || concat_ws(
        ' ',
        written(change_steps, change_decimals, 'comma'),
        change_unit_text,
        change_basis_text
    ) as context,
    company_text,
    org_unit_text,
    if(claim_kind = 'of another measure', 'water_withdrawal', measure_text)
        as measure_text,
    if(claim_kind = 'of another measure', null, scope_text) as scope_text,
    boundary_text,
    period_text,
    period_start_text,
    period_end_text,
    written(change_steps, change_decimals, 'comma') as change_text,
    change_unit_text,
    change_basis_text as basis_text,
    exact(change_steps, change_decimals) as change,
    exact(change_steps, change_decimals)
    - (step_of(change_decimals) / 2)::decimal(28, 9)
        as change_low,
    exact(change_steps, change_decimals)
    + (step_of(change_decimals) / 2)::decimal(28, 9)
        as change_high,
    note,
    confidence,
    reasons,
    null as reading_problem,
    org_unit_term,
    if(claim_kind = 'of another measure', null, measure_term) as measure_term,
    if(claim_kind = 'of another measure', null, scope_term) as scope_term,
    period_term,
    claim_kind
from printed
order by document_id asc, ordinal asc, claim_id asc
