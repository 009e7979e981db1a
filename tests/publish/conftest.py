"""What tests of the publish stage use: a small working database in its folder."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from pipelines.empty_warehouse import create_empty_warehouse
from pipelines.publish.release import publish_release

TABLES = """
    create table fact_figure (figure_id varchar, amount decimal(28, 6), note varchar);
    insert into fact_figure values ('f_1', 2320000, null), ('f_2', 1419000, 'NULL');
    comment on table fact_figure is 'Every accepted figure.';
    create table fact_best_figure as
    select
        'ghg_emissions_gross' as measure,
        'tCO2e' as canonical_unit,
        unnest([100, 200, 400]) as amount;
    create table quarantine_figure (figure_id varchar);
    create table raw_figure as select unnest(['f_1', 'f_2']) as figure_id;
    create table metric_claim_check as
    select unnest(['confirmed', 'confirmed', 'contradicted']) as verdict;
    create table audit_document as
    select
        unnest(['run-1', 'run-1', 'run-1', 'run-2']) as run_id,
        unnest(['read', 'read', 'unchanged', 'unchanged']) as status;
"""


@pytest.fixture
def warehouse_folder(tmp_path: Path) -> Path:
    """Name a warehouse folder that is a test's own."""
    folder = tmp_path / "warehouse"
    folder.mkdir()
    return folder


@pytest.fixture
def working(warehouse_folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a working database with a few tables of each kind."""
    with duckdb.connect(warehouse_folder / "working.duckdb") as connection:
        connection.execute(TABLES)
        yield connection


#: Rows from which every kind of file has something to tell: hostile text, lists, nulls.
RICH_ROWS = r"""
    insert into dim_company by name
    select 'acme' as company_id, '=cmd|''/c calc''!A0' as name,
        '12-31' as fiscal_year_end,
        'operational_control' as boundary;
    insert into dim_org_unit by name
    select 'acme' as company_id, 'group' as org_unit_id, '@Acme, "the" Group' as name;
    insert into dim_fiscal_year by name
    select 'acme' as company_id, unnest([2022, 2023]) as fiscal_year,
        unnest(['FY2022', 'FY2023']) as label,
        unnest([date '2022-12-31', date '2023-12-31']) as period_end;
    insert into dim_document by name
    select 'd_1' as document_id, 'acme' as company_id, 'Report' as title,
        'Acme' as publisher, 'issuer_report' as source_kind, 'acme/report.pdf' as path,
        'https://acme.example/report.pdf' as url, date '2024-03-01' as known_from,
        'pdf' as reader, '1' as reader_version,
        'Acme, CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/)' as attribution;
    insert into raw_document by name
    select 'd_1' as document_id, 'acme/report.pdf' as path, 10 as size_bytes,
        'pdf' as reader, '1' as reader_version;
    insert into fact_figure by name
    select unnest(['f_1', 'f_2']) as figure_id,
        unnest([9007199254740993, 2]) as fact_id,
        1 as series_id, 'd_1' as document_id, 'acme' as company_id,
        'group' as org_unit_id, 'operational_control' as boundary,
        'ghg_emissions_gross' as measure, 'scope_1' as scope,
        unnest([2023, 2022]) as fiscal_year,
        unnest([date '2023-12-31', date '2022-12-31']) as period_end,
        'number' as value_kind, unnest([-5.25, 1000000]) as amount,
        unnest([-5.25, 1000000]) as low, unnest([-5.25, 1000000]) as high,
        'tCO2e' as canonical_unit, date '2024-03-01' as known_from, 'acme' as source,
        0 as source_rank, 'reference' as unit_decided_by,
        unnest(['-5.25', '1,000,000']) as value_text, 'tCO2e' as unit_text,
        1.00 as confidence;
    insert into fact_emissions by name
    select fact_id, company_id, org_unit_id, boundary, measure, scope, fiscal_year,
        period_end, amount as amount_tco2e, low as low_tco2e, high as high_tco2e,
        figure_id, document_id, 'only' as choice,
        'The only statement.' as choice_reason,
        1 as source_count, false as is_restated
    from fact_figure;
    insert into metric_change by name
    select 1 as series_id, 'acme' as company_id, 'group' as org_unit_id,
        'operational_control' as boundary, 'ghg_emissions_gross' as measure,
        'scope_1' as scope, 2023 as fiscal_year, 2022 as prior_fiscal_year,
        date '2023-01-01' as period_start, date '2023-12-31' as period_end,
        'tCO2e' as unit, 'latest' as vintage, -5.25 as amount, 1000000 as prior_amount,
        -1000005.25 as change_amount, -100.0005 as change_pct,
        true as is_like_for_like, ['f_1', 'f_2'] as figure_ids;
"""


@pytest.fixture(scope="session")
def rich_release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Publish a release with every table and view, and a few rows of each kind."""
    folder = tmp_path_factory.mktemp("rich") / "warehouse"
    with duckdb.connect() as connection:
        create_empty_warehouse(connection)
        connection.execute(RICH_ROWS)
        return publish_release(connection, folder, "1a2b3c4d-rich").folder
