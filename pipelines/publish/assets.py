"""The last asset: the release that a run publishes when every blocking check holds."""

from collections.abc import Iterable
from datetime import UTC, datetime

import dagster as dg
from duckdb import DuckDBPyConnection

from pipelines.errors import ReleaseError
from pipelines.markdown import markdown_table
from pipelines.publish.audit_run import append_audit_run
from pipelines.publish.contents import PUBLISHED_PREFIXES, read_query
from pipelines.publish.layout import PAGE
from pipelines.publish.release import publish_release
from pipelines.publish.run_history import append_past_runs
from pipelines.retries import retried
from pipelines.warehouse import Warehouse


def load_published_snapshot(
    assets: Iterable[dg.AssetsDefinition],
) -> dg.AssetsDefinition:
    """Make the asset that publishes what the given assets make."""
    tables = sorted(
        table
        for asset in assets
        for key in asset.keys
        if (table := key.to_user_string()).startswith(PUBLISHED_PREFIXES)
    )

    @dg.asset(deps=tables, group_name="publish", kinds={"duckdb"})
    def published_snapshot(
        context: dg.AssetExecutionContext, warehouse: Warehouse
    ) -> dg.MaterializeResult:
        """The release that readers open: every table, audited, and unchanging.

        Readers find it at published/current/scopebook.duckdb in the warehouse folder.
        """
        connection = warehouse.connection
        _require_checks(connection, context.run_id)
        run = (context.run_id, _started_at(context), datetime.now(UTC))
        append_audit_run(connection, *run, status="published")
        append_past_runs(connection, context.instance, context.run_id)
        try:
            with retried(context):
                release = publish_release(
                    connection, warehouse.path, context.run_id, warehouse.releases_kept
                )
        except ReleaseError:
            append_audit_run(connection, *run, status="failed")
            raise
        return dg.MaterializeResult(
            metadata={
                "path": dg.MetadataValue.path(release.folder),
                "page": dg.MetadataValue.url((release.folder / PAGE).as_uri()),
                "release": release.name,
                "tables": len(release.contents),
                "dagster/row_count": release.row_count,
                "content_hash": release.content_hash,
                "preview": dg.MetadataValue.md(_preview(connection)),
            }
        )

    return published_snapshot


def _preview(connection: DuckDBPyConnection) -> str:
    """Say in a table what the release tells of each fiscal year, newest first."""
    answer = connection.execute(read_query("preview"))
    names = [column[0] for column in answer.description or []]
    return markdown_table(
        [dict(zip(names, row, strict=True)) for row in answer.fetchall()]
    )


def _require_checks(connection: DuckDBPyConnection, run_id: str) -> None:
    """Refuse tables that nobody checked: the UI can start this asset by itself."""
    unchecked = connection.execute(
        read_query("unchecked_tables"), {"run_id": run_id}
    ).fetchall()
    if unchecked:
        names = ", ".join(table for (table,) in unchecked)
        message = (
            f"This run has not checked all that it would publish: {names}. "
            "Start the job refresh, which makes, checks and publishes every table."
        )
        raise ReleaseError(message)


def _started_at(context: dg.AssetExecutionContext) -> datetime:
    record = context.instance.get_run_record_by_id(context.run_id)
    assert record is not None  # noqa: S101  (the run is under way)
    started_at = record.start_time or record.create_timestamp.timestamp()
    return datetime.fromtimestamp(started_at, UTC)
