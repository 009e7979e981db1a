"""The expectations that every table shares, made from its grain and its references.

They are one query each, however many columns they are about: Great Expectations takes
milliseconds for an expectation, and there are hundreds of such columns.
"""

from collections.abc import Iterator

from great_expectations.expectations import Expectation

from pipelines.schema import Columns, TableSchema
from pipelines.validate.custom_expectations import ExpectNoRows


def expectations_of_schema(schema: TableSchema) -> Iterator[Expectation]:
    """Say in expectations what the schema says of a table's keys."""
    yield grain_is_unique(schema.grain)
    yield required_columns_are_filled(schema)
    if schema.references:
        yield references_exist(schema)


def grain_is_unique(grain: tuple[str, ...]) -> Expectation:
    """Expect one row per grain, where two empty values count as the same."""
    columns = ", ".join(grain)
    return ExpectNoRows(
        meta={"name": "grain_is_unique"},
        description=(
            f"There is one row per {columns}: a second one would be counted twice."
        ),
        unexpected_rows_query=f"""
            select {columns}, count(*) as row_count from {{batch}}
            group by {columns}
            having count(*) > 1
        """,
    )


def required_columns_are_filled(schema: TableSchema) -> Expectation:
    """Expect neither a key nor a required column to be empty."""
    keys = [column for column in schema.grain if column not in schema.optional]
    required = [*keys, *schema.required]
    names = ", ".join(f"if({column} is null, '{column}', null)" for column in required)
    return ExpectNoRows(
        meta={"name": "required_columns_are_filled"},
        description=(
            f"Every row has its {', '.join(required)}: "
            "without its key it cannot be found, and without the rest it says nothing."
        ),
        unexpected_rows_query=f"""
            select {", ".join(schema.grain)}, concat_ws(', ', {names}) as empty_columns
            from {{batch}}
            where {" or ".join(f"{column} is null" for column in required)}
        """,
    )


def references_exist(schema: TableSchema) -> Expectation:
    """Expect what a column refers to, where it refers to anything, to exist."""
    targets = sorted({table for table, _ in schema.references.values()})
    dangling = [
        _dangling_query(columns, table, keys)
        for columns, (table, keys) in schema.references.items()
    ]
    return ExpectNoRows(
        meta={"name": "references_exist"},
        description=(
            f"What a row refers to is found in {', '.join(targets)}: "
            "a row that refers to nothing is lost when the two are joined."
        ),
        unexpected_rows_query=" union all ".join(dangling),
    )


def _dangling_query(columns: Columns, table: str, keys: Columns) -> str:
    """Write the query for values that a table should have and has not."""
    referring = [f"referring.{column}" for column in columns]
    joined = " and ".join(
        f"{column} = referred.{key}"
        for column, key in zip(referring, keys, strict=True)
    )
    return f"""
        select
            '{", ".join(columns)}' as column_name,
            concat_ws(', ', {", ".join(referring)}) as value,
            '{table}' as missing_from,
            count(*) as row_count
        from {{batch}} as referring
        anti join {table} as referred on {joined}
        where {" and ".join(f"{column} is not null" for column in referring)}
        group by {", ".join(referring)}
    """
