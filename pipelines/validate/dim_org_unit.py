"""Expectations of dim_org_unit: one tree for each company, with the group on top."""

from great_expectations.expectations import Expectation, UnexpectedRowsExpectation

expectations: list[Expectation] = [
    UnexpectedRowsExpectation(
        meta={"name": "parents_exist"},
        description=(
            "Every part belongs to another part of the same company: "
            "a part without its parent is missing from every sum over the tree."
        ),
        unexpected_rows_query="""
            select parts.company_id, parts.org_unit_id, parts.parent_org_unit_id
            from {batch} as parts
            anti join {batch} as parents
                on
                    parts.company_id = parents.company_id
                    and parts.parent_org_unit_id = parents.org_unit_id
                    and parts.org_unit_id <> parents.org_unit_id
            where parts.org_unit_id <> 'group'
        """,
    ),
    UnexpectedRowsExpectation(
        meta={"name": "every_company_has_its_group"},
        description=(
            "Every company has the whole of itself as a part: "
            "most figures are stated for it."
        ),
        unexpected_rows_query="""
            select companies.company_id
            from dim_company as companies
            anti join {batch} as groups
                on
                    companies.company_id = groups.company_id
                    and groups.org_unit_id = 'group'
        """,
    ),
]
