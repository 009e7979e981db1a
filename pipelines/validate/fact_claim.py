"""Expectations of fact_claim: no stated change is lost, and each says by how much."""

from great_expectations.expectations import Expectation
from great_expectations.expectations.metadata_types import FailureSeverity

from pipelines.validate.custom_expectations import (
    ExpectNoRows,
    ExpectStatementsToStay,
)
from pipelines.validate.fact_expectations import (
    interval_holds,
    nothing_is_lost,
)

expectations: list[Expectation] = [
    nothing_is_lost("claim_id", "raw_claim", "quarantine_claim"),
    interval_holds("change", "change_low", "change_high", key="claim_id"),
    ExpectNoRows(
        meta={"name": "figure_is_kept"},
        description=(
            "The figure that a claim speaks of is a fact or in quarantine: "
            "a claim is judged by what was printed with it."
        ),
        unexpected_rows_query="""
            select claim_id, figure_id
            from {batch}
            where
                figure_id is not null
                and figure_id not in (
                    select figure_id from fact_figure
                    union all
                    select figure_id from quarantine_figure
                )
        """,
    ),
    ExpectNoRows(
        meta={"name": "stated_changes_agree"},
        severity=FailureSeverity.WARNING,
        description=(
            "Two statements of one change say the same within their rounding: else one "
            "of them was mistyped, or they are of different years or measures."
        ),
        unexpected_rows_query="""
            select
                claims.claim_id,
                others.claim_id as other_claim_id,
                claims.company_id,
                claims.measure,
                claims.scope,
                claims.fiscal_year,
                claims.change,
                others.change as other_change,
                claims.change_kind,
                claims.change_unit
            from {batch} as claims
            inner join {batch} as others
                on
                    claims.company_id = others.company_id
                    and claims.org_unit_id = others.org_unit_id
                    and claims.boundary = others.boundary
                    and claims.measure = others.measure
                    and claims.scope = others.scope
                    and claims.period_end = others.period_end
                    and claims.change_kind = others.change_kind
                    and claims.change_unit is not distinct from others.change_unit
                    and claims.base_fiscal_year
                    is not distinct from others.base_fiscal_year
                    and claims.claim_id < others.claim_id
            where
                claims.change_low > others.change_high
                or claims.change_high < others.change_low
        """,
    ),
    ExpectStatementsToStay(
        meta={"name": "claims_are_those_of_the_last_release"},
        description=(
            "A change that the last release had from a document is stated there still: "
            "else the document was changed, or it is read or understood otherwise, and "
            "whoever cited it should know. What corrections.csv puts right may differ."
        ),
        statements="fact_claim",
        said=(
            "statements.company_id, org_unit_id, boundary, measure, scope, "
            "fiscal_year, change, change_kind, change_unit"
        ),
    ),
]
