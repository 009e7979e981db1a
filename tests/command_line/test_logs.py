"""With --log-format json, what happens in a run is an object a line."""

import io
import json
import logging

import dagster as dg
import pytest
from dagster._core.system_config.objects import ResolvedRunConfig
from typer.testing import CliRunner

from pipelines.command_line import app
from pipelines.command_line.progress import Progress, reading_shown
from pipelines.definitions import defs
from pipelines.ingest.assets import DOCUMENT_LOG
from pipelines.logs import JsonLines, json_logger, without_secrets

STAGES = {"raw_figure": "ingest", "broken": "model"}
SUITE = dg.AssetCheckSpec("figure_suite", asset="raw_figure")
#: A name that would end a line, recolour a terminal and look like a record.
FORGED = 'a\n{"level": "ERROR"}\r\x1b[31m\u2028\x00.pdf'


@dg.asset(check_specs=[SUITE])
def raw_figure(context):
    context.log.warning(f"{FORGED}: not in catalogue.csv")
    yield dg.MaterializeResult(metadata={"dagster/row_count": 7})
    yield dg.AssetCheckResult(
        passed=False, severity=dg.AssetCheckSeverity.WARN, description="2 failed."
    )


@dg.asset(deps=["raw_figure"])
def broken():
    message = f"cannot reach postgresql://me:hunter2@db/x for {FORGED}"
    raise OSError(message)


@pytest.fixture(scope="module")
def run():
    """Run two steps, of which one fails; return the run's id and its lines."""
    handler = JsonLines(STAGES, io.StringIO())

    @dg.logger({})
    def lines(_context):
        logger = logging.Logger("lines", logging.DEBUG)
        logger.addHandler(handler)
        return logger

    result = (
        dg.Definitions(
            assets=[raw_figure, broken],
            loggers={"lines": lines},
            executor=dg.in_process_executor,
        )
        .resolve_implicit_global_asset_job_def()
        .execute_in_process(run_config={"loggers": {"lines": {}}}, raise_on_error=False)
    )
    return result.run_id, handler._stream.getvalue()


@pytest.fixture
def records(run):
    return [json.loads(line) for line in run[1].splitlines()]


def test_every_line_is_an_object_with_time_level_event_and_run(run, records):
    assert run[1].isascii()
    assert {"time", "level", "event", "message", "run_id"} <= set.intersection(
        *(set(record) for record in records)
    )
    assert {record["run_id"] for record in records} == {run[0]}


def test_what_happens_is_told_in_its_order(records):
    assert [(each["event"], each["level"], each.get("stage")) for each in records] == [
        ("run_started", "INFO", None),
        ("step_started", "INFO", "ingest"),
        ("log", "WARNING", "ingest"),
        ("table_made", "INFO", "ingest"),
        ("check_failed", "WARNING", "ingest"),
        ("step_succeeded", "INFO", "ingest"),
        ("step_started", "INFO", "model"),
        ("step_failed", "ERROR", "model"),
        ("run_failed", "ERROR", None),
    ]


def test_rows_checks_and_seconds_are_fields(records):
    by_event = {record["event"]: record for record in records}

    assert by_event["table_made"]["table"] == "raw_figure"
    assert by_event["table_made"]["rows"] == 7
    assert by_event["check_failed"]["check"] == "figure_suite"
    assert by_event["check_failed"]["message"] == "2 failed."
    for event in ("step_succeeded", "step_failed", "run_failed"):
        assert 0 <= by_event[event]["seconds"] < 60


def test_a_name_cannot_forge_a_line(records):
    [warning] = [each for each in records if each["event"] == "log"]

    assert warning["message"] == f"{FORGED}: not in catalogue.csv"


def test_a_password_is_in_no_line(run, records):
    [failure] = [each for each in records if each["event"] == "step_failed"]

    assert "hunter2" not in run[1]
    assert "postgresql://***@db/x" in failure["error"]


