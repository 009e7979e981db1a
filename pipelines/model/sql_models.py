"""Turns each file under ``sql/`` into the asset that builds the table of that name.

All files are one multi-asset on the run's one connection: a table costs a statement.
Each is committed by itself, because what is not committed stays in memory: nobody reads
the working database before the last is made.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import dagster as dg
import duckdb

from pipelines.errors import WarehouseMemoryError
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
        with _memory_errors(warehouse.memory_mb):
            for table in build_tables(connection, selected):
                yield dg.MaterializeResult(
                    asset_key=table, metadata=describe_table(connection, table)
                )

    return model


@contextmanager
def _memory_errors(memory_mb: int) -> Iterator[None]:
    """Say what to do where DuckDB may not take the memory that a table needs."""
    try:
        yield
    except duckdb.OutOfMemoryException as error:
        message = (
            f"The model needs more than the {memory_mb} MB of memory that it may take "
            f"({str(error).splitlines()[0]}). Allow more with SCOPEBOOK_MEMORY_MB; "
            "about 600 do for each million figures."
        )
        raise WarehouseMemoryError(message) from error
