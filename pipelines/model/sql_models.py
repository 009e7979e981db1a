"""Turns each file under ``sql/`` into the asset that builds the table of that name.

All files are one multi-asset on the run's one connection: a table costs a statement.
"""

from collections.abc import Iterator

import dagster as dg

from pipelines.model.sql_files import (
    REFERENCE_FOLDER,
    REFERENCE_PREFIX,
    build_tables,
    drop_leftovers,
    load_reference_tables,
    read_models,
)
from pipelines.tables import comment_on_table, describe_table, transaction
from pipelines.warehouse import Warehouse


def load_sql_models() -> list[dg.AssetsDefinition]:
    """Make the assets of the reference lists and of every SQL file."""
    return [_reference_assets(), _model_assets()]


def _reference_assets() -> dg.AssetsDefinition:
    specs = [
        dg.AssetSpec(
            REFERENCE_PREFIX + path.stem,
            group_name="reference",
            description=f"The list sql/reference/{path.name}.",
            kinds={"csv", "duckdb"},
        )
        for path in sorted(REFERENCE_FOLDER.glob("*.csv"))
    ]

    @dg.multi_asset(name="reference", specs=specs)
    def reference(warehouse: Warehouse) -> Iterator[dg.MaterializeResult]:
        connection = warehouse.connection
        with transaction(connection):
            drop_leftovers(connection)
            for table in load_reference_tables(connection):
                comment_on_table(connection, table)
                yield dg.MaterializeResult(
                    asset_key=table, metadata=describe_table(connection, table)
                )

    return reference


def _model_assets() -> dg.AssetsDefinition:
    specs = [
        dg.AssetSpec(
            model.name,
            deps=sorted(model.inputs),
            group_name=model.folder,
            description=model.description,
            kinds={"duckdb", "sql"},
        )
        for model in read_models().values()
    ]

    @dg.multi_asset(name="model", specs=specs, can_subset=True)
    def model(
        context: dg.AssetExecutionContext,
        warehouse: Warehouse,
    ) -> Iterator[dg.MaterializeResult]:
        selected = {key.to_user_string() for key in context.selected_asset_keys}
        connection = warehouse.connection
        with transaction(connection):
            for table in build_tables(connection, selected):
                yield dg.MaterializeResult(
                    asset_key=table, metadata=describe_table(connection, table)
                )

    return model
