"""The assets of ingest: the raw tables, made in one step from the reports folder."""

import logging
from collections.abc import Iterator

import dagster as dg

from pipelines.ingest.archive import ReportArchive
from pipelines.ingest.intake import DocumentOutcome, IngestSummary, ingest_documents
from pipelines.ingest.workers import USUAL_LIMITS, Limits
from pipelines.markdown import escape_markdown, markdown_table
from pipelines.retries import retried
from pipelines.tables import comment_on_table, describe_table
from pipelines.warehouse import Warehouse

GROUP = "ingest"
#: Where it is told how many documents are read, as a command may want to show.
READING_LOG = "scopebook.reading"
#: Where it is told what became of each document; Dagster's records would be full of it.
DOCUMENT_LOG = "scopebook.document"
DESCRIPTIONS = {
    "raw_document": "Every document that was read, as the catalogue describes it.",
    "raw_figure": "Every figure as printed, with its place and what was read from it.",
    "raw_claim": "Every change that a document states, as printed.",
    "raw_review": "What people decided about figures and claims, from reviews.csv.",
    "raw_correction": "What people put right, and why, from corrections.csv.",
}


class DocumentReading(dg.ConfigurableResource):
    """How documents are read: what each may take."""

    seconds: float = USUAL_LIMITS.seconds
    memory_mb: int = USUAL_LIMITS.memory_mb

    @property
    def limits(self) -> Limits:
        """What the reading of one document may take."""
        return Limits(self.seconds, self.memory_mb)


@dg.multi_asset(
    name="raw_tables",
    specs=[
        dg.AssetSpec(
            table, description=description, group_name=GROUP, kinds={"csv", "duckdb"}
        )
        for table, description in DESCRIPTIONS.items()
    ],
)
def raw_tables(
    context: dg.AssetExecutionContext,
    archive: ReportArchive,
    reading: DocumentReading,
    warehouse: Warehouse,
) -> Iterator[dg.MaterializeResult]:
    """Read the documents that are new or changed, and load all that are there."""
    connection = warehouse.connection
    with retried(context):
        summary = ingest_documents(
            archive,
            connection,
            warehouse.raw_folder,
            context.run_id,
            reading.limits,
            _tell,
        )
    for outcome in summary.outcomes:
        _tell_outcome(outcome)
    for warning in summary.warnings:
        context.log.warning(warning)
    for outcome in summary.failed:
        context.log.warning(f"{outcome.path}: {outcome.reason}")
    comment_on_table(connection, "audit_document")
    for table in DESCRIPTIONS:
        comment_on_table(connection, table)
        metadata = describe_table(connection, table)
        if table == "raw_document":
            metadata |= _summary_metadata(summary)
        yield dg.MaterializeResult(asset_key=table, metadata=metadata)


def _tell(done: int, total: int, name: str) -> None:
    told = {"done": done, "total": total, "document": name}
    logging.getLogger(READING_LOG).info("%d of %d: %s", done, total, name, extra=told)


def _tell_outcome(outcome: DocumentOutcome) -> None:
    told = {
        "document": outcome.path,
        "document_id": outcome.document_id,
        "status": outcome.status,
        "seconds": outcome.seconds,
        "figures": outcome.figure_count,
        "claims": outcome.claim_count,
    }
    log = logging.getLogger(DOCUMENT_LOG)
    log.info("%s: %s", outcome.path, outcome.status, extra=told)


def _summary_metadata(summary: IngestSummary) -> dict[str, dg.MetadataValue]:
    metadata: dict[str, dg.MetadataValue] = {
        "documents_read": dg.MetadataValue.int(summary.count("read")),
        "documents_unchanged": dg.MetadataValue.int(summary.count("unchanged")),
        "documents_duplicate": dg.MetadataValue.int(summary.count("duplicate")),
        "documents_failed": dg.MetadataValue.int(len(summary.failed)),
        "warnings": dg.MetadataValue.md(_bullets(summary.warnings)),
    }
    if summary.failed:
        metadata["failed"] = dg.MetadataValue.md(_failed_table(summary.failed))
    return metadata


def _failed_table(failed: tuple[DocumentOutcome, ...]) -> str:
    return markdown_table(
        [
            {"path": each.path, "status": each.status, "reason": each.reason}
            for each in failed
        ]
    )


def _bullets(lines: tuple[str, ...]) -> str:
    return "\n".join(f"- {escape_markdown(line)}" for line in lines) or "none"
