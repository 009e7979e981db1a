"""Expectations of dim_document: companies that report every year still do."""

from great_expectations.expectations import Expectation

from pipelines.validate.custom_expectations import ExpectReportsToBeCurrent

expectations: list[Expectation] = [
    ExpectReportsToBeCurrent(
        meta={"name": "yearly_reports_are_current"},
        description=(
            "A company whose reports come every year has published one within eighteen "
            "months: a later one is likely out, and not here. Put it into the reports "
            "folder."
        ),
    ),
]
