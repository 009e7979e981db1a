"""Expectations of dim_company: a name that no list has is kept apart, and marked so."""

from great_expectations.expectations import Expectation

from pipelines.validate.custom_expectations import ExpectNoRows
from pipelines.validate.dimension_expectations import unknown_row_exists

expectations: list[Expectation] = [
    unknown_row_exists("company_id"),
    ExpectNoRows(
        meta={"name": "listed_or_provisional"},
        description=(
            "A company is in the reference list or provisional, never both: "
            "what a document calls itself is told from what people have looked up."
        ),
        unexpected_rows_query="""
            select company_id, is_listed, is_provisional
            from {batch}
            where is_provisional is distinct from not is_listed
        """,
    ),
    ExpectNoRows(
        meta={"name": "suggestions_are_listed"},
        description=(
            "Only a provisional company has a suggestion, which is a listed one, with "
            "a score: an alias to another provisional name would merge nothing."
        ),
        unexpected_rows_query="""
            select
                companies.company_id,
                companies.suggested_company_id,
                companies.suggestion_score
            from {batch} as companies
            left join {batch} as suggested
                on companies.suggested_company_id = suggested.company_id
            where
                if(
                    companies.suggested_company_id is null,
                    companies.suggestion_score is not null,
                    not companies.is_provisional
                    or not coalesce(suggested.is_listed, false)
                    or not coalesce(companies.suggestion_score between 0 and 1, false)
                )
        """,
    ),
]
