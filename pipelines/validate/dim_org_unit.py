"""Expectations of dim_org_unit: one tree for each company, with the group on top."""

from great_expectations.expectations import Expectation

from pipelines.validate.custom_expectations import ExpectNoRows
from pipelines.validate.dimension_expectations import every_company_has

expectations: list[Expectation] = [
    ExpectNoRows(
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
    ExpectNoRows(
        meta={"name": "paths_lead_from_the_group"},
        description=(
            "The path of a part is that of its parent and one step more, and depth "
            "counts the steps: what lies below a part is told by them alone."
        ),
        unexpected_rows_query="""
            select
                parts.company_id,
                parts.org_unit_id,
                parts.parent_org_unit_id,
                parts.path,
                parts.depth
            from {batch} as parts
            left join {batch} as parents
                on
                    parts.company_id = parents.company_id
                    and parts.parent_org_unit_id = parents.org_unit_id
            where
                if(
                    parts.org_unit_id = 'group',
                    (parts.path, parts.depth) is distinct from ('group', 0),
                    -- Another expectation is about parts without a parent.
                    parents.org_unit_id is not null
                    and parents.org_unit_id <> parts.org_unit_id
                    and (parts.path, parts.depth)
                    is distinct from
                    (parents.path || '/' || parts.org_unit_id, parents.depth + 1)
                )
        """,
    ),
    every_company_has(
        "org_unit_id",
        ["group", "unknown"],
        why=(
            "most figures are stated for the whole of it, and a figure in quarantine "
            "may be of a part that its words do not tell."
        ),
    ),
]
