"""Expectations of metric_change: only what compares, and by how much it moved."""

from great_expectations.expectations import Expectation, ExpectColumnValuesToBeInSet

from pipelines.validate.custom_expectations import (
    ExpectNoRows,
    ExpectSeriesToBeContinuous,
)
from pipelines.validate.fact_expectations import interval_holds, periods_are_in_order
from pipelines.validate.metric_expectations import figures_are_named

KEY = "company_id, org_unit_id, measure, scope, fiscal_year"

expectations: list[Expectation] = [
    ExpectColumnValuesToBeInSet(
        meta={"name": "vintage_is_known"},
        description=(
            "A change is between the best amounts known or within one document: "
            "who mixes the two counts a restatement as a change."
        ),
        column="vintage",
        value_set=["latest", "one_document"],
    ),
    ExpectNoRows(
        meta={"name": "like_for_like_names_its_document"},
        description=(
            "A change is like for like where both amounts are from one document, which "
            "is named; within one document every change is."
        ),
        unexpected_rows_query=f"""
            select {KEY}, vintage, is_like_for_like, document_id
            from {{batch}}
            where
                is_like_for_like is distinct from (document_id is not null)
                or (vintage = 'one_document' and not is_like_for_like)
        """,
    ),
    ExpectNoRows(
        meta={"name": "periods_adjoin"},
        description=(
            "A period is compared with the one that ends on the day before it starts: "
            "calendar 2020 and the fiscal year to March 2021 overlap."
        ),
        unexpected_rows_query=f"""
            select {KEY}, prior_period_end, period_start
            from {{batch}}
            where period_start is distinct from prior_period_end + 1
        """,
    ),
    ExpectNoRows(
        meta={"name": "change_is_amount_less_prior"},
        description="A change is the amount less the one before: a rise is positive.",
        unexpected_rows_query=f"""
            select {KEY}, prior_amount, amount, change_amount
            from {{batch}}
            where change_amount is distinct from amount - prior_amount
        """,
    ),
    ExpectNoRows(
        meta={"name": "percent_has_the_sign_of_the_change"},
        description=(
            "Where the prior amount is above zero, a rise is a rise in percent as well."
        ),
        unexpected_rows_query=f"""
            select {KEY}, prior_amount, change_amount, change_pct
            from {{batch}}
            where prior_amount > 0 and change_pct * sign(change_amount) < 0
        """,
    ),
    ExpectNoRows(
        meta={"name": "interval_holds_change_pct"},
        description=(
            "The percentage lies in the interval that the rounding of both amounts "
            "allows, where there is one: no percentage of nothing is bounded."
        ),
        unexpected_rows_query=f"""
            select {KEY}, change_pct_low, change_pct, change_pct_high
            from {{batch}}
            where change_pct < change_pct_low or change_pct > change_pct_high
        """,
    ),
    interval_holds("change_amount", "change_amount_low", "change_amount_high", key=KEY),
    periods_are_in_order(),
    figures_are_named(KEY),
    ExpectSeriesToBeContinuous(
        meta={"name": "amounts_are_continuous"},
        description=(
            "No amount is ten times that of the year before, or a tenth: companies do "
            "not change so fast, and a unit or a decimal point that was misread looks "
            "like that. See whether both numbers stand in their documents so."
        ),
    ),
]
