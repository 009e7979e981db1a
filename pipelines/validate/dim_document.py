"""Expectations of dim_document: who published what, when, and who is late."""

from great_expectations.expectations import Expectation
from great_expectations.expectations.metadata_types import FailureSeverity

from pipelines.validate.custom_expectations import (
    ExpectNoRows,
    ExpectReportsToBeCurrent,
)

expectations: list[Expectation] = [
    ExpectReportsToBeCurrent(
        meta={"name": "yearly_reports_are_current"},
        description=(
            "A company whose reports come every year has published one within eighteen "
            "months: a later one is likely out, and not here. Put it into the reports "
            "folder."
        ),
    ),
    ExpectNoRows(
        meta={"name": "documents_are_out"},
        severity=FailureSeverity.WARNING,
        description=(
            "A document was published no later than this year: one to come is mistyped."
        ),
        unexpected_rows_query="""
            select document_id, path, published_text, known_from
            from {batch}
            where year(known_from) > year(current_date)
        """,
    ),
    ExpectNoRows(
        meta={"name": "titles_are_not_of_later_years"},
        severity=FailureSeverity.WARNING,
        description=(
            "A document names no year in its title or file name that had not begun "
            "when it was published, or the day of its publication is mistyped. Years "
            "of targets, which lie ahead, are left out."
        ),
        unexpected_rows_query=r"""
            select document_id, path, title, published_text, known_from
            from {batch}
            where
                year(known_from) < list_max(
                    list_filter(
                        list_transform(
                            regexp_extract_all(
                                title || ' ' || path, '(19|20)\d\d'
                            ),
                            lambda year_text: year_text::integer
                        ),
                        lambda named_year: named_year <= year(current_date)
                    )
                )
        """,
    ),
    ExpectNoRows(
        meta={"name": "documents_are_those_of_the_last_release"},
        severity=FailureSeverity.WARNING,
        description=(
            "Of a document that the last release had, company, kind of source and day "
            "of publication are what they were: they decide which statement is "
            "believed."
        ),
        unexpected_rows_query="""
            select
                documents.document_id,
                documents.path,
                before.company_id as company_id_then,
                documents.company_id,
                before.source_kind as source_kind_then,
                documents.source_kind,
                before.known_from as known_from_then,
                documents.known_from
            from last_release.dim_document as before
            inner join {batch} as documents on before.path = documents.path
            where
                before.company_id <> documents.company_id
                or before.source_kind <> documents.source_kind
                or before.known_from is distinct from documents.known_from
        """,
    ),
]
