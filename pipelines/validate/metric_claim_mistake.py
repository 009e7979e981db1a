"""Expectations of metric_claim_mistake: likely mistakes, of claims that need one."""

from great_expectations.expectations import Expectation, ExpectColumnValuesToBeInSet

from pipelines.validate.custom_expectations import ExpectNoRows
from pipelines.validate.metric_expectations import figures_are_named

KEY = "claim_id, cause, series_id, period_end"

OTHER_CHANGES = [
    "net_told_as_gross",
    "gross_told_as_net",
    "another_method",
    "another_boundary",
    "another_year",
    "another_scope",
    "another_measure",
]

MISTAKES = [
    "sign",
    "points_for_percent",
    "percent_for_points",
    "factor",
    "percentage_of_end_value",
    "level_told_as_growth",
    *OTHER_CHANGES,
]

expectations: list[Expectation] = [
    ExpectColumnValuesToBeInSet(
        meta={"name": "cause_is_known"},
        description=(
            "A mistake is one of those that we know: "
            "the likeliest of several is told by its place in that list."
        ),
        column="cause",
        value_set=MISTAKES,
    ),
    ExpectNoRows(
        meta={"name": "nothing_confirms_the_claim"},
        description=(
            "A mistake is looked for only where no figures confirm the claim: "
            "what is right was not mistaken for something else."
        ),
        unexpected_rows_query=f"""
            select {KEY}
            from {{batch}}
            where
                claim_id in (select claim_id from metric_claim_comparison where matches)
        """,
    ),
    figures_are_named(KEY),
]
