"""The expectations of every metric: it names figures that anyone can look up."""

from great_expectations.expectations import Expectation

from pipelines.validate.custom_expectations import ExpectNoRows


def figures_are_named(key: str, column: str = "figure_ids") -> Expectation:
    """Expect a metric to name the figures it was derived from, which must exist."""
    return ExpectNoRows(
        meta={"name": "figures_are_named"},
        description=(
            "Every metric names the figures that it was derived from: "
            "a number that cannot be traced to a page cannot be trusted."
        ),
        unexpected_rows_query=f"""
            select {key}, named.figure_id
            from (
                select {key}, unnest(
                    if(coalesce(len({column}), 0) = 0, [null], {column})
                ) as figure_id
                from {{batch}}
            ) as named
            anti join fact_figure on named.figure_id = fact_figure.figure_id
        """,
    )
