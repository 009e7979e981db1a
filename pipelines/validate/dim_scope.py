"""Expectations of dim_scope: what adds up to what, and never both Scope 2 methods."""

from great_expectations.expectations import Expectation

from pipelines.validate.custom_expectations import ExpectNoRows
from pipelines.validate.dimension_expectations import unknown_row_exists

expectations: list[Expectation] = [
    unknown_row_exists("scope"),
    ExpectNoRows(
        meta={"name": "categories_are_of_a_part"},
        description=(
            "A category belongs to a scope that is a part of totals, and nothing else "
            "belongs to one: rolled up two levels at once it would be added twice."
        ),
        unexpected_rows_query="""
            select scopes.scope, scopes.level, scopes.parent_scope
            from {batch} as scopes
            left join {batch} as parents on scopes.parent_scope = parents.scope
            where
                (scopes.level = 'category') <> (scopes.parent_scope is not null)
                or parents.level <> 'part'
        """,
    ),
    ExpectNoRows(
        meta={"name": "totals_have_parts"},
        description=(
            "A total says which scopes add up to it, and each of them is one: "
            "a total without its parts can be checked against nothing."
        ),
        unexpected_rows_query="""
            select scopes.scope, scopes.part
            from (
                select scope, unnest(
                    if(level = 'total' and len(parts) = 0, [null], parts)
                ) as part
                from {batch}
            ) as scopes
            anti join {batch} as parts on scopes.part = parts.scope
        """,
    ),
    ExpectNoRows(
        meta={"name": "methods_are_never_added"},
        description=(
            "The parts of a total have its own Scope 2 method, or none: location-based "
            "and market-based figures are the same emissions counted twice."
        ),
        unexpected_rows_query="""
            select totals.scope, totals.method, parts.scope as part_scope
            from (
                select scope, method, unnest(parts) as part_scope
                from {batch}
            ) as totals
            inner join {batch} as parts on totals.part_scope = parts.scope
            where parts.method not in (totals.method, 'not_applicable')
        """,
    ),
]
