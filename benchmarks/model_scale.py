"""What many figures cost the model, beside the leanest script for the same results.

The model is what ``sql/`` makes of the raw tables. The script is ``lean_model/``: all
words are enumerations, nothing is kept that no result needs, and no table is made for
anybody to look at. Each side builds in a process of its own, in turn, within the same
memory. What the row suites would set apart is told beforehand, and counts for neither.
"""

import json
import resource
import shutil
import subprocess
import sys
import tempfile
from argparse import ArgumentParser, Namespace
from pathlib import Path
from statistics import median

import duckdb
from duckdb import DuckDBPyConnection

from benchmarks.synthetic_figures import write_raw_tables
from pipelines.model.sql_files import (
    build_tables,
    lineage,
    load_macros,
    load_reference_tables,
    read_models,
)
from pipelines.settings import REVIEW_THRESHOLD
from pipelines.tables import set_review_threshold
from pipelines.validate.quarantine import QUARANTINES
from pipelines.working_database import tune

FOLDER = Path(__file__).parent
LEAN = FOLDER / "lean_model"
QUARANTINE = FOLDER / "model_scale"
# Numbers that stand for words are each side's own.
OWN_KEYS = ("fact_id", "series_id", "inventory_id")


def main() -> int:
    """Build on both sides, compare what they made, and say what it cost."""
    wish = _read_arguments()
    if wish.side:
        print(json.dumps(_build(wish.side, Path(wish.file), wish.memory_mb)))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        raw = Path(wish.file) if wish.file else Path(folder) / "raw.duckdb"
        if not wish.file:
            write_raw_tables(raw, wish.figures, wish.seed)
        prepared = Path(folder) / "prepared.duckdb"
        _set_apart(raw, prepared, wish.memory_mb)
        sides = ("model",) if wish.only_model else ("model", "lean")
        costs = _measure(sides, prepared, wish)
        for side in sides:
            print(_told(side, costs[side]))
        if wish.only_model:
            return 0
        ratio = _cpu(costs["model"]) / _cpu(costs["lean"])
        print(f"the model takes {ratio:.2f} times the CPU of the script")
        return _compare(*(_result(prepared, side) for side in sides))


def _read_arguments() -> Namespace:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--figures", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--memory-mb", type=int, default=600)
    parser.add_argument("--file", help="raw tables that were made before")
    parser.add_argument("--only-model", action="store_true")
    parser.add_argument("--side", choices=["model", "lean"], help="used by itself")
    return parser.parse_args()


def open_database(file: Path, memory_mb: int) -> DuckDBPyConnection:
    """Open a database as a run does."""
    connection = duckdb.connect(file)
    connection.execute("set enable_progress_bar = false")
    connection.execute("set threads = 2")
    tune(connection, memory_mb)
    set_review_threshold(connection, REVIEW_THRESHOLD)
    load_macros(connection)
    return connection


def _set_apart(raw: Path, prepared: Path, memory_mb: int) -> None:
    """Copy the raw tables, and say which rows the row suites would set apart."""
    staged = prepared.with_name("staged.duckdb")
    shutil.copy(raw, staged)
    with open_database(staged, memory_mb) as connection:
        load_reference_tables(connection)
        list(build_tables(connection, lineage(QUARANTINES.values())))
        found = {
            name: connection.execute(
                (QUARANTINE / f"{name}.sql").read_text(encoding="utf-8")
            ).fetchall()
            for name in QUARANTINES
        }
    staged.unlink()
    shutil.copy(raw, prepared)
    with open_database(prepared, memory_mb) as connection:
        load_reference_tables(connection)
        for name, rows in found.items():
            key = name.replace("quarantine", "").strip("_") + "_id"
            connection.execute(
                f"create table {name} as select unnest(?::varchar[]) as {key}",
                [[key for (key,) in rows]],
            )


def _result(prepared: Path, side: str) -> Path:
    return prepared.with_name(f"{side}.duckdb")


def _measure(
    sides: tuple[str, ...], prepared: Path, wish: Namespace
) -> dict[str, list[dict[str, float]]]:
    costs: dict[str, list[dict[str, float]]] = {side: [] for side in sides}
    for _ in range(wish.repeats):
        for side in sides:
            _result(prepared, side).with_suffix(".duckdb.wal").unlink(missing_ok=True)
            shutil.copy(prepared, _result(prepared, side))
            done = subprocess.run(  # noqa: S603  (our own arguments)
                [
                    sys.executable,
                    "-m",
                    "benchmarks.model_scale",
                    "--side",
                    side,
                    "--file",
                    str(_result(prepared, side)),
                    "--memory-mb",
                    str(wish.memory_mb),
                ],
                check=True,
                cwd=FOLDER.parent,
                stdout=subprocess.PIPE,
                text=True,
            )
            costs[side].append(json.loads(done.stdout))
    return costs


def _build(side: str, file: Path, memory_mb: int) -> dict[str, float]:
    """Build all tables of one side, and say what this process has used for it."""
    with open_database(file, memory_mb) as connection:
        started = cpu_used()
        if side == "model":
            list(build_tables(connection, read_models().keys()))
        else:
            for script in sorted(LEAN.glob("*.sql")):
                connection.execute(script.read_text(encoding="utf-8"))
        connection.execute("checkpoint")
        cpu = cpu_used() - started
    return {"cpu": cpu, "peak_mb": _peak_mb()}


def _peak_mb() -> float:
    # What getrusage tells is at least the peak of the process that started this one.
    [line] = [
        line
        for line in Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
        if line.startswith("VmHWM")
    ]
    return int(line.split()[1]) / 1000


def cpu_used() -> float:
    """Seconds of CPU that this process has used."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def _cpu(costs: list[dict[str, float]]) -> float:
    return median(cost["cpu"] for cost in costs)


def _told(side: str, costs: list[dict[str, float]]) -> str:
    peak = max(cost["peak_mb"] for cost in costs)
    return f"{side:<8}{_cpu(costs):8.1f} s of CPU{peak:10.0f} MB at most"


def _compare(model: Path, lean: Path) -> int:
    """Hold every table that the script makes against the model's, row by row."""
    different = 0
    with duckdb.connect() as connection:
        connection.execute("set enable_progress_bar = false")
        connection.execute(f"attach '{model}' as model (read_only)")
        connection.execute(f"attach '{lean}' as lean (read_only)")
        tables = connection.execute(
            """
            select table_name, list(column_name order by column_index)
            from duckdb_columns()
            where
                database_name = 'lean'
                and regexp_matches(table_name, '^(fact|metric)_')
            group by table_name
            order by table_name
            """
        ).fetchall()
        for table, columns in tables:
            asked = ", ".join(name for name in columns if name not in OWN_KEYS)
            [(rows, wrong)] = connection.execute(
                f"""
                with
                model_rows as (select {asked} from model.{table}),
                lean_rows as (select {asked} from lean.{table})
                select
                    (select count(*) from model_rows),
                    (select count(*) from (
                        (from model_rows except all from lean_rows)
                        union all
                        (from lean_rows except all from model_rows)
                    ))
                """
            ).fetchall()
            different += wrong
            verdict = "equal" if not wrong else f"{wrong:,} rows differ"
            print(f"{table:<28}{rows:>12,} rows  {verdict}")
    return int(different > 0)


if __name__ == "__main__":
    sys.exit(main())
