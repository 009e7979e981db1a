"""The suites as Dagster sees them: an asset that sets rows apart, and blocking checks.

Whatever the outcome, it is recorded before Dagster is told, because a blocking check
ends the run.
"""

from collections.abc import Iterator, Mapping, Sequence

import dagster as dg

from pipelines.markdown import markdown_table
from pipelines.schema import TableSchema, load_schema
from pipelines.tables import describe_table
from pipelines.validate.audit import record_outcomes
from pipelines.validate.quarantine import (
    QUARANTINES,
    build_quarantine,
    unmatched_reviews,
)
from pipelines.validate.suite_runs import Outcome, run_suites
from pipelines.validate.suites import (
    describe_suite,
    guarded_tables,
    load_suite,
    suite_name,
)
from pipelines.warehouse import Warehouse

DESCRIPTIONS = {
    "quarantine_figure": "Figures that fail an expectation, as printed, and why.",
    "quarantine_claim": "Claims that fail an expectation, as printed, and why.",
}


def load_quarantine(
    schema: Mapping[str, TableSchema] | None = None,
) -> dg.AssetsDefinition:
    """Make the asset that sets failing rows apart before facts are built."""
    tables = schema or load_schema()

    @dg.multi_asset(
        specs=[
            dg.AssetSpec(
                quarantine,
                deps=[staging, "stg_review"],
                description=DESCRIPTIONS[quarantine],
                group_name="validate",
                kinds={"duckdb"},
            )
            for quarantine, staging in QUARANTINES.items()
        ],
        check_specs=[
            dg.AssetCheckSpec(
                suite_name(staging),
                asset=quarantine,
                description=describe_suite(staging),
                blocking=True,
            )
            for quarantine, staging in QUARANTINES.items()
        ],
    )
    def quarantine(
        context: dg.AssetExecutionContext, warehouse: Warehouse
    ) -> Iterator[dg.MaterializeResult | dg.AssetCheckResult]:
        connection = warehouse.connection
        outcomes = build_quarantine(connection, tables)
        record_outcomes(connection, context.run_id, outcomes)
        for warning in unmatched_reviews(connection):
            context.log.warning(warning)
        for asset in QUARANTINES:
            yield dg.MaterializeResult(
                asset_key=asset, metadata=describe_table(connection, asset)
            )
        for asset, staging in QUARANTINES.items():
            yield to_check_result(asset, staging, outcomes)

    return quarantine


def load_suite_checks(
    schema: Mapping[str, TableSchema] | None = None,
) -> dg.AssetChecksDefinition:
    """Make one blocking check of the suite of every dimension, fact and metric."""
    tables = schema or load_schema()

    @dg.multi_asset_check(
        specs=[
            dg.AssetCheckSpec(
                suite_name(table),
                asset=table,
                description=describe_suite(table),
                # What a table refers to must be there before that can be checked.
                additional_deps=sorted(_referred_tables(tables[table])),
                blocking=True,
            )
            for table in guarded_tables(tables)
        ],
        can_subset=True,
    )
    def suite_checks(
        context: dg.AssetCheckExecutionContext, warehouse: Warehouse
    ) -> Iterator[dg.AssetCheckResult]:
        checked = sorted(
            key.asset_key.to_user_string() for key in context.selected_asset_check_keys
        )
        outcomes = run_suites(
            warehouse.connection,
            [load_suite(table, tables[table]) for table in checked],
        )
        record_outcomes(warehouse.connection, context.run.run_id, outcomes)
        for table in checked:
            yield to_check_result(table, table, outcomes)

    return suite_checks


def to_check_result(
    asset: str, table: str, outcomes: Sequence[Outcome]
) -> dg.AssetCheckResult:
    """Say in Dagster's words how the suite of one table went."""
    of_table = [outcome for outcome in outcomes if outcome.table == table]
    failures = [outcome for outcome in of_table if not outcome.has_passed]
    stops = any(failure.severity == "critical" for failure in failures)
    return dg.AssetCheckResult(
        asset_key=asset,
        check_name=suite_name(table),
        passed=not failures,
        severity=dg.AssetCheckSeverity.ERROR if stops else dg.AssetCheckSeverity.WARN,
        description=_summarize(of_table, failures),
        metadata={failure.expectation: _explain(failure) for failure in failures},
    )


def _referred_tables(schema: TableSchema) -> set[str]:
    return {table for table, _ in schema.references.values()} - {schema.name}


def _summarize(outcomes: Sequence[Outcome], failures: Sequence[Outcome]) -> str:
    if not failures:
        return f"All {len(outcomes)} expectations hold."
    told = "; ".join(f"{each.expectation} ({each.failed})" for each in failures)
    return f"{len(failures)} of {len(outcomes)} expectations failed: {told}."


def _explain(failure: Outcome) -> dg.MarkdownMetadataValue:
    shown = len(failure.examples)
    told = f"{failure.description}\n\n{failure.failed} failed, of {failure.checked}"
    more = f"; the first {shown}" if failure.failed > shown else ""
    return dg.MetadataValue.md(
        f"{told} ({failure.severity}){more}:\n\n{markdown_table(failure.examples)}"
    )
