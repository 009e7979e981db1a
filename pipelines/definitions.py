"""The code location: every stage, trigger and resource, assembled in one place."""

from functools import cache

import dagster as dg

from pipelines.alerts.sensors import close_dead, report_failures
from pipelines.ingest.archive import ReportArchive
from pipelines.ingest.assets import DocumentReading, raw_tables
from pipelines.logs import json_logger
from pipelines.model.sql_models import load_sql_models
from pipelines.publish.assets import load_published_snapshot
from pipelines.publish.exposures import EXPOSURES
from pipelines.publish.postgres_asset import load_postgres_release
from pipelines.run_records import stages_of_steps
from pipelines.settings import Settings
from pipelines.triggers import daily_refresh, refresh_job, watch_reports
from pipelines.validate.suite_checks import load_quarantine, load_suite_checks
from pipelines.warehouse import Warehouse

#: Seconds that a run of Dagster waits for one that holds the warehouse, unless set.
PATIENCE = 900.0


@cache
def load_stages() -> dict[str, list[dg.AssetsDefinition]]:
    """Load the assets and checks of every stage, in the order the data flows."""
    model, quarantine = load_sql_models(), load_quarantine()
    return {
        "ingest": [raw_tables],
        "model": model,
        "validate": [quarantine, load_suite_checks()],
        "publish": [load_published_snapshot([*model, quarantine])],
    }


def build_definitions(
    settings: Settings, patience: float = 0.0, logger: str | None = None
) -> dg.Definitions:
    """Assemble the pipeline for the folders that the settings name.

    A run waits ``patience`` seconds for one that holds the warehouse, unless the
    settings say how long. It writes Dagster's own log on the console, unless ``logger``
    names another: ``json``.
    """
    wait_seconds = settings.wait_seconds
    return dg.Definitions(
        assets=[
            *(asset for stage in load_stages().values() for asset in stage),
            *_postgres_release(settings),
            *EXPOSURES,
        ],
        jobs=[refresh_job(logger)],
        loggers={"json": json_logger(stages_of_steps())},
        schedules=[daily_refresh],
        sensors=[
            watch_reports(settings.quiet_seconds),
            report_failures(settings),
            close_dead(settings),
        ],
        resources={
            "archive": ReportArchive(folder=str(settings.reports)),
            "reading": DocumentReading(
                seconds=settings.reading_seconds,
                memory_mb=settings.reading_memory_mb,
            ),
            "warehouse": Warehouse(
                folder=str(settings.warehouse_folder),
                releases_kept=settings.releases_kept,
                review_threshold=str(settings.review_threshold),
                memory_mb=settings.memory_mb,
                accept_loss=settings.accept_loss,
                wait_seconds=patience if wait_seconds is None else wait_seconds,
                run_seconds=settings.run_seconds,
            ),
        },
        executor=dg.in_process_executor,
    )


def _postgres_release(settings: Settings) -> list[dg.AssetsDefinition]:
    if settings.postgres is None:
        return []
    url = settings.postgres.get_secret_value()
    return [load_postgres_release(url, settings.postgres_schema)]


@dg.definitions
def defs() -> dg.Definitions:
    """Assemble the pipeline for the folders that the environment names."""
    settings = Settings()
    logger = "json" if settings.log_format == "json" else None
    return build_definitions(settings, PATIENCE, logger)
