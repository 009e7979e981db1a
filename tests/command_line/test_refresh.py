"""A failed run says which check or error stopped it, in the words made for that."""

import dagster as dg

from pipelines.command_line.refresh import check_warnings, failed_checks, failure_of
from pipelines.errors import ReportsFolderError, RunFailedError, WarehouseBusyError

SUITE = dg.AssetCheckSpec("table_suite", asset="table", blocking=True)


class Busy(dg.ConfigurableResource):
    """Stands for a warehouse that another run holds."""

    def setup_for_execution(self, _context):
        """Fail as the warehouse does."""
        message = "/w: in use by run 1. Wait."
        raise WarehouseBusyError(message)


def run(*definitions, **options):
    return dg.materialize(definitions, raise_on_error=False, **options)


def failing(error):
    @dg.asset
    def table():
        raise error

    return table


def checked(severity):
    @dg.asset(check_specs=[SUITE])
    def table():
        yield dg.MaterializeResult()
        yield dg.AssetCheckResult(
            passed=False, severity=severity, description="2 rows lack an amount."
        )

    return table


def test_a_foreseen_error_keeps_its_words():
    failure = failure_of(run(failing(ReportsFolderError("/r: not there: make it"))))

    assert type(failure) is ReportsFolderError
    assert str(failure) == "/r: not there: make it"


def test_an_error_of_a_resource_is_foreseen_too():
    @dg.asset
    def table(warehouse: Busy): ...

    failure = failure_of(run(table, resources={"warehouse": Busy()}))

    assert type(failure) is WarehouseBusyError
    assert str(failure) == "/w: in use by run 1. Wait."


def test_an_unforeseen_error_is_named_with_where_to_see_more():
    failure = failure_of(run(failing(ZeroDivisionError("division by zero"))))

    assert type(failure) is RunFailedError
    assert str(failure).startswith("ZeroDivisionError: division by zero\n")
    assert "scopebook dev" in str(failure)


def test_a_check_that_stops_a_run_is_named():
    result = run(checked(dg.AssetCheckSeverity.ERROR))

    assert [check.description for check in failed_checks(result)] == [
        "2 rows lack an amount."
    ]
    assert str(failure_of(result)) == (
        "The tables do not hold what they must: table_suite."
    )
    assert check_warnings(result) == []


def test_a_check_that_warns_is_told_and_stops_nothing():
    result = run(checked(dg.AssetCheckSeverity.WARN))

    assert result.success
    assert failed_checks(result) == []
    assert check_warnings(result) == ["table_suite: 2 rows lack an amount."]


def test_an_interrupted_run_says_so():
    failure = failure_of(run(failing(dg.DagsterExecutionInterruptedError())))

    assert str(failure) == "The run was interrupted."
