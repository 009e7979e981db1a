-- Each statement as a number in a unit, as it is printed and as it is read.
-- Grain: one row per statement.

with

known as (
    select
        statement.*,
        if(line_type.is_target, 'plain', document.number_style) as number_style,
        line_type.is_target,
        amount.amounts[statement.place] as true_amount,
        printed_unit.unit_text as column_unit,
        printed_unit.factor as column_factor,
        printed_unit.decimals as column_decimals
    from statement
    inner join document on statement.document_no = document.document_no
    inner join line_type on statement.place = line_type.place
    inner join amount
        on
            statement.company_no = amount.company_no
            and statement.part_no = amount.part_no
            and statement.boundary_no = amount.boundary_no
            and statement.fiscal_year = amount.fiscal_year
            and statement.vintage = amount.vintage
    left join printed_unit
        on
            statement.document_no = printed_unit.document_no
            and statement.unit_group = printed_unit.unit_group
),

-- Others tell an issuer's figure with small differences, and at times another one.
told as (
    select
        *,
        true_amount
        * if(is_half_year, 0.48, 1)
        * case
            when is_target then 1
            when kind = 'press' and draw(row_key, 'differs') < 0.04
                then 1.05 + 0.6 * draw(row_key, 'differs by')
            when kind = 'aggregator' and draw(row_key, 'differs') < 0.02
                then 0.3 + 2 * draw(row_key, 'differs by')
            when kind = 'aggregator' and draw(row_key, 'differs') < 0.14
                then 0.97 + 0.06 * draw(row_key, 'differs by')
            else 1
        end as amount,
        case
            when kind = 'aggregator' then 'all'
            when is_in_front and true_amount >= 1e6 then 'million'
            when is_in_front and true_amount >= 1e4 then 'thousand'
            when is_in_front then 'one'
            else 'column'
        end as unit_choice
    from known
),

in_unit as (
    select
        *,
        case unit_choice
            when 'million' then 1e6
            when 'thousand' then 1e3
            when 'column' then column_factor
            else 1
        end as factor,
        case unit_choice
            when 'all'
                then
                    pick(
                        ['tons CO2e', 'tCO2e', 'metric tons CO2e'], document_key, 'unit'
                    )
            when 'million' then 'million tonnes CO2e'
            when 'thousand' then 'thousand tonnes CO2e'
            when 'one' then 'tonnes CO2e'
            else
                case
                    when
                        draw(row_key, 'unit') < 0.002
                        and unit_group not in ('year', 'share')
                        then pick(['widgets', 'bbl', 'kgoe', 'Nm3'], row_key, 'which')
                    when
                        draw(row_key, 'unit') < 0.005
                        and unit_group not in ('ratio', 'year', 'people', 'count')
                        then null
                    when draw(row_key, 'unit') < 0.0055 and unit_group = 'mass_co2e'
                        then 'MWh'
                    else column_unit
                end
        end as unit_text
    from told
),

measured as (
    select
        *,
        case
            when is_target then 0
            when kind = 'aggregator' then 0
            when is_in_front or kind = 'press'
                then
                    case
                        when amount = 0 then 0
                        -- Two to four digits; a whole number to tens does not tell so.
                        when
                            1 + (hash(row_key, 'digits') % 3)::integer
                            - magnitude(amount / factor) = -1
                            then 0
                        else
                            least(6, greatest(
                                -9,
                                1 + (hash(row_key, 'digits') % 3)::integer
                                - magnitude(amount / factor)
                            ))
                    end
            else column_decimals
        end as decimals
    from in_unit
),

counted as (
    select
        *,
        in_steps(amount / factor, decimals) as steps,
        case
            when is_target then 'number'
            when draw(row_key, 'value') < 0.011 then 'not_disclosed'
            when draw(row_key, 'value') < 0.012 then 'unreadable'
            when in_steps(amount / factor, decimals) = 0 then 'zero'
            else 'number'
        end as value_kind
    from measured
),

numbered as (
    select
        *,
        exact(steps, decimals) as exact_value,
        half_of_last_digit(steps, decimals) as half,
        -- One mark with three digits behind it can mean either, out of context.
        case
            when
                value_kind = 'number'
                and decimals = 0
                and steps between 1000 and 999999
                and draw(row_key, 'mark') < 0.015
                then number_style
            when
                value_kind = 'number'
                and decimals = 3
                and steps between 1000 and 999999
                and number_style in ('comma', 'plain')
                and draw(row_key, 'mark') < 0.03
                then 'decimal'
        end as doubtful_mark
    from counted
),

valued as (
    select
        *,
        case
            when value_kind in ('not_disclosed', 'unreadable') then null
            when doubtful_mark = 'point' then (exact_value / 1000)::decimal(28, 9)
            else exact_value
        end as value,
        case
            when value_kind in ('not_disclosed', 'unreadable') then null
            when doubtful_mark = 'point' then 0.0005::decimal(28, 9)
            else half
        end as margin,
        case
            when doubtful_mark = 'point' then exact_value
            when doubtful_mark = 'comma' then (exact_value / 1000)::decimal(28, 9)
            when doubtful_mark = 'decimal' then (exact_value * 1000)::decimal(28, 9)
        end as alternative_value,
        case doubtful_mark
            when 'point' then half
            when 'comma' then 0.0005::decimal(28, 9)
            when 'decimal' then 0.5::decimal(28, 9)
        end as alternative_margin,
        case value_kind
            when 'not_disclosed' then pick(['/', 'n/a', '–', '-'], row_key, 'nothing')
            when 'unreadable'
                then pick(['see page 41', 'about half', 'falling'], row_key, 'words')
            else
                if(
                    kind = 'press' and decimals <= -4,
                    written(steps, 6 + decimals, number_style) || ' million',
                    written(steps, decimals, number_style)
                )
        end as value_text
    from numbered
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
    fiscal_year,
    years_back,
    vintage,
    is_in_front,
    is_half_year,
    row_key,
    factor,
    decimals,
    value_kind,
    value_text,
    unit_text,
    value,
    value - margin as value_low,
    value + margin as value_high,
    alternative_value,
    alternative_value - alternative_margin as alternative_low,
    alternative_value + alternative_margin as alternative_high,
    doubtful_mark
from valued
