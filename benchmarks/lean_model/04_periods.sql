-- What printed periods mean, for each end of a fiscal year and, where they are told
-- from the day of the document, for each day.

create temp table period as
with spoken as (
    select
        coalesce(period_term, period_text) as words,
        period_start_text,
        period_end_text
    from raw_figure
    union
    select
        coalesce(period_term, period_text) as words,
        period_start_text,
        period_end_text
    from raw_claim
),

folded as (
    select
        *,
        upper(trim(words)) as period
    from spoken
),

read as (
    select
        *,
        is_relative_period(words) as is_relative,
        try_cast(period_start_text as date) as typed_start,
        try_cast(period_end_text as date) as typed_end,
        try_cast(
            regexp_extract(period, 'AS (OF|AT) (\d{4}-\d{2}-\d{2})', 2) as date
        ) as instant_on,
        try_cast(regexp_extract(period, '^CY ?(\d{4})$', 1) as integer)
            as calendar_year,
        coalesce(
            try_cast(regexp_extract(period, '^(FY ?)?(\d{4})年?$', 2) as integer),
            2000 + try_cast(regexp_extract(period, '^FY ?(\d{2})$', 1) as integer),
            try_cast(
                regexp_replace(
                    period, '^(FY ?)?(\d{2})\d{2} ?[/–-] ?(\d{2})$', '\2\3'
                ) as integer
            ),
            try_cast(
                regexp_extract(period, '^(FY ?)?\d{4} ?[/–-] ?(\d{4})$', 2) as integer
            )
        ) as label_year,
        try_cast(regexp_extract(period, '^(\d{4}) ?[HQ][1-4]$', 1) as integer)
            as part_year,
        regexp_extract(period, '^\d{4} ?([HQ])[1-4]$', 1) as part_kind,
        try_cast(regexp_extract(period, '^\d{4} ?[HQ]([1-4])$', 1) as integer)
            as part_no
    from folded
),

fiscal_year_ends as (
    select '12-31' as fiscal_year_end
    union
    select fiscal_year_end from company
),

days as (
    select distinct dated_on from document
),

told as (
    select
        read.*,
        fiscal_year_ends.fiscal_year_end,
        days.dated_on,
        month_end(
            coalesce(
                read.label_year,
                year(days.dated_on)
                - if(
                    month_end(
                        year(days.dated_on), left(fiscal_year_ends.fiscal_year_end, 2)
                    ) <= days.dated_on,
                    0,
                    1
                )
                - if(read.period = 'YEAR BEFORE', 1, 0)
            ),
            left(fiscal_year_ends.fiscal_year_end, 2)
        ) as label_end,
        make_date(
            read.part_year,
            if(read.part_kind = 'H', 6, 3) * (read.part_no - 1) + 1,
            1
        ) as part_start
    from read
    cross join fiscal_year_ends
    left join days on read.is_relative
),

bounded as (
    select
        *,
        case
            when typed_end is not null then typed_start
            when instant_on is not null then null
            when calendar_year is not null then make_date(calendar_year, 1, 1)
            when part_start is not null then part_start
            else year_start(label_end)
        end as period_start,
        case
            when typed_end is not null then typed_end
            when instant_on is not null then instant_on
            when calendar_year is not null then make_date(calendar_year, 12, 31)
            when part_start is not null
                then
                    last_day(
                        (part_start + to_months(if(part_kind = 'H', 5, 2)))::date
                    )
            else label_end
        end as period_end
    from told
)

select
    words,
    period_start_text,
    period_end_text,
    fiscal_year_end,
    dated_on,
    case
        when period_end is null then 'unknown'
        when period_start is null then 'instant'
        when date_diff('month', period_start, period_end + 1) <> 12 then 'part_year'
        when strftime(period_end, '%m') = left(fiscal_year_end, 2) then 'fiscal_year'
        when strftime(period_end, '%m') = '12' then 'calendar_year'
        else 'other_year'
    end::period_word as period_kind,
    year(period_end)::integer as fiscal_year,
    period_start,
    period_end
from bounded;
