-- What there is to tell of a company, and which share of the companies tells it.
-- Grain: one row per measure and scope.
--
-- The place of a line is that of its amount in the lists of the table amount. Units are
-- chosen for a group of lines, by the size of the first of them.

with

listed (place, measure, scope, chance, unit_group) as (
    values
    (1, 'ghg_emissions_gross', 'scope_1', 1.0, 'mass_co2e'),
    (2, 'ghg_emissions_gross', 'scope_2_location', 1.0, 'mass_co2e'),
    (3, 'ghg_emissions_gross', 'scope_2_market', 1.0, 'mass_co2e'),
    (4, 'ghg_emissions_gross', 'scope_2_unspecified', 1.0, 'mass_co2e'),
    (5, 'ghg_emissions_gross', 'scope_3', 0.62, 'mass_co2e'),
    (21, 'ghg_emissions_gross', 'scope_1_2_location', 0.3, 'mass_co2e'),
    (22, 'ghg_emissions_gross', 'scope_1_2_market', 0.4, 'mass_co2e'),
    (23, 'ghg_emissions_gross', 'scope_1_2_unspecified', 0.1, 'mass_co2e'),
    (24, 'ghg_emissions_gross', 'scope_1_2_3_location', 0.15, 'mass_co2e'),
    (25, 'ghg_emissions_gross', 'scope_1_2_3_market', 0.25, 'mass_co2e'),
    (26, 'ghg_emissions_gross', 'scope_1_2_3_unspecified', 0.08, 'mass_co2e'),
    (27, 'carbon_offsets', 'scope_1_2_3_unspecified', 0.2, 'mass_co2e'),
    (28, 'carbon_offsets', 'scope_1_2_unspecified', 0.2, 'mass_co2e'),
    (29, 'ghg_emissions_net', 'scope_1_2_market', 0.18, 'mass_co2e'),
    (30, 'ghg_emissions_net', 'scope_1_2_3_market', 0.1, 'mass_co2e'),
    (31, 'emission_reductions', 'scope_1_2_unspecified', 0.15, 'mass_co2e'),
    (32, 'avoided_emissions', 'scope_3_plus', 0.12, 'mass_co2e'),
    (33, 'energy_consumption', null, 0.45, 'energy'),
    (34, 'electricity_consumption', null, 0.35, 'energy'),
    (35, 'clean_electricity_consumption', null, 0.25, 'energy'),
    (36, 'clean_electricity_share', null, 0.35, 'share'),
    (37, 'water_withdrawal', null, 0.3, 'volume'),
    (38, 'water_consumption', null, 0.2, 'volume'),
    (39, 'waste_total', null, 0.35, 'mass'),
    (40, 'waste_hazardous', null, 0.2, 'mass'),
    (41, 'waste_non_hazardous', null, 0.15, 'mass'),
    (42, 'revenue', null, 0.5, 'money'),
    (43, 'employees', null, 0.4, 'people'),
    (44, 'ghg_intensity_revenue', 'scope_1_2_market', 0.35, 'ghg_per_revenue'),
    (45, 'ghg_intensity_net_revenue', 'scope_1_2_market', 0.1, 'ghg_per_revenue'),
    (46, 'ghg_intensity_per_employee', 'scope_1_2_market', 0.1, 'ghg_per_employee'),
    (47, 'ghg_intensity_per_area', 'scope_1_2_market', 0.1, 'ghg_per_area'),
    (48, 'energy_intensity_per_employee', null, 0.06, 'energy_per_employee'),
    (49, 'waste_intensity_per_employee', null, 0.06, 'mass_per_employee'),
    (50, 'pue', null, 0.06, 'ratio'),
    (51, 'wue', null, 0.04, 'water_per_energy'),
    (52, 'renewable_capacity', null, 0.08, 'power'),
    (53, 'cartons_recycled', null, 0.06, 'count'),
    (54, 'paper_consumption', null, 0.06, 'mass'),
    (55, 'target_emission_reduction', 'scope_1_2_market', 0.4, 'share'),
    (56, 'target_carbon_neutrality', 'scope_1_2_market', 0.3, 'year'),
    (57, 'target_net_zero', 'scope_1_2_3_market', 0.25, 'year'),
    (58, 'target_intensity_reduction', 'scope_1_2_market', 0.1, 'share'),
    (59, 'target_cumulative_avoided_emissions', 'scope_3_plus', 0.05, 'mass_co2e'),
    (60, 'target_clean_electricity_share', null, 0.2, 'share')
),

told as (
    select * from listed
    union all
    select
        5 + range as place,
        'ghg_emissions_gross' as measure,
        'scope_3_category_' || range as scope,
        if(range in (1, 3, 4, 6, 7, 11), 0.22, 0.05) as chance,
        'mass_co2e' as unit_group
    from range(1, 16)
),

-- The name of each measure, and other words for it.
names as (
    select
        reference_measure.measure,
        list_prepend(
            any_value(reference_measure.name),
            coalesce(
                list(
                    reference_measure_alias.alias order by reference_measure_alias.alias
                )
                filter (
                    where regexp_full_match(
                        reference_measure_alias.alias, '[\x00-\x7F]+'
                    )
                ),
                []
            )
        ) as measure_words
    from reference_measure
    left join reference_measure_alias
        on reference_measure.measure = reference_measure_alias.measure
    group by reference_measure.measure
),

worded as (
    select
        *,
        -- 'scope_1_2_market' is typed as '1+2 market-based'.
        replace(
            regexp_replace(
                replace(
                    replace(replace(scope[7:], '_unspecified', ''), '_plus', '+'),
                    '_category_',
                    ' category '
                ),
                '_(location|market)$',
                ' \1-based'
            ),
            '_',
            '+'
        ) as sheet_scope
    from told
)

select
    worded.place,
    worded.measure,
    worded.scope,
    worded.sheet_scope,
    'Scope '
    || regexp_replace(worded.sheet_scope, '(location|market)-based', '(\0)')
        as scope_words,
    names.measure_words,
    worded.chance,
    worded.unit_group,
    min(worded.place) over (partition by worded.unit_group) as scale_place,
    starts_with(worded.measure, 'target_') as is_target,
    worded.place in (1, 5, 22, 23, 25, 29, 31, 32, 36, 55, 56) as is_headline,
    worded.place in (1, 2, 3, 4, 5, 33, 43) as is_of_segments,
    worded.place between 1 and 5 or worded.place between 21 and 26 as is_by_boundary,
    worded.place between 1 and 41 and worded.place <> 36 as is_additive
from worded
left join names on worded.measure = names.measure
