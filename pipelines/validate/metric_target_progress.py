"""Expectations of metric_target_progress: how far, how far still, and in which time."""

from great_expectations.expectations import Expectation

from pipelines.validate.custom_expectations import ExpectNoRows

KEY = "target_figure_id, company_id, measure, target_kind"

expectations: list[Expectation] = [
    ExpectNoRows(
        meta={"name": "aim_fits_the_target"},
        description=(
            "The amount aimed at is what the target leaves of the base year's, nothing "
            "for neutrality, and else the target itself: all else is measured by it."
        ),
        unexpected_rows_query=f"""
            select {KEY}, base_amount, target_amount, aimed_amount
            from {{batch}}
            where
                case target_kind
                    when 'reduction'
                        then
                            (aimed_amount is null) <> (base_amount is null)
                            or abs(
                                aimed_amount - base_amount * (1 - target_amount / 100)
                            ) > 0.000001 + 1e-9 * abs(aimed_amount)
                    when 'neutrality' then aimed_amount is distinct from 0
                    else aimed_amount is distinct from target_amount
                end
        """,
    ),
    ExpectNoRows(
        meta={"name": "distance_leads_to_the_aim"},
        description=(
            "The distance is what lies between the latest amount and the aim, above "
            "zero as long as something is missing, whichever way the target lies."
        ),
        unexpected_rows_query=f"""
            select {KEY}, latest_amount, aimed_amount, distance_to_target
            from {{batch}}
            where
                distance_to_target is distinct from if(
                    target_kind in ('level', 'cumulative'),
                    aimed_amount - latest_amount,
                    latest_amount - aimed_amount
                )
        """,
    ),
    ExpectNoRows(
        meta={"name": "progress_fits_the_distance"},
        description=(
            "Progress is less than the whole way as long as something is missing, and "
            "more than it where the target is surpassed."
        ),
        unexpected_rows_query=f"""
            select {KEY}, base_amount, aimed_amount, distance_to_target, progress_pct
            from {{batch}}
            where
                (progress_pct - 100) * distance_to_target > 0
                -- The way is told in percent of what was to be got rid of, if anything.
                and (
                    target_kind in ('level', 'cumulative')
                    or base_amount > aimed_amount
                )
        """,
    ),
    ExpectNoRows(
        meta={"name": "latest_year_lies_on_the_way"},
        description=(
            "The latest year comes after the base year and not after the target year: "
            "what came before or comes later is not on the way."
        ),
        unexpected_rows_query=f"""
            select {KEY}, base_fiscal_year, latest_fiscal_year, target_fiscal_year
            from {{batch}}
            where
                latest_fiscal_year <= base_fiscal_year
                or latest_fiscal_year > target_fiscal_year
        """,
    ),
    ExpectNoRows(
        meta={"name": "on_track_or_a_gap"},
        description=(
            "A target is on track where progress is at least what an even pace "
            "requires; where that cannot be told, the gap says what is missing."
        ),
        unexpected_rows_query=f"""
            select {KEY}, progress_pct, required_pct, is_on_track, gap
            from {{batch}}
            where
                is_on_track is distinct from (progress_pct >= required_pct)
                or (is_on_track is null) <> (gap is not null)
        """,
    ),
]
