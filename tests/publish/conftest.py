"""What tests of the publish stage use: a small working database in its folder."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

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
