"""What all suites together cost on many figures, beside building what they check.

As in a run: one database within its memory, the row suites that set rows apart before
facts are made, and all others after the last metric, held against a release that says
the same. Importing Great Expectations is paid once, before either.
"""

import shutil
import sys
import tempfile
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import great_expectations  # noqa: F401  (so that its import counts for neither side)
from duckdb import DuckDBPyConnection

from benchmarks.model_scale import cpu_used, open_database
from benchmarks.synthetic_figures import write_raw_tables
from pipelines.ingest.intake import AUDIT_COLUMNS
from pipelines.model.sql_files import (
    build_tables,
    lineage,
    load_reference_tables,
    read_models,
)
from pipelines.publish.audit_run import append_audit_run
from pipelines.schema import load_schema
from pipelines.validate.last_release import last_release
from pipelines.validate.quarantine import QUARANTINES, build_quarantine
from pipelines.validate.suite_runs import run_suites
from pipelines.validate.suites import guarded_tables, load_suite

SLOWEST_SHOWN = 5


def main() -> int:
    """Build and check everything, and say what both have cost."""
    wish = _read_arguments()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "working.duckdb"
        if wish.file:
            shutil.copy(wish.file, file)
        else:
            write_raw_tables(file, wish.figures, wish.seed)
        with open_database(file, wish.memory_mb) as connection:
            model, row_suites = _build(connection)
        published = file.with_name("published.duckdb")
        shutil.copy(file, published)
        with open_database(file, wish.memory_mb) as connection:
            suites = _check(connection, published)
    checked = row_suites + sum(suites.values())
    print(f"model{model:10.1f} s of CPU")
    print(f"suites{checked:9.1f} s of CPU, {checked / model:.2f} times the model's")
    print(f"of these, rows to set apart: {row_suites:.1f} s")
    slowest = sorted(suites.items(), key=lambda each: -each[1])[:SLOWEST_SHOWN]
    print("then", ", ".join(f"{table} {cpu:.1f} s" for table, cpu in slowest))
    return int(checked > model)


def _read_arguments() -> Namespace:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--figures", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--memory-mb", type=int, default=600)
    parser.add_argument("--file", help="raw tables that were made before")
    return parser.parse_args()


def _build(connection: DuckDBPyConnection) -> tuple[float, float]:
    """Make all tables; return what that and the suites on its way have cost."""
    load_reference_tables(connection)
    stagings = lineage(QUARANTINES.values())
    facts = read_models().keys() - stagings
    model = _cpu_of(lambda: list(build_tables(connection, stagings)))
    row_suites = _cpu_of(lambda: build_quarantine(connection, load_schema()))
    model += _cpu_of(lambda: list(build_tables(connection, facts)))
    columns = ", ".join(f"{name} {kind}" for name, kind in AUDIT_COLUMNS.items())
    connection.execute(f"create table if not exists audit_document ({columns})")
    now = datetime.now(UTC)
    append_audit_run(connection, "before", now, now, "published")
    connection.execute("checkpoint")
    return model, row_suites


def _check(connection: DuckDBPyConnection, published: Path) -> dict[str, float]:
    """Run each table's suite, and return what it has cost."""
    schema = load_schema()
    costs: dict[str, float] = {}
    with last_release(connection, published):
        for table in guarded_tables(schema):
            suite = load_suite(table, schema[table])
            costs[table] = _cpu_of(lambda: run_suites(connection, [suite]))  # noqa: B023
    return costs


def _cpu_of(work: Callable[[], object]) -> float:
    before = cpu_used()
    work()
    return cpu_used() - before


if __name__ == "__main__":
    sys.exit(main())
