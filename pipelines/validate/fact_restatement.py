"""Expectations of fact_restatement: a later statement that says something else."""

from great_expectations.expectations import Expectation, UnexpectedRowsExpectation

expectations: list[Expectation] = [
    UnexpectedRowsExpectation(
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
    UnexpectedRowsExpectation(
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
