"""While a run goes on, each stage is a line when it ends."""

import io
import logging
import re

import dagster as dg
import pytest
from rich.console import Console

from pipelines.command_line.progress import Progress, progress_logger, reading_shown
from pipelines.ingest.assets import READING_LOG


@dg.asset
def raw_figure(context):
    context.log.warning("Acme/report.csv: not in catalogue.csv")


@dg.asset(deps=["raw_figure"])
def raw_claim(): ...


@dg.multi_asset(
    specs=[
        dg.AssetSpec("stg_figure", deps=["raw_figure", "raw_claim"]),
        dg.AssetSpec("fact_figure", deps=["quarantine_figure"]),
    ],
    can_subset=True,
)
def model(context):
    for key in context.selected_asset_keys:
        yield dg.MaterializeResult(asset_key=key)


SUITE = dg.AssetCheckSpec("stg_suite", asset="quarantine_figure")


@dg.asset(deps=["stg_figure"], check_specs=[SUITE])
def quarantine_figure():
    yield dg.MaterializeResult()
    yield dg.AssetCheckResult(passed=True)


STAGES = {
    "raw_figure": "ingest",
    "raw_claim": "ingest",
    "model": "model",
    "quarantine_figure": "validate",
}


@pytest.fixture
def progress():
    console = Console(file=io.StringIO(), width=100)
    progress = Progress(console, console.status(""), STAGES)
    definitions = dg.Definitions(
        assets=[raw_figure, raw_claim, model, quarantine_figure],
        loggers={"stages": progress_logger(progress)},
        executor=dg.in_process_executor,
    )
    job = definitions.resolve_implicit_global_asset_job_def()
    job.execute_in_process(run_config={"loggers": {"stages": {}}})
    progress.finish()
    progress.output = console.file.getvalue()
    return progress


def test_stages_are_shown_in_turn_with_what_they_made(progress):
    lines = [re.sub(r" +\d+\.\d s$", "", line) for line in progress.output.splitlines()]

    assert lines == [
        "ingest    2 tables",
        "model     1 table",
        "validate  1 table, 1 check",
        "model     1 table",
    ]


def test_warnings_are_kept_for_the_end(progress):
    assert progress.warnings == ["Acme/report.csv: not in catalogue.csv"]


def test_the_reading_of_documents_is_a_bar_that_names_the_last():
    console = Console(file=io.StringIO(), width=100, force_terminal=True)
    told = {"done": 3, "total": 12, "document": "report [1].pdf"}
    with console.status("") as status:
        progress = Progress(console, status, {})
        with reading_shown(progress):
            logging.getLogger(READING_LOG).info("read", extra=told)
        console.print(status.renderable)
        logging.getLogger(READING_LOG).info("read", extra=told | {"done": 4})
        console.print(status.renderable)

    shown = console.file.getvalue()
    assert "3 of 12 report [1].pdf" in shown
    assert "4 of 12" not in shown
