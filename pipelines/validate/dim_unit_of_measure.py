"""Expectations of dim_unit_of_measure: every unit converts, in one step."""

from great_expectations.expectations import Expectation

from pipelines.validate.custom_expectations import ExpectNoRows
from pipelines.validate.dimension_expectations import unknown_row_exists

expectations: list[Expectation] = [
    unknown_row_exists("unit"),
    ExpectNoRows(
        meta={"name": "factors_are_positive"},
        description="A factor of zero or less would turn amounts to nothing or about.",
        unexpected_rows_query="""
            select unit, factor from {batch} where not coalesce(factor > 0, false)
        """,
    ),
    ExpectNoRows(
        meta={"name": "canonical_units_are_their_own"},
        description=(
            "A canonical unit is a unit, of the same quantity, with a factor of 1: "
            "otherwise amounts would have to be converted again, or be of another kind."
        ),
        unexpected_rows_query="""
            select units.unit, units.quantity, units.canonical_unit
            from {batch} as units
            anti join {batch} as canonical
                on
                    units.canonical_unit = canonical.unit
                    and units.quantity = canonical.quantity
                    and canonical.canonical_unit = canonical.unit
                    and canonical.factor = 1
        """,
    ),
]
