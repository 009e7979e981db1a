-- The true amounts of each year as they were reckoned for its first, second and third
-- statement, in the canonical units.
-- Grain: one row per company, part, boundary, fiscal year and vintage.

with

years as (
    select
        company.*,
        fiscal_years.range as fiscal_year,
        vintages.range as vintage,
        hash(company.company_key, fiscal_years.range) as year_key,
        power(company.growth, fiscal_years.range - 2015) as trend
    from company
    cross join range(2011, 2026) as fiscal_years
    cross join range(0, 3) as vintages
),

primary_components as (
    select
        *,
        floor(
            size * trend * (0.94 + 0.12 * draw(year_key, 'scope 1'))
            * restated(year_key, 'scope 1', vintage)
        ) as scope_1,
        floor(
            size * scope_2_ratio * trend * (0.94 + 0.12 * draw(year_key, 'scope 2'))
            * restated(year_key, 'scope 2', vintage)
        ) as scope_2_location,
        floor(
            size * scope_3_ratio * trend * (0.92 + 0.16 * draw(year_key, 'scope 3'))
            * restated(year_key, 'scope 3', vintage)
        ) as scope_3,
        least(
            97.5, 8 + 6 * (fiscal_year - 2012) + 12 * draw(company_key, 'clean')
        ) as clean_share,
        round(
            revenue_in_dollars
            * power(1.03, fiscal_year - 2015)
            * (0.95 + 0.1 * draw(year_key, 'revenue'))
            * restated(year_key, 'revenue', vintage),
            2
        ) as revenue
    from years
),

components as (
    select
        *,
        floor(
            scope_2_location * market_ratio * power(0.97, fiscal_year - 2012)
            * (0.95 + 0.1 * draw(year_key, 'market'))
            * restated(year_key, 'market', vintage)
        ) as scope_2_market,
        floor(
            scope_2_location / 0.42 * (0.97 + 0.06 * draw(year_key, 'electricity'))
            * restated(year_key, 'electricity', vintage)
        ) as electricity,
        floor(
            scope_1 / 0.21 * (0.97 + 0.06 * draw(year_key, 'fuel'))
            * restated(year_key, 'fuel', vintage)
        ) as fuel,
        floor(
            size * (4 + 20 * draw(company_key, 'water')) * trend
            * (0.95 + 0.1 * draw(year_key, 'water'))
            * restated(year_key, 'water', vintage)
        ) as water,
        floor(
            size * 0.3 * trend * (0.9 + 0.2 * draw(year_key, 'waste'))
            * restated(year_key, 'waste', vintage)
        ) as waste,
        floor(revenue * (0.8 + 3 * draw(company_key, 'employees'))) + 40 as employees,
        floor(size * 0.1 * power(1.15, fiscal_year - 2012)) as reductions,
        floor(
            3 * least(size, 1e7) * power(1.2, fiscal_year - 2012)
            * (0.9 + 0.2 * draw(year_key, 'avoided'))
        ) as avoided,
        if(fiscal_year < first_offset_year, 0, offset_ratio) as retired_ratio,
        -- Some totals miss their parts.
        if(
            draw(year_key, 'total is off') < 0.04,
            1.01 + 0.2 * draw(year_key, 'total is off by'),
            1
        ) as total_error
    from primary_components
),

shares as (
    select
        components.*,
        perimeter.part_no,
        perimeter.boundary_no,
        perimeter.share_from,
        perimeter.share_to,
        if(perimeter.boundary_no = 1, components.equity_ratio, 1) as ratio
    from components
    inner join perimeter on components.company_no = perimeter.company_no
),

parts as (
    select
        *,
        share_of(scope_1 * ratio, share_from, share_to) as s1,
        share_of(scope_2_location * ratio, share_from, share_to) as s2l,
        share_of(scope_2_market * ratio, share_from, share_to) as s2m,
        share_of(scope_3 * ratio, share_from, share_to) as s3,
        share_of(fuel, share_from, share_to)
        + share_of(electricity, share_from, share_to) as energy,
        share_of(employees, share_from, share_to) as people
    from shares
),

totals as (
    select
        *,
        floor((s1 + s2m) * retired_ratio) as offsets,
        floor(s3 * retired_ratio * 0.1) as offsets_of_scope_3,
        if(adds_both_methods, s2l, 0) as added_twice
    from parts
)

select
    company_no,
    part_no,
    boundary_no,
    fiscal_year,
    vintage,
    -- In the order of places in line_type.
    [s1, s2l, s2m, s2l, s3]
    || list_transform(
        range(1, 16),
        lambda n: share_of(
            s3,
            share_to_category(n - 1, category_exponent),
            share_to_category(n, category_exponent)
        )
    )
    || [
        floor((s1 + s2l) * total_error),
        floor((s1 + s2m) * total_error) + added_twice,
        floor((s1 + s2l) * total_error) + added_twice,
        floor((s1 + s2l) * total_error) + s3,
        floor((s1 + s2m) * total_error) + s3 + added_twice,
        floor((s1 + s2l) * total_error) + s3,
        (offsets + offsets_of_scope_3) * if(deducts_offsets, -1, 1),
        offsets * if(deducts_offsets, -1, 1),
        s1 + s2m - offsets,
        s1 + s2m + s3 - offsets - offsets_of_scope_3,
        reductions,
        avoided,
        energy,
        electricity,
        floor(electricity * clean_share / 100),
        clean_share,
        water,
        floor(water * 0.35),
        waste,
        floor(waste * 0.12),
        waste - floor(waste * 0.12),
        revenue * currency_rate,
        people,
        (s1 + s2m) / (revenue * intensity_rate),
        (s1 + s2m - offsets) / (revenue * intensity_rate),
        (s1 + s2m) / people,
        (s1 + s2m) / (revenue * 200),
        energy / people,
        waste / people,
        1.08 + 0.5 * draw(company_key, 'pue') + 0.05 * draw(year_key, 'pue'),
        0.1 + 1.5 * draw(company_key, 'wue') + 0.1 * draw(year_key, 'wue'),
        floor(2 + 0.0002 * size * (fiscal_year - 2009)),
        floor(size * 0.7 * draw(year_key, 'cartons')) + 1000,
        floor(size * 0.001) + 20 + floor(9 * draw(year_key, 'paper')),
        25 + 5 * floor(9 * draw(company_key, 'target')),
        2030 + 5 * floor(5 * draw(company_key, 'neutrality')),
        2040 + 5 * floor(3 * draw(company_key, 'net zero')),
        30 + 5 * floor(8 * draw(company_key, 'intensity target')),
        floor(size * 60),
        60 + 20 * floor(3 * draw(company_key, 'clean target'))
    ] as amounts
from totals
