"""Expectations of stg_figure: a figure is whole and understood before it is used.

A figure that fails goes to quarantine. What is wrong is told once: a row that does
not know its measure is not blamed as well for a unit that cannot be judged without it.
"""

from great_expectations.expectations import (
    Expectation,
    ExpectColumnValuesToBeBetween,
    ExpectColumnValuesToBeInSet,
    ExpectColumnValuesToNotBeInSet,
    ExpectColumnValuesToNotBeNull,
    ExpectTableRowCountToBeBetween,
)
from great_expectations.expectations.row_conditions import Column

from pipelines.validate.custom_expectations import ExpectNoRows
from pipelines.validate.staging_expectations import (
    IS_WHOLE,
    KNOWS_MEASURE,
    expectations_of_reviews,
    expectations_of_words,
)

IS_NUMBER = Column("value_kind").is_in(["number", "zero"])

expectations: list[Expectation] = [
    ExpectTableRowCountToBeBetween(
        meta={"name": "there_is_a_figure"},
        description=(
            "There is at least one figure: an empty release would replace a good one. "
            "Put documents into the reports folder, or name another with --reports."
        ),
        min_value=1,
    ),
    ExpectNoRows(
        meta={"name": "states_are_told"},
        description=(
            "Every figure says what its value and its unit are, which copy it is and "
            "how sure: a row that does not would pass every expectation about these."
        ),
        unexpected_rows_query="""
            select figure_id, value_kind, unit_state, occurrence, review_state
            from {batch}
            where
                value_kind is null
                or unit_state is null
                or occurrence is null
                or review_state is null
        """,
    ),
]

REASONS = {
    "row_is_whole": (
        "The row could be read whole: in a row with cells too many or too few, "
        "a value stands under the wrong heading."
    ),
    "company_is_known": (
        "The company is known: a figure of nobody compares with nothing."
    ),
    "org_unit_is_known": (
        "The part of the company is known: a part's figure is not the group's."
    ),
    "boundary_is_known": (
        "The boundary is known: the same company by equity share and by "
        "operational control has two different inventories."
    ),
    "measure_is_known": (
        "The measure is known: figures of unlike measures must never be compared."
    ),
    "scope_is_known": (
        "The scope is known: without it, emissions would be counted twice."
    ),
    "period_is_known": (
        "The period is known: a figure belongs to a year, or to no series. "
        "Where the label does not say, give period_start and period_end; where it "
        "speaks of the latest year, say in catalogue.csv when it was published."
    ),
}

row_expectations: list[Expectation] = [
    *expectations_of_words("figure_id", REASONS),
    *expectations_of_reviews(),
    ExpectNoRows(
        meta={"name": "scope_fits_the_measure"},
        description=(
            "Emissions have a scope that emits: Scope 3+ is what others avoid, "
            "and emissions of no scope are nobody's."
        ),
        unexpected_rows_query="""
            select figure_id, measure, scope
            from {batch}
            where
                reading_problem is null
                and measure in (
                    'ghg_emissions_gross', 'ghg_emissions_net', 'co2_emissions'
                )
                and scope in ('scope_3_plus', 'not_applicable')
        """,
    ),
    ExpectColumnValuesToBeInSet(
        meta={"name": "value_is_a_number"},
        description=(
            "The value is a number, or says that there is none: "
            "words in its place cannot be computed with."
        ),
        column="value_kind",
        value_set=["number", "zero", "not_disclosed", "not_applicable"],
        row_condition=IS_WHOLE,
    ),
    ExpectColumnValuesToNotBeInSet(
        meta={"name": "unit_is_known"},
        description=(
            "The unit is printed and known: the same number in another unit is "
            "another amount."
        ),
        column="unit_state",
        value_set=["unknown", "missing"],
        row_condition=KNOWS_MEASURE & IS_NUMBER,
    ),
    ExpectColumnValuesToNotBeInSet(
        meta={"name": "unit_is_decided"},
        description=(
            "It is clear which unit is meant: where a printed unit has several "
            "readings and nothing decides between them, each is as likely wrong."
        ),
        column="unit_state",
        value_set=["undecided"],
        row_condition=KNOWS_MEASURE & IS_NUMBER,
    ),
    ExpectColumnValuesToNotBeInSet(
        meta={"name": "unit_measures_the_quantity"},
        description=(
            "The unit is one of the quantity measured: emissions are not printed in "
            "megawatt-hours, so the unit or the measure is wrong."
        ),
        column="unit_state",
        value_set=["wrong_quantity"],
        row_condition=KNOWS_MEASURE & IS_NUMBER,
    ),
    ExpectColumnValuesToBeBetween(
        meta={"name": "amount_is_not_negative"},
        description=(
            "The amount is not negative: what this measure counts cannot be less "
            "than none. Removals and offsets are measures of their own."
        ),
        column="amount",
        min_value=0,
        row_condition=IS_WHOLE & (Column("lowest_plausible") >= 0),
    ),
    ExpectNoRows(
        meta={"name": "amount_is_possible"},
        description=(
            "The amount lies within what is physically possible for the measure: "
            "beyond that, a unit or a decimal mark was misread."
        ),
        unexpected_rows_query="""
            select figure_id, amount, lowest_plausible, highest_plausible
            from {batch}
            where
                reading_problem is null
                and (
                    amount > highest_plausible
                    or (
                        amount < lowest_plausible
                        and (amount >= 0 or lowest_plausible < 0)
                    )
                )
        """,
    ),
    ExpectColumnValuesToNotBeNull(
        meta={"name": "amount_is_computed"},
        description=(
            "The amount fits the warehouse: a number of a known unit that is too "
            "large to be converted was misread."
        ),
        column="amount",
        row_condition=KNOWS_MEASURE & IS_NUMBER & (Column("unit_state") == "known"),
    ),
    ExpectNoRows(
        meta={"name": "interval_holds_amount"},
        description=(
            "The amount lies in its rounding interval: "
            "every comparison of figures rests on that."
        ),
        unexpected_rows_query="""
            select figure_id, low, amount, high
            from {batch}
            where
                reading_problem is null
                and amount is not null
                and not coalesce(amount between low and high, false)
        """,
    ),
    ExpectColumnValuesToBeInSet(
        meta={"name": "is_stated_once"},
        description=(
            "The document states the figure once: "
            "a second, identical row would count as a second source."
        ),
        column="occurrence",
        value_set=[1],
        row_condition=IS_WHOLE,
    ),
]