def test_the_value_of_a_secret_setting_is_hidden(monkeypatch):
    monkeypatch.setenv("SCOPEBOOK_ALERT_WEBHOOK", "https://chat.example/T0K3N")

    assert without_secrets("to https://chat.example/T0K3N: 404") == "to ***: 404"
    assert without_secrets("host=db password=hunter2 port=1") == (
        "host=db password=*** port=1"
    )


def test_each_document_that_was_read_is_a_line(console_progress):
    handler = JsonLines(STAGES, io.StringIO())
    with reading_shown(console_progress, handler):
        told = {"document": FORGED, "document_id": "1a2b", "status": "read"}
        told |= {"seconds": 0.5, "figures": 2, "claims": None}
        logging.getLogger(DOCUMENT_LOG).info("%s: read", FORGED, extra=told)

    [line] = handler._stream.getvalue().splitlines()
    record = json.loads(line)
    del record["time"]
    assert record == {
        "level": "INFO",
        "event": "document",
        "message": f"{FORGED}: read",
        "document": FORGED,
        "document_id": "1a2b",
        "status": "read",
        "seconds": 0.5,
        "figures": 2,
    }


def test_a_record_that_cannot_be_written_stops_no_run(capsys):
    handler = JsonLines(STAGES, io.StringIO())
    handler._stream.close()

    handler.handle(logging.LogRecord("x", logging.INFO, "", 0, "told", None, None))

    assert "Logging error" in capsys.readouterr().err


def test_the_logger_for_dagster_writes_to_the_error_output(capsys):
    job = dg.Definitions(
        assets=[raw_figure],
        loggers={"json": json_logger(STAGES)},
        executor=dg.in_process_executor,
    ).resolve_implicit_global_asset_job_def()
    job.execute_in_process(run_config={"loggers": {"json": {}}})

    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert lines[-1]["event"] == "run_succeeded"


def test_the_logger_for_dagster_tells_each_document_once(capsys):
    @dg.asset
    def raw_tables():
        told = {"document": "a.csv", "status": "read"}
        logging.getLogger(DOCUMENT_LOG).info("a.csv: read", extra=told)

    job = dg.Definitions(
        assets=[raw_tables],
        loggers={"json": json_logger({"raw_tables": "ingest"})},
        executor=dg.in_process_executor,
    ).resolve_implicit_global_asset_job_def()
    try:
        runs = [
            job.execute_in_process(run_config={"loggers": {"json": {}}}).run_id
            for _ in range(2)
        ]
    finally:
        logging.getLogger(DOCUMENT_LOG).handlers.clear()

    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    documents = [each for each in lines if each["event"] == "document"]
    assert [(each["run_id"], each["stage"]) for each in documents] == [
        (run, "ingest") for run in runs
    ]


@pytest.mark.parametrize("log_format", ["text", "json"])
def test_runs_of_dagster_write_json_where_that_is_set(monkeypatch, log_format):
    monkeypatch.setenv("SCOPEBOOK_LOG_FORMAT", log_format)
    job = defs().resolve_job_def("refresh")

    # Whoever starts a run gives no configuration: the schedule, the sensor, the UI.
    loggers = ResolvedRunConfig.build(job, {}).loggers
    assert list(loggers) == ([] if log_format == "text" else ["json"])


def test_a_run_that_cannot_begin_is_told_as_json(tmp_path):
    folder = tmp_path / "none"

    result = CliRunner().invoke(
        app,
        ["run", "--reports", str(folder)],
        env={"SCOPEBOOK_LOG_FORMAT": "json"},
    )

    assert result.exit_code == 1
    [line] = result.stderr.splitlines()
    record = json.loads(line)
    assert (record["level"], record["event"]) == ("ERROR", "failed")
    assert record["message"].startswith(f"{folder}: no such folder of reports.")


@pytest.fixture
def console_progress():
    from rich.console import Console

    console = Console(file=io.StringIO())
    return Progress(console, console.status(""), STAGES)
