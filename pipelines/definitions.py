"""The code location: every stage, trigger and resource, assembled in one place."""

from functools import cache

import dagster as dg

from pipelines.ingest.archive import ReportArchive
from pipelines.ingest.assets import DocumentReading, raw_tables
from pipelines.model.sql_models import load_sql_models
from pipelines.publish.assets import load_published_snapshot
from pipelines.settings import Settings
from pipelines.triggers import daily_refresh, refresh, reports_changed
from pipelines.validate.suite_checks import load_quarantine, load_suite_checks
from pipelines.warehouse import Warehouse


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


def build_definitions(settings: Settings) -> dg.Definitions:
    """Assemble the pipeline for the folders that the settings name."""
    return dg.Definitions(
        assets=[asset for stage in load_stages().values() for asset in stage],
        jobs=[refresh],
        schedules=[daily_refresh],
        sensors=[reports_changed],
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
            ),
        },
        executor=dg.in_process_executor,
    )


@dg.definitions
def defs() -> dg.Definitions:
    """Assemble the pipeline for the folders that the environment names."""
    return build_definitions(Settings())
