"""The expectations of the fact tables that hold the best statement of each fact.

fact_emissions, fact_energy, fact_resource, fact_intensity and fact_indicator have one
grain and one manner; they differ in the measures that they hold.
"""

from collections.abc import Iterator

from great_expectations.expectations import Expectation

from pipelines.validate.custom_expectations import ExpectNoRows


def expectations_of_fact(
    table: str, *, amount: str = "amount", low: str = "low", high: str = "high"
) -> Iterator[Expectation]:
    """Say what every best statement must meet, whatever its columns are called."""
    yield measures_belong_here(table)
    yield interval_holds(amount, low, high, key="figure_id")
    yield periods_are_in_order()
    yield sources_are_counted()


def measures_belong_here(table: str) -> Expectation:
    """Expect only measures that dim_measure assigns to this table."""
    return ExpectNoRows(
        meta={"name": "measures_belong_here"},
        description=(
            f"Only measures that dim_measure assigns to {table} are in it: "
            "a measure in two tables would be counted in both."
        ),
        unexpected_rows_query=f"""
            select figure_id, measure
            from {{batch}}
            where measure not in (
                select measure from dim_measure where fact_table = '{table}'
            )
        """,
    )


def one_id_is_one(thing: str, key: str, columns: list[str]) -> Expectation:
    """Expect all rows of one identifier to agree on what it stands for."""
    stands_for = f"hash({', '.join(columns)})"
    return ExpectNoRows(
        meta={"name": f"one_{key}_is_one_{thing}"},
        description=(
            f"All rows of one {key} have the same {', '.join(columns)}: the identifier "
            "is a number made of these, and others might one day make the same number."
        ),
        unexpected_rows_query=f"""
            select {key}, count(*) as row_count
            from {{batch}}
            group by {key}
            having min({stands_for}) <> max({stands_for})
        """,
    )


def interval_holds(amount: str, low: str, high: str, *, key: str) -> Expectation:
    """Expect an amount, where there is one, to lie in the interval of its rounding."""
    return ExpectNoRows(
        meta={"name": f"interval_holds_{amount}"},
        description=(
            f"{amount} lies between {low} and {high}: "
            "every comparison of figures rests on these."
        ),
        unexpected_rows_query=f"""
            select {key}, {low}, {amount}, {high}
            from {{batch}}
            where
                {amount} is not null
                and not coalesce({amount} between {low} and {high}, false)
        """,
    )


def periods_are_in_order() -> Expectation:
    """Expect periods to start before they end, in the year that they are named for."""
    return ExpectNoRows(
        meta={"name": "periods_are_in_order"},
        description=(
            "A period starts before it ends, and a fiscal year is named for the year "
            "in which it ends: changes are computed between periods that adjoin."
        ),
        unexpected_rows_query="""
            select company_id, measure, scope, fiscal_year, period_start, period_end
            from {batch}
            where period_start > period_end or fiscal_year <> year(period_end)
        """,
    )


def sources_are_counted() -> Expectation:
    """Expect the counts of sources, and their spread, to be possible."""
    return ExpectNoRows(
        meta={"name": "sources_are_counted"},
        description=(
            "Every fact has a source, which agrees with itself, and sources cannot "
            "be less than nothing apart."
        ),
        unexpected_rows_query="""
            select figure_id, source_count, agreeing_source_count, spread_pct
            from {batch}
            where
                not coalesce(agreeing_source_count between 1 and source_count, false)
                or spread_pct < 0
        """,
    )


def nothing_is_lost(key: str, raw: str, quarantine: str) -> Expectation:
    """Expect every raw row in facts or in quarantine, once, and no others."""
    return ExpectNoRows(
        meta={"name": f"{raw.removeprefix('raw_')}s_are_all_accounted_for"},
        description=(
            f"Of every document, each row of {raw} is a fact or in {quarantine}, "
            "and not in both: nothing that was printed is silently dropped."
        ),
        unexpected_rows_query=f"""
            select
                document_id,
                {key},
                count(*) filter (stage = 'read') as read,
                count(*) filter (stage = 'accepted') as accepted,
                count(*) filter (stage = 'quarantined') as quarantined
            from (
                select document_id, {key}, 'read' as stage from {raw}
                union all
                select document_id, {key}, 'accepted' as stage from {{batch}}
                union all
                select document_id, {key}, 'quarantined' as stage from {quarantine}
            )
            group by document_id, {key}
            having
                count(*) filter (stage = 'read') <> 1
                or count(*) filter (stage <> 'read') <> 1
        """,
    )


def failures_are_told(key: str) -> Expectation:
    """Expect each row in quarantine to name what it failed, in words as well."""
    return ExpectNoRows(
        meta={"name": "failures_are_told"},
        description=(
            "A row in quarantine names the expectations that it failed, and says what "
            "they mean: who typed it in has to know what to mend."
        ),
        unexpected_rows_query=f"""
            select {key}, expectations, explanation
            from {{batch}}
            where coalesce(len(expectations), 0) = 0 or coalesce(explanation, '') = ''
        """,
    )
