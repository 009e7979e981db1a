"""The suites as Dagster sees them: an asset that sets rows apart, and blocking checks.

Whatever the outcome, it is recorded before Dagster is told, because a blocking check
ends the run.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import dagster as dg

from pipelines.markdown import markdown_table
from pipelines.publish.audit_run import create_run_tables
from pipelines.schema import TableSchema, load_schema
from pipelines.tables import describe_table
from pipelines.validate.audit import record_outcomes
from pipelines.validate.data_docs import write_data_docs
from pipelines.validate.last_release import last_release_of
from pipelines.validate.quarantine import (
    CORRECTIONS,
    QUARANTINES,
    build_quarantine,
    staging_suites,
    unmatched_reviews,
)
from pipelines.validate.suite_runs import Outcome, run_suites
from pipelines.validate.suites import (
    NO_LOSS,
    Suite,
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

#: The run's tag that says where its Data Docs lie.
DOCS_TAG = "scopebook/data_docs"

#: Of which asset the suite of each staging table is a check.
CHECKED = (*QUARANTINES.items(), ("quarantine_figure", CORRECTIONS))


def load_quarantine(
    schema: Mapping[str, TableSchema] | None = None,
) -> dg.AssetsDefinition:
    """Make the asset that sets failing rows apart before facts are built."""
    tables = schema or load_schema()

    @dg.multi_asset(
        specs=[
            dg.AssetSpec(
                quarantine,
                deps=[staging, "stg_review", CORRECTIONS],
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
            for quarantine, staging in CHECKED
        ],
    )
    def quarantine(
        context: dg.AssetExecutionContext, warehouse: Warehouse
    ) -> Iterator[dg.MaterializeResult | dg.AssetCheckResult]:
        connection = warehouse.connection
        outcomes = build_quarantine(connection, tables)
        docs = _record(
            context.instance,
            warehouse,
            context.run_id,
            staging_suites(tables),
            outcomes,
        )
        for warning in unmatched_reviews(connection):
            context.log.warning(warning)
        for asset in QUARANTINES:
            yield dg.MaterializeResult(
                asset_key=asset, metadata=describe_table(connection, asset)
            )
        for asset, staging in CHECKED:
            yield to_check_result(asset, staging, outcomes, docs)

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
        create_run_tables(warehouse.connection)
        suites = [load_suite(table, tables[table]) for table in checked]
        with last_release_of(warehouse.connection, warehouse.path):
            outcomes = run_suites(warehouse.connection, suites)
        if warehouse.accept_loss:
            outcomes = [_with_loss_accepted(outcome) for outcome in outcomes]
        docs = _record(
            context.instance, warehouse, context.run.run_id, suites, outcomes
        )
        for table in checked:
            yield to_check_result(table, table, outcomes, docs)

    return suite_checks


def to_check_result(
    asset: str, table: str, outcomes: Sequence[Outcome], docs: Path
) -> dg.AssetCheckResult:
    """Say in Dagster's words how a table's suite went; its page lies in ``docs``."""
    of_table = [outcome for outcome in outcomes if outcome.table == table]
    failures = [outcome for outcome in of_table if not outcome.has_passed]
    stops = any(failure.severity == "critical" for failure in failures)
    return dg.AssetCheckResult(
        asset_key=asset,
        check_name=suite_name(table),
        passed=not failures,
        severity=dg.AssetCheckSeverity.ERROR if stops else dg.AssetCheckSeverity.WARN,
        description=_summarize(of_table, failures),
        metadata={
            "data_docs": dg.MetadataValue.path(docs / f"{suite_name(table)}.html"),
            **{failure.expectation: _explain(failure) for failure in failures},
        },
    )


def _record(
    instance: dg.DagsterInstance,
    warehouse: Warehouse,
    run_id: str,
    suites: Sequence[Suite],
    outcomes: Sequence[Outcome],
) -> Path:
    """Keep outcomes as rows and as pages, and link the run to these; say where."""
    record_outcomes(warehouse.connection, run_id, outcomes)
    index = write_data_docs(
        warehouse.connection, warehouse.path, run_id, suites, outcomes
    )
    instance.add_run_tags(run_id, {DOCS_TAG: str(index)})
    return index.parent


def _with_loss_accepted(outcome: Outcome) -> Outcome:
    if outcome.expectation != NO_LOSS:
        return outcome
    return replace(outcome, severity="warning")


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
