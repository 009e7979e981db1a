-- The unit in which each document prints what is of one kind, and with which digits.
-- Grain: one row per document and unit group.
--
-- Most documents of a company print as the company always does. Some heads of columns
-- are wrong: 'MtCO2e' or 'kg' beside plain tonnes.

with

scales as (
    select distinct
        line.company_no,
        line.unit_group,
        magnitude(amount.amounts[line_type.scale_place]) as decade
    from line
    inner join line_type on line.place = line_type.place
    inner join amount
        on
            line.company_no = amount.company_no
            and amount.part_no = 0
            and amount.boundary_no = 0
            and amount.fiscal_year = 2018
            and amount.vintage = 0
),

chosen as (
    select
        document.document_no,
        document.document_key,
        scales.unit_group,
        least(greatest(scales.decade, -4), 11) as decade,
        -- Money has so many spellings that all are used only if it changes often.
        hash(
            if(
                draw(document.document_key, 'prints as ever')
                < if(contains(scales.unit_group, 'million'), 0.2, 0.6),
                document.company_key,
                document.document_key
            ),
            scales.unit_group
        ) as unit_key,
        if(contains(scales.unit_group, 'million'), 0.2, 0.5) as usual_share
    from document
    inner join scales on document.company_no = scales.company_no
),

menus as (
    select distinct
        unit_group,
        decade,
        menu,
        option_count
    from unit_option
),

menued as (
    select
        chosen.*,
        menus.menu,
        1 + (hash(chosen.unit_key, 'option') % menus.option_count)::integer as option_no
    from chosen
    inner join menus
        on chosen.unit_group = menus.unit_group and chosen.decade = menus.decade
    -- The menu that was drawn, or else any.
    qualify
        row_number() over (
            partition by chosen.document_no, chosen.unit_group
            order by
                case
                    when
                        menus.menu = case
                            when
                                draw(chosen.unit_key, 'menu') < chosen.usual_share
                                then 'usual'
                            when draw(chosen.unit_key, 'menu') > 0.9 then 'doubtful'
                            else 'any'
                        end
                        then 1
                    when menus.menu = 'any' then 2
                    else 3
                end asc,
                menus.menu asc
        ) = 1
),

worded as (
    select
        menued.document_no,
        menued.document_key,
        menued.unit_key,
        menued.unit_group,
        menued.decade,
        unit_option.factor,
        hash(menued.unit_key, 'error') % 10000 as error_draw,
        case
            when
                unit_option.quantity = 'mass_co2e'
                and not regexp_matches(
                    unit_option.unit_text, '(?i)co2|co₂|[^\x00-\x7F]'
                )
                then
                    unit_option.unit_text
                    || if(
                        len(unit_option.unit_text) <= 3,
                        pick(
                            ['CO2e', 'CO2e', ' CO2e', 'CO₂e', '-CO2 eq.', ''],
                            menued.unit_key,
                            'of what'
                        ),
                        pick(
                            [' CO2e', ' CO2e', ' of CO2e', ' CO₂e', ' CO2-eq', ''],
                            menued.unit_key,
                            'of what'
                        )
                    )
            when
                starts_with(unit_option.quantity, 'ghg_')
                and draw(menued.unit_key, 'of what') < 0.5
                then
                    regexp_replace(
                        unit_option.unit_text, '^([A-Za-z ]+?)(/| per )', '\1 CO2e\2'
                    )
            else unit_option.unit_text
        end as unit_text
    from menued
    inner join unit_option
        on
            menued.unit_group = unit_option.unit_group
            and menued.decade = unit_option.decade
            and menued.menu = unit_option.menu
            and menued.option_no = unit_option.option_no
),

headed as (
    select
        *,
        case
            when unit_group <> 'mass_co2e' then null
            when error_draw < 400 then 'MtCO2e'
            when error_draw < 440 then 'million tonnes CO2e'
            when error_draw < 480 then 'kg CO2e'
            when error_draw < 520 then 'thousand tonnes CO2e'
        end as wrong_text
    from worded
),

scaled as (
    select
        document_no,
        document_key,
        unit_key,
        unit_group,
        coalesce(wrong_text, unit_text) as unit_text,
        if(wrong_text is null, factor, 1) as factor,
        decade - if(wrong_text is null, magnitude(factor), 0) as printed_decade
    from headed
)

select
    document_no,
    unit_group,
    unit_text,
    factor,
    -- From three digits to all of them; few documents round to hundreds or thousands.
    case
        when
            factor <= 1
            and printed_decade >= 5
            and draw(document_key, 'rounds') < 0.15
            then if(draw(document_key, 'to thousands') < 0.5, -3, -2)
        when factor <= 1 then greatest(0, 3 - printed_decade)
        else
            least(
                6,
                greatest(
                    0, 2 + (3 * draw(unit_key, 'digits'))::integer - printed_decade
                )
            )
    end as decimals
from scaled
