"""Expectations of fact_figure: nothing that was printed is lost or counted twice."""

from great_expectations.expectations import Expectation

from pipelines.validate.custom_expectations import ExpectNoLossOfRows, ExpectNoRows
from pipelines.validate.fact_expectations import (
    fiscal_years_exist,
    interval_holds,
    nothing_is_lost,
    one_id_is_one,
    org_units_exist,
    periods_are_in_order,
)
from pipelines.validate.suites import NO_LOSS

SERIES = ["company_id", "org_unit_id", "boundary", "measure", "scope"]

expectations: list[Expectation] = [
    nothing_is_lost("figure_id", "raw_figure", "quarantine_figure"),
    interval_holds("amount", "low", "high", key="figure_id"),
    org_units_exist(),
    fiscal_years_exist(),
    one_id_is_one("series", "series_id", SERIES),
    one_id_is_one(
        "fact", "fact_id", [*SERIES, "period_start", "period_end", "canonical_unit"]
    ),
    periods_are_in_order(),
    ExpectNoRows(
        meta={"name": "numbers_have_amounts"},
        description=(
            "A number has an amount, and nothing else has: a dash is not a zero."
        ),
        unexpected_rows_query="""
            select figure_id, value_text, value_kind, amount
            from {batch}
            where (value_kind in ('number', 'zero')) <> (amount is not null)
        """,
    ),
    ExpectNoRows(
        meta={"name": "vintages_are_in_order"},
        description=(
            "A statement is known before another takes its place: "
            "otherwise no day has one answer to what was known then."
        ),
        unexpected_rows_query="""
            select figure_id, known_from, known_to, is_current
            from {batch}
            where known_from >= known_to or is_current <> (known_to is null)
        """,
    ),
    ExpectNoLossOfRows(
        meta={"name": NO_LOSS},
        description=(
            "There are at most 5 % fewer figures than in the release before: a folder "
            "that was not copied whole, or a reader that fails, must not empty the "
            "warehouse. If documents were meant to go, run once with "
            "SCOPEBOOK_ACCEPT_LOSS=true."
        ),
        counted="figures_accepted",
    ),
]
