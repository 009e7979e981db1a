-- What each document tells, before it is put into words and units.
-- Grain: one row per document, company, part, boundary, measure and scope, year, and
-- place of the document: tables, or the figures in front.

with

issued as (
    select
        document.document_no,
        document.document_key,
        document.kind,
        document.latest_year,
        line.company_no,
        line.part_no,
        line.boundary_no,
        line.place,
        line.org_unit,
        line.boundary_text,
        line.unit_group,
        line.is_additive,
        line.is_headline,
        unnest(range(0, if(line.is_target, 1, 3))) as years_back
    from document
    inner join line on document.company_no = line.company_no
),

tables as (
    select
        *,
        false as is_in_front
    from issued
    where
        case kind
            when 'issuer_report'
                then draw(hash(document_key, place, part_no), 'is left out') > 0.04
            when 'regulatory_filing'
                then
                    part_no = 0
                    and boundary_no = 0
                    and years_back < 2
                    and (place <= 5 or place in (22, 33, 34))
            when 'press'
                then
                    is_headline
                    and boundary_no = 0
                    and years_back = 0
                    and draw(hash(document_key, place, part_no), 'is told')
                    < if(part_no = 0, 0.35, 0.05)
        end
),

in_front as (
    select
        *,
        true as is_in_front
    from issued
    where
        kind = 'issuer_report'
        and part_no = 0
        and boundary_no = 0
        and years_back = 0
        and place in (1, 5, 22, 23, 25)
        and draw(document_key, 'has figures in front') < 0.35
),

compiled as (
    select
        document.document_no,
        document.document_key,
        document.kind,
        document.latest_year,
        company.company_no,
        0 as part_no,
        0 as boundary_no,
        columns_of_set.place,
        'mass_co2e' as unit_group,
        true as is_additive,
        true as is_headline,
        unnest([0, 1]) as years_back,
        false as is_in_front
    from document
    cross join company
    cross join (values (1), (4), (5)) as columns_of_set (place)
    where
        document.kind = 'aggregator'
        and draw(hash(document.document_key, company.company_no), 'is covered') < 0.45
        and (
            columns_of_set.place < 5
            or draw(company.company_key, 'is told of Scope 3') < 0.6
        )
),

told as (
    select * from tables
    union all
    select * from in_front
    union all by name
    select * from compiled
)

select
    document_no,
    document_key,
    kind,
    company_no,
    part_no,
    boundary_no,
    place,
    org_unit,
    boundary_text,
    unit_group,
    years_back,
    is_in_front,
    latest_year - years_back as fiscal_year,
    if(kind = 'press', 0, years_back) as vintage,
    hash(
        document_key, company_no, part_no, boundary_no, place, years_back, is_in_front
    ) as row_key,
    kind = 'issuer_report'
    and is_additive
    and draw(
        hash(document_key, company_no, part_no, boundary_no, place, years_back),
        'is of half a year'
    ) < 0.004 as is_half_year
from told
