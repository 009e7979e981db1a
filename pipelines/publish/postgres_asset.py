"""The release in PostgreSQL, as an asset where a server is configured."""

import dagster as dg

from pipelines.publish.snapshot import current_release
from pipelines.retries import retried
from pipelines.warehouse import Warehouse


def load_postgres_release(url: str, schema: str = "scopebook") -> dg.AssetsDefinition:
    """Make the asset that publishes each new release to the server of a URL.

    Raises:
        SettingsError: the URL is none. It is no part of any configuration that Dagster
            shows or keeps, because it holds a password.
    """
    from pipelines.publish.postgres.address import read_address

    address = read_address(url)

    @dg.asset(deps=["published_snapshot"], group_name="publish", kinds={"postgres"})
    def postgres_release(
        context: dg.AssetExecutionContext, warehouse: Warehouse
    ) -> dg.MaterializeResult:
        """The release in PostgreSQL: tables with keys and comments, swapped in at once.

        A publish that fails leaves the schema as it was, and the snapshot published.
        """
        from pipelines.publish.postgres.publication import publish_to_postgres

        with retried(context):
            published = publish_to_postgres(
                current_release(warehouse.path), address, schema
            )
        for note in published.notes:
            context.log.warning(note)
        return dg.MaterializeResult(
            metadata={
                "server": str(address),
                "schema": published.schema,
                "release": published.release,
                "tables": published.tables,
                "dagster/row_count": published.rows,
                "seconds": round(published.seconds, 2),
            }
        )

    return postgres_release
