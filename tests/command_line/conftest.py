"""What tests of the command line use: a small release, and the commands to ask it."""

import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from click.testing import Result
from typer.testing import CliRunner

from pipelines.command_line import app
from pipelines.publish.release import publish_release
from pipelines.publish.snapshot import current_release

#: Two years of reductions that confirm a claim, one figure that nobody can read.
TABLES = """
    create table dim_company as select 'acme' as company_id, 'Acme Corp' as name;
    create table dim_org_unit as
    select 'acme' as company_id, 'group' as org_unit_id, 'Acme Corp' as name;
    create table dim_measure as
    select 'emission_reductions' as measure, 'Emission reductions achieved' as name;
    create table dim_scope as
    select
        'scope_unspecified' as scope,
        'Scope not stated' as name,
        'unspecified' as level;
    create table dim_document as
    select
        'd_1' as document_id,
        'acme' as company_id,
        'Sustainability Report 2024' as title,
        'Acme Corp' as publisher,
        '2024-07' as published_text,
        date '2024-07-31' as known_from,
        'Acme/report-2024.csv' as path,
        'https://acme.example/2024.pdf' as url;

    create table fact_figure as
    select
        unnest(['f_2024', 'f_2023']) as figure_id,
        'd_1' as document_id,
        'acme' as company_id,
        'group' as org_unit_id,
        'operational_control' as boundary,
        'emission_reductions' as measure,
        'scope_unspecified' as scope,
        unnest([2024, 2023]) as fiscal_year,
        unnest([2320000, 1419000])::decimal(28, 6) as amount,
        'tCO2e' as canonical_unit,
        '63' as page,
        'table 2, row 4' as locator,
        null::varchar as context,
        unnest(['2.320', '1.419']) as value_text,
        'MtCO2e' as unit_text,
        'magnitude' as unit_decided_by,
        'Tonnes would be less than a single truck emits.' as unit_reason,
        null::varchar as note,
        null::varchar as correction;
    create table quarantine_figure as
    select
        'f_odd' as figure_id,
        'd_1' as document_id,
        '64' as page,
        'row 9' as locator,
        null::varchar as context,
        null::varchar as org_unit_words,
        'emissions \x1b[31m[bold]' as measure_words,
        '1' as scope_words,
        'FY2024' as period_words,
        '12' as value_text,
        'barrels' as unit_text,
        ['unit_is_known'] as expectations,
        null::varchar as correction,
        'The unit is printed and known.' as explanation;

    create table fact_claim as
    select
        'c_1' as claim_id,
        'f_2024' as figure_id,
        'd_1' as document_id,
        'acme' as company_id,
        'group' as org_unit_id,
        'operational_control' as boundary,
        'emission_reductions' as measure,
        'scope_unspecified' as scope,
        2024 as fiscal_year,
        date '2023-04-01' as period_start,
        date '2024-03-31' as period_end,
        'relative' as change_kind,
        '63' as page,
        'line 12' as locator,
        'a 63.5 percent improvement' as context,
        '63.5' as change_text,
        'percent' as change_unit_text,
        'year on year' as basis_text,
        null::varchar as note,
        null::varchar as correction;
    create table quarantine_claim as
    select
        'c_odd' as claim_id,
        'd_1' as document_id,
        '65' as page,
        'line 3' as locator,
        null::varchar as context,
        null::varchar as org_unit_words,
        'vibes' as measure_words,
        null::varchar as scope_words,
        'FY2024' as period_words,
        '10' as change_text,
        '%' as change_unit_text,
        ['measure_is_known'] as expectations,
        null::varchar as correction,
        'The measure is known.' as explanation;
    create table metric_claim_check as
    select
        'c_1' as claim_id,
        'acme' as company_id,
        'group' as org_unit_id,
        'operational_control' as boundary,
        'emission_reductions' as measure,
        'scope_unspecified' as scope,
        'scope_unspecified' as recomputed_scope,
        2024 as fiscal_year,
        2023 as prior_fiscal_year,
        'relative' as change_kind,
        '%' as change_unit,
        63.5::decimal(28, 9) as claimed_change,
        63.4954::decimal(28, 4) as recomputed_change,
        63.1::decimal(28, 4) as recomputed_low,
        63.9::decimal(28, 4) as recomputed_high,
        'confirmed' as verdict,
        null::varchar as cause,
        null::varchar as finding,
        ['f_2023', 'f_2024'] as figure_ids,
        'd_1' as document_id;
    create table metric_level as
    select
        'acme' as company_id,
        'group' as org_unit_id,
        'operational_control' as boundary,
        'emission_reductions' as measure,
        'scope_unspecified' as scope,
        date '2023-04-01' as period_start,
        date '2024-03-31' as period_end,
        2320000::decimal(28, 6) as amount,
        'tCO2e' as unit;
    create table metric_value as
    select
        'acme/group/2024/' || metric || '/scope_unspecified' as metric_id,
        'acme' as company_id,
        'group' as org_unit_id,
        'operational_control' as boundary,
        2024 as fiscal_year,
        metric,
        'scope_unspecified' as scope,
        amount::decimal(28, 6) as amount,
        unit,
        figure_ids
    from (
        values
        ('emission_reductions', 2320000, 'tCO2e', ['f_2024']),
        ('emission_reductions_change_pct', 63.4954, '%', ['f_2023', 'f_2024'])
    ) as metrics (metric, amount, unit, figure_ids);

    create table audit_document as
    select
        unnest(['run-1', 'run-1', 'run-1', 'run-0']) as run_id,
        unnest(['read', 'read', 'unreadable', 'unreadable']) as status;
    create table audit_run as
    select
        'run-1' as run_id,
        2 as documents_read,
        0 as documents_unchanged,
        2 as figures_accepted,
        1 as figures_quarantined,
        1 as claims_confirmed,
        0 as claims_contradicted,
        0 as claims_unverifiable;
"""

Ask = Callable[..., Result]


@pytest.fixture
def warehouse_folder(tmp_path: Path) -> Path:
    """Name a warehouse folder that is a test's own."""
    return tmp_path / "warehouse"


@pytest.fixture
def publish(warehouse_folder: Path) -> Callable[[str], Path]:
    """Publish a release of the tables that statements make."""

    def publish(statements: str) -> Path:
        with duckdb.connect() as connection:
            connection.execute(statements)
            return publish_release(connection, warehouse_folder, "1a2b3c4d").folder

    return publish


@pytest.fixture(scope="session")
def small_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Publish the small release once, for tests to copy."""
    folder = tmp_path_factory.mktemp("small") / "warehouse"
    with duckdb.connect() as connection:
        connection.execute(TABLES)
        publish_release(connection, folder, "1a2b3c4d")
    return folder


@pytest.fixture
def published(small_warehouse: Path, warehouse_folder: Path) -> Path:
    """Give the test a warehouse with the small release; return the release's folder."""
    shutil.copytree(small_warehouse, warehouse_folder, symlinks=True)
    return current_release(warehouse_folder)


@pytest.fixture
def ask(warehouse_folder: Path) -> Ask:
    """Call a command on the test's warehouse."""

    def ask(*arguments: str, **options: str) -> Result:
        command, *others = arguments
        return CliRunner().invoke(
            app, [command, "--warehouse", str(warehouse_folder), *others], **options
        )

    return ask
