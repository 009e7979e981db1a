-- The lines that each company reports.
-- Grain: one row per company, part, boundary, measure and scope.

select
    company.company_no,
    company.company_key,
    perimeter.part_no,
    perimeter.boundary_no,
    perimeter.org_unit,
    case
        when company.has_two_boundaries and line_type.is_by_boundary
            then ['operational control', 'equity share'][1 + perimeter.boundary_no]
        when draw(company.company_key, 'names boundary') < 0.05
            then
                pick(
                    ['operational control', 'financial control', 'operational control'],
                    company.company_key,
                    'which boundary'
                )
    end as boundary_text,
    line_type.place,
    line_type.is_target,
    line_type.is_headline,
    line_type.is_additive,
    case line_type.unit_group
        when 'money' then 'million ' || company.currency
        when 'ghg_per_revenue' then 'tCO2e/million ' || company.intensity_currency
        else line_type.unit_group
    end as unit_group
from company
inner join perimeter on company.company_no = perimeter.company_no
cross join line_type
where
    case
        when perimeter.part_no > 0 then line_type.is_of_segments
        when perimeter.boundary_no > 0 then line_type.is_by_boundary
        else true
    end
    and case
        when line_type.scope like '%_location'
            then company.method in ('both', 'location')
        when line_type.scope like '%_market' and line_type.place < 44
            then company.method in ('both', 'market')
        when line_type.scope = 'scope_2_unspecified' then company.method = 'none'
        else true
    end
    and (
        draw(company.company_key, 'reports ' || line_type.place) < line_type.chance
        or (
            company.has_all_categories
            and (line_type.place = 5 or line_type.scope like 'scope_3_category_%')
        )
        or (company.method = 'none' and line_type.place in (23, 26))
    )
    and (
        perimeter.part_no = 0
        or draw(company.company_key, 'by segment ' || line_type.place) < 0.7
    )
