-- Parts of companies and boundaries by which they report; part 0 is the group.
-- Grain: one row per company, part and boundary.

with

parts as (
    select
        company.*,
        unnest(range(0, company.segment_count + 1)) as part_no
    from company
),

bounds as (
    select
        *,
        case
            when part_no <= 1 then 0
            else
                (part_no - 1 + 0.7 * draw(company_key, part_no - 1) - 0.35)
                / segment_count
        end as share_from,
        case
            when part_no in (0, segment_count) then 1
            else (part_no + 0.7 * draw(company_key, part_no) - 0.35) / segment_count
        end as share_to
    from parts
)

select
    company_no,
    part_no,
    share_from,
    share_to,
    unnest(if(has_two_boundaries and part_no = 0, [0, 1], [0])) as boundary_no,
    case
        when part_no > 0
            then
                [
                    'Consumer Products', 'Cloud', 'Upstream', 'Materials', 'Mobility',
                    'Retail Division', 'Asia Pacific', 'Wholesale', 'Healthcare',
                    'Infrastructure'
                ][1 + (company_key % 10 + 3 * part_no)::integer % 10]
    end as org_unit
from bounds
