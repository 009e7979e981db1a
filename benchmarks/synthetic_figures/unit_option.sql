-- The spellings of units in which an amount of a size can sensibly be printed.
-- Grain: one row per unit group, decade of the amount, menu and number.
--
-- The menu 'any' has all of them, the rarest too; 'usual' those of most reports, and
-- 'doubtful' those that can mean several units.

with

aliases as (
    select * from reference_unit_alias
),

units as (
    select * from reference_unit_of_measure
),

spelled as (
    select
        case
            when units.quantity in ('ghg_per_revenue', 'money')
                then units.canonical_unit
            when
                units.quantity = 'count'
                and regexp_matches(
                    aliases.alias, 'employ|fte|people|persons|headcount|人|mitarb|dipend'
                )
                then 'people'
            else units.quantity
        end as unit_group,
        units.quantity,
        -- Spelled in lower case in the list, as in no report.
        if(
            units.quantity in ('ghg_per_revenue', 'money'),
            replace(
                aliases.alias,
                lower(right(units.canonical_unit, 3)),
                right(units.canonical_unit, 3)
            ),
            aliases.alias
        ) as unit_text,
        if(lower(units.unit) = aliases.alias, units.unit, null) as usual_text,
        units.factor::double as factor,
        aliases.preference,
        count(*) over (
            partition by units.quantity, aliases.alias
        ) > 1 as is_doubtful
    from aliases
    inner join units on aliases.unit = units.unit
),

options as (
    select
        *,
        unit_text in (
            't', 'tonnes', 'metric tons', 'metric tonnes', 'thousand tonnes', 'kt',
            'million tonnes', '万吨', 'ML', 'million m3', 'employees', 'kg/m2'
        )
        or usual_text is not null
        or (
            quantity = 'money'
            and regexp_full_match(unit_text, 'million [A-Z]{3}|[A-Z]{3} million')
        ) as is_usual
    from spelled
),

sized as (
    select
        options.*,
        decades.range as decade
    from options
    cross join range(-4, 12) as decades
    where
        -- From 0.01 million tonnes to 20,000,000,000 grams is as far as print goes.
        power(10, decades.range) / options.factor between if(
            options.quantity in ('mass_co2e', 'energy', 'volume'), 0.01, 0.0001
        ) and 2e10
),

offered as (
    select
        *,
        'any' as menu
    from sized
    union all
    select
        * replace (coalesce(usual_text, unit_text) as unit_text),
        'usual' as menu
    from sized
    where is_usual
    union all
    select
        *,
        'doubtful' as menu
    from sized
    where is_doubtful
)

select
    unit_group,
    quantity,
    decade,
    menu,
    unit_text,
    factor,
    row_number() over (
        partition by unit_group, decade, menu
        order by unit_text asc, factor asc, preference asc
    ) as option_no,
    count(*) over (partition by unit_group, decade, menu) as option_count
from offered
