"""A step is tried again where that can help, and nowhere else."""

import errno

import dagster as dg
import pytest

from pipelines import retries
from pipelines.errors import ReleaseError, ReportsFolderError
from pipelines.failures import failure_in
from pipelines.retries import is_transient, retried


class ServerError(Exception):
    """Stands for what PostgreSQL's drivers raise."""

    def __init__(self, sqlstate):
        """Take the code of the error."""
        super().__init__("the server said no")
        self.sqlstate = sqlstate


def raised_from(error):
    try:
        raise ReleaseError("The release could not be written.") from error
    except ReleaseError as raised:
        return raised


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (OSError(errno.EIO, "Input/output error"), True),
        (OSError(errno.ESTALE, "Stale file handle"), True),
        (ConnectionResetError(errno.ECONNRESET, "reset"), True),
        (ServerError("08006"), True),
        (ServerError("57P01"), True),
        (raised_from(OSError(errno.EIO, "Input/output error")), True),
        (OSError(errno.ENOSPC, "No space left on device"), False),
        (PermissionError(errno.EACCES, "Permission denied"), False),
        (ServerError("42501"), False),
        (ServerError(None), False),
        (ReportsFolderError("not there"), False),
        (ZeroDivisionError(), False),
    ],
)
def test_an_error_that_may_pass_is_known(error, expected):
    assert is_transient(error) is expected


@pytest.fixture
def run(monkeypatch):
    """Run a step that fails by the errors, one a try; return the result and tries."""
    monkeypatch.setattr(retries, "FIRST_WAIT", 0.0)

    def run(*failures):
        left = list(failures)

        @dg.asset
        def table(context: dg.AssetExecutionContext):
            with retried(context):
                if left:
                    raise left.pop(0)

        result = dg.materialize([table], raise_on_error=False)
        return result, len(failures) - len(left)

    return run


def test_a_step_goes_on_when_the_error_has_passed(run):
    result, _ = run(*[OSError(errno.EIO, "Input/output error")] * 3)

    assert result.success


def test_a_step_gives_up_in_the_words_of_its_error(run):
    gone = raised_from(OSError(errno.EIO, "Input/output error"))
    result, tries = run(*[gone] * 9)

    assert tries == 1 + retries.MOST_RETRIES
    failure = failure_in(result.all_events)
    assert type(failure.error) is ReleaseError
    assert str(failure.error) == "The release could not be written."
    assert failure.failed == ("table",)


def test_what_stays_as_it_is_is_tried_once(run):
    result, tries = run(*[ReportsFolderError("not there")] * 9)

    assert not result.success
    assert tries == 1
