"""Expectations of stg_correction: what is put right is still wrong in the document.

A correction that meets nothing stops the run: it would else lie there for ever, and
nobody would know whether the figure is right.
"""

from great_expectations.expectations import Expectation

from pipelines.validate.custom_expectations import ExpectNoRows

expectations: list[Expectation] = [
    ExpectNoRows(
        meta={"name": "correction_meets_its_mistake"},
        description=(
            "Each line of corrections.csv meets the mistake that it puts right. Where "
            "the document was mended, remove the line; else say in it what is printed "
            "there now."
        ),
        unexpected_rows_query="""
            select line, document, page, locator, field, printed, finding
            from {batch}
            where statement_id is null
        """,
    ),
]
