"""Expectations of fact_restatement: a later statement that says something else."""

from great_expectations.expectations import Expectation, ExpectColumnValuesToBeInSet

from pipelines.validate.custom_expectations import ExpectNoRows

expectations: list[Expectation] = [
    ExpectColumnValuesToBeInSet(
        meta={"name": "kind_is_known"},
        description=(
            "A figure is restated, or its method is stated since: "
            "only the first of the two says for sure that the earlier one was wrong."
        ),
        column="kind",
        value_set=["restated", "method_stated_since"],
    ),
    ExpectNoRows(
        meta={"name": "kind_fits_the_scopes"},
        description=(
            "What is restated has the scope that it had, and what names its method "
            "since has another: a change of method is no change of the figure."
        ),
        unexpected_rows_query="""
            select figure_id, prior_figure_id, kind, prior_scope, scope
            from {batch}
            where (kind = 'method_stated_since') <> (scope is distinct from prior_scope)
        """,
    ),
    ExpectNoRows(
        meta={"name": "statements_differ"},
        description=(
            "A restatement changes the amount, by what it says: "
            "the same number with more digits is none."
        ),
        unexpected_rows_query="""
            select figure_id, prior_figure_id, prior_amount, amount, difference
            from {batch}
            where
                amount = prior_amount
                or difference is distinct from amount - prior_amount
        """,
    ),
    ExpectNoRows(
        meta={"name": "vintages_are_in_order"},
        description=(
            "A restatement is known after what it restates: "
            "the other way about, the older figure would be called the new one."
        ),
        unexpected_rows_query="""
            select figure_id, prior_figure_id, prior_known_from, known_from
            from {batch}
            where known_from <= prior_known_from
        """,
    ),
]
