"""The expectations that dimensions share: a row of each stands for what is not known.

Rows in quarantine are joined to the dimensions like facts. Where their words tell no
company, measure or year, they refer to the row that is named unknown.
"""

from great_expectations.expectations import Expectation

from pipelines.validate.custom_expectations import ExpectNoRows


def unknown_row_exists(key: str) -> Expectation:
    """Expect a row whose key is unknown."""
    return ExpectNoRows(
        meta={"name": "unknown_row_exists"},
        description=(
            f"One row has the {key} unknown: what is in quarantine refers to it where "
            "its words tell nothing, and would be lost in a join without it."
        ),
        unexpected_rows_query=f"""
            select 'unknown' as {key}
            where not exists (from {{batch}} where {key} = 'unknown')
        """,
    )


def every_company_has(key: str, values: list[str], *, why: str) -> Expectation:
    """Expect rows with some keys of every company; ``why`` says what they are for."""
    kind = key.removesuffix("_id")
    return ExpectNoRows(
        meta={"name": f"every_company_has_{kind}_{'_and_'.join(values)}"},
        description=f"Every company has the {key} {' and '.join(values)}: {why}",
        unexpected_rows_query=f"""
            select companies.company_id, expected.{key}
            from dim_company as companies
            cross join (select unnest({values}) as {key}) as expected
            anti join {{batch}} as present
                on
                    companies.company_id = present.company_id
                    and expected.{key} = present.{key}::varchar
        """,
    )
