"""Expectations of dim_metric: a name for each kind, and the table that computes it."""

from great_expectations.expectations import Expectation, ExpectColumnValuesToBeInSet

from pipelines.schema import load_schema
from pipelines.validate.custom_expectations import ExpectNoRows

expectations: list[Expectation] = [
    ExpectColumnValuesToBeInSet(
        meta={"name": "defined_in_is_a_table"},
        description=(
            "A kind of metric names the table that computes it: "
            "who doubts a number has to find where it comes from."
        ),
        column="defined_in",
        value_set=[
            table for table in load_schema() if table.startswith(("fact_", "metric_"))
        ],
    ),
    ExpectNoRows(
        meta={"name": "suffixes_tell_kinds_apart"},
        description=(
            "Each kind adds words of its own to the name of the measure: "
            "two metrics of one name would have one identifier."
        ),
        unexpected_rows_query="""
            select suffix, count(*) as kind_count
            from {batch}
            group by suffix
            having count(*) > 1
        """,
    ),
]
