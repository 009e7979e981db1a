"""Holds tables against their suites, and says in plain rows how that went.

Most expectations hold. So everything is first asked for yes or no, and only of what
failed are the rows fetched.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from duckdb import DuckDBPyConnection

from pipelines.validate.duckdb_dialect import add_datasource
from pipelines.validate.suites import Suite

if TYPE_CHECKING:
    from great_expectations.core import ExpectationValidationResult
    from great_expectations.datasource.fluent import SQLDatasource
    from great_expectations.datasource.fluent.interfaces import Batch
    from great_expectations.expectations import Expectation

EXAMPLE_COUNT = 5

Row = dict[str, Any]


@dataclass(frozen=True)
class Failure:
    """How many rows failed, the first of them, and the keys of all, if asked for."""

    count: int
    examples: tuple[Row, ...]
    keys: tuple[Any, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """How one expectation went.

    ``severity`` is what a failure does: ``critical`` stops the publish, ``quarantine``
    sets the failing rows apart, ``warning`` and ``info`` are only told.
    """

    suite: str
    expectation: str
    table: str
    severity: str
    checked: int
    failed: int
    examples: tuple[Row, ...]
    description: str
    keys: tuple[Any, ...] = ()

    @property
    def has_passed(self) -> bool:
        """Whether every row met the expectation."""
        return self.failed == 0


def run_suites(
    connection: DuckDBPyConnection, suites: Iterable[Suite]
) -> list[Outcome]:
    """Hold tables against their suites, inside DuckDB, as they are committed.

    Raises:
        RuntimeError: an expectation cannot be checked, for want of a table or column.
    """
    import great_expectations as gx
    from great_expectations.data_context.types.base import ProgressBarsConfig

    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    datasource = add_datasource(context, connection)
    # Like the datasource: through a cursor, which sees only what is committed.
    with connection.cursor() as cursor:
        return [
            outcome
            for suite in suites
            for outcome in _run_suite(cursor, datasource, suite)
        ]


def _run_suite(
    cursor: DuckDBPyConnection, datasource: "SQLDatasource", suite: Suite
) -> list[Outcome]:
    if not suite.expectations:
        return []
    [row_count] = _only_row(cursor, f"select count(*) from {suite.table}")
    batch = _open_batch(datasource, suite)
    failures = _find_failures(cursor, batch, suite, row_count)
    return [
        _outcome(suite, expectation, row_count, failures.get(_name(expectation)))
        for expectation in suite.expectations
    ]


def _open_batch(datasource: "SQLDatasource", suite: Suite) -> "Batch":
    part = "rows" if suite.is_of_rows else "table"
    asset = datasource.add_table_asset(f"{suite.table} {part}", table_name=suite.table)
    return asset.add_batch_definition_whole_table("all").get_batch()


def _find_failures(
    cursor: DuckDBPyConnection, batch: "Batch", suite: Suite, row_count: int
) -> dict[str, Failure]:
    """Find what failed, by the expectations' names."""
    verdicts = _validate(batch, suite, suite.expectations, "BOOLEAN_ONLY")
    failed = [each for each in suite.expectations if not verdicts[_name(each)].success]
    queried = [each for each in failed if _query(each)]
    built_in = [each for each in failed if not _query(each)]
    return {
        _name(each): _failure_of_query(cursor, suite, _query(each)) for each in queried
    } | _failures_of_built_in(batch, suite, built_in, row_count)


def _failure_of_query(cursor: DuckDBPyConnection, suite: Suite, query: str) -> Failure:
    """Count and fetch what a query for unexpected rows finds.

    Great Expectations would stop at its 200th row.
    """
    rows = f"({query.format(batch=suite.table)})"
    [count] = _only_row(cursor, f"select count(*) from {rows}")
    found = cursor.sql(f"from {rows} order by all limit {EXAMPLE_COUNT}")
    examples = tuple(
        dict(zip(found.columns, row, strict=True)) for row in found.fetchall()
    )
    if not suite.is_of_rows:
        return Failure(count, examples)
    [key] = suite.key
    keys = cursor.sql(f"select {key} from {rows}").fetchall()
    return Failure(count, examples, tuple(key for (key,) in keys))


def _failures_of_built_in(
    batch: "Batch", suite: Suite, expectations: list["Expectation"], row_count: int
) -> dict[str, Failure]:
    """Fetch the rows that failed expectations which are not queries."""
    if not expectations:
        return {}
    result_format = {
        "result_format": "SUMMARY",
        "unexpected_index_column_names": list(suite.key),
        "partial_unexpected_count": row_count if suite.is_of_rows else EXAMPLE_COUNT,
    }
    results = _validate(batch, suite, expectations, result_format)
    return {
        name: _failure_of_result(suite, result.result)
        for name, result in results.items()
    }


def _failure_of_result(suite: Suite, result: Row) -> Failure:
    if "unexpected_count" not in result:
        return Failure(1, ({"observed": result.get("observed_value")},))
    count = result["unexpected_count"]
    rows = result["partial_unexpected_index_list"]
    examples = tuple(sorted(rows, key=str)[:EXAMPLE_COUNT])
    if not suite.is_of_rows:
        return Failure(count, examples)
    [key] = suite.key
    keys = tuple(row[key] for row in rows)
    if len(keys) != count:
        message = (
            f"{suite.table}: {count} rows failed, and Great Expectations named "
            f"{len(keys)} of them. The others would escape quarantine."
        )
        raise RuntimeError(message)
    return Failure(count, examples, keys)


def _validate(
    batch: "Batch",
    suite: Suite,
    expectations: Iterable["Expectation"],
    result_format: Any,  # noqa: ANN401  (a name or a dictionary, as upstream has it)
) -> dict[str, "ExpectationValidationResult"]:
    import great_expectations as gx

    asked = gx.ExpectationSuite(name=suite.name, expectations=list(expectations))
    results = batch.validate(asked, result_format=result_format).results
    for result in results:
        _raise_if_unchecked(suite, result)
    return {_name(result.expectation): result for result in results}


def _raise_if_unchecked(suite: Suite, result: "ExpectationValidationResult") -> None:
    # One problem lies flat in the dictionary; problems of metrics lie one level down.
    problems = [result.exception_info, *result.exception_info.values()]
    for problem in problems:
        if isinstance(problem, dict) and problem.get("raised_exception"):
            message = (
                f"{suite.table}: the expectation "
                f"{_name(result.expectation)} could not be checked: "
                f"{problem['exception_message']}"
            )
            raise RuntimeError(message)


def _outcome(
    suite: Suite, expectation: "Expectation", row_count: int, failure: Failure | None
) -> Outcome:
    severity = str(expectation.severity.value)
    if suite.is_of_rows and severity == "critical":
        severity = "quarantine"
    failure = failure or Failure(0, ())
    return Outcome(
        suite=suite.name,
        expectation=_name(expectation),
        table=suite.table,
        severity=severity,
        checked=row_count,
        failed=failure.count,
        examples=failure.examples,
        description=expectation.description or "",
        keys=failure.keys,
    )


def _query(expectation: "Expectation") -> str:
    """Return the query for unexpected rows, which built-in expectations lack."""
    return getattr(expectation, "unexpected_rows_query", "")


def _name(expectation: "Expectation") -> str:
    return (expectation.meta or {})["name"]


def _only_row(cursor: DuckDBPyConnection, query: str) -> tuple[Any, ...]:
    [row] = cursor.execute(query).fetchall()
    return row
