"""Expectations of fact_variant: statements that differ, and by what each pair does."""

from great_expectations.expectations import Expectation, ExpectColumnValuesToBeInSet

from pipelines.validate.custom_expectations import ExpectNoRows

expectations: list[Expectation] = [
    ExpectColumnValuesToBeInSet(
        meta={"name": "kind_is_known"},
        description=(
            "Statements differ in one of five ways: "
            "a reader who leaves some of them out must know all their names."
        ),
        column="kind",
        value_set=["precision", "channel", "boundary", "method", "unnamed_method"],
    ),
    ExpectNoRows(
        meta={"name": "kind_fits_the_statements"},
        description=(
            "Statements of one fact that agree within rounding differ in precision, "
            "and those of two sources that do not agree, in channel. Another boundary "
            "is of the same scope, and another method within the same boundary: "
            "otherwise two differences at once would look like one."
        ),
        unexpected_rows_query="""
            select
                variants.figure_id,
                variants.compared_figure_id,
                variants.kind,
                variants.boundary,
                variants.compared_boundary,
                variants.scope,
                variants.compared_scope
            from {batch} as variants
            inner join fact_figure as figures
                on variants.figure_id = figures.figure_id
            inner join fact_figure as compared
                on variants.compared_figure_id = compared.figure_id
            where
                not coalesce(
                    case variants.kind
                        when 'boundary'
                            then
                                variants.boundary <> variants.compared_boundary
                                and variants.scope = variants.compared_scope
                        when 'method'
                            then
                                variants.boundary = variants.compared_boundary
                                and variants.scope <> variants.compared_scope
                        when 'unnamed_method'
                            then
                                variants.boundary = variants.compared_boundary
                                and variants.scope <> variants.compared_scope
                                and roundings_overlap(
                                    figures.low,
                                    figures.high,
                                    compared.low,
                                    compared.high
                                )
                        else
                            figures.fact_id = compared.fact_id
                            and if(
                                variants.kind = 'precision',
                                roundings_overlap(
                                    figures.low,
                                    figures.high,
                                    compared.low,
                                    compared.high
                                ),
                                figures.source <> compared.source
                                and not roundings_overlap(
                                    figures.low,
                                    figures.high,
                                    compared.low,
                                    compared.high
                                )
                            )
                    end,
                    false
                )
        """,
    ),
    ExpectNoRows(
        meta={"name": "difference_is_amount_less_compared"},
        description=(
            "The difference is the amount less the one that it is held against, in "
            "percent as well: its sign says which statement is higher."
        ),
        unexpected_rows_query="""
            select
                figure_id,
                compared_figure_id,
                amount,
                compared_amount,
                difference,
                difference_pct
            from {batch}
            where
                difference is distinct from amount - compared_amount
                or difference_pct * sign(difference) < 0
        """,
    ),
]
