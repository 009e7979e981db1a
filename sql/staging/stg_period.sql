-- What printed periods mean, for each end of a fiscal year and day of a document.
-- Grain: one row per words, printed days, fiscal-year end and day of the document.
--
-- 'latest year' and 'year before' are told from the day of the document: the latest is
-- the last of the company's fiscal years that had ended by then. Other words mean the
-- same in every document, and have no day.

with

spoken as (
    select
        period_words,
        period_start_text,
        period_end_text
    from stg_worded_figure
    union
    select
        period_words,
        period_start_text,
        period_end_text
    from stg_worded_claim
),

fiscal_year_ends as (
    select distinct fiscal_year_end
    from dim_company
),

days as (
    select distinct dated_on
    from stg_document
    where dated_on is not null
),

periods as (
    select
        spoken.*,
        fiscal_year_ends.fiscal_year_end,
        upper(trim(spoken.period_words)) as period,
        is_relative_period(spoken.period_words) as is_relative
    from spoken
    cross join fiscal_year_ends
),

told as (
    select
        periods.*,
        days.dated_on
    from periods
    inner join days on periods.is_relative
    union all
    select
        *,
        null as dated_on
    from periods
    where not is_relative
),

labelled as (
    select
        told.*,
        -- A year that ends in a month ended before a day if its last day is not later.
        year(told.dated_on) - if(
            month_end(year(told.dated_on), left(told.fiscal_year_end, 2))
            <= told.dated_on,
            0,
            1
        ) - case told.period
            when 'LATEST YEAR' then 0
            when 'YEAR BEFORE' then 1
        end as relative_year,
        try_cast(told.period_start_text as date) as typed_start,
        try_cast(told.period_end_text as date) as typed_end,
        try_cast(
            regexp_extract(
                told.period, 'AS (OF|AT) (\d{4}-\d{2}-\d{2})', 2
            ) as date
        )
            as instant_on,
        try_cast(regexp_extract(told.period, '^CY ?(\d{4})$', 1) as integer)
            as calendar_year,
        coalesce(
            try_cast(
                regexp_extract(told.period, '^(FY ?)?(\d{4})年?$', 2) as integer
            ),
            2000
            + try_cast(
                regexp_extract(told.period, '^FY ?(\d{2})$', 1) as integer
            ),
            -- 2023/24, FY2023-24 and 2023/2024 end in the later year.
            try_cast(
                regexp_extract(
                    told.period, '^(FY ?)?(\d{2})\d{2} ?[/–-] ?(\d{2})$', 2
                )
                || regexp_extract(
                    told.period, '^(FY ?)?(\d{2})\d{2} ?[/–-] ?(\d{2})$', 3
                )
                as integer
            ),
            try_cast(
                regexp_extract(told.period, '^(FY ?)?\d{4} ?[/–-] ?(\d{4})$', 2)
                as integer
            )
        ) as label_year,
        try_cast(
            regexp_extract(told.period, '^(\d{4}) ?[HQ][1-4]$', 1) as integer
        )
            as part_year,
        regexp_extract(told.period, '^\d{4} ?([HQ][1-4])$', 1) as part
    from told
),

dated as (
    select
        labelled.*,
        month_end(
            coalesce(labelled.label_year, labelled.relative_year),
            left(labelled.fiscal_year_end, 2)
        ) as label_end,
        make_date(
            labelled.part_year,
            case left(labelled.part, 1)
                when 'H' then 6 * (try_cast(right(labelled.part, 1) as integer) - 1) + 1
                else 3 * (try_cast(right(labelled.part, 1) as integer) - 1) + 1
            end,
            1
        ) as part_start
    from labelled
),

bounded as (
    select
        dated.*,
        case
            when
                dated.typed_start is not null and dated.typed_end is not null
                then dated.typed_start
            when dated.typed_end is not null or dated.instant_on is not null then null
            when
                dated.calendar_year is not null
                then make_date(dated.calendar_year, 1, 1)
            when dated.part_start is not null then dated.part_start
            else year_start(dated.label_end)
        end as period_start,
        case
            when dated.typed_end is not null then dated.typed_end
            when dated.instant_on is not null then dated.instant_on
            when
                dated.calendar_year is not null
                then make_date(dated.calendar_year, 12, 31)
            when dated.part_start is not null
                then last_day((
                    dated.part_start
                    + to_months(case left(dated.part, 1) when 'H' then 5 else 2 end)
                )::date)
            else dated.label_end
        end as period_end
    from dated
)

select
    period_words,
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
    end as period_kind,
    year(period_end)::integer as fiscal_year,
    period_start,
    period_end
from bounded
