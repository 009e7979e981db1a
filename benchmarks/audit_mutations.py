"""How many mistakes the audit notices: one at a time, made in the bundled figures.

The raw tables are read once. For each mistake one of their rows is changed as a typist
or a reader would have got it wrong, all tables are built and all suites run as a run
does, and what they say is held against what they say of the clean data. The kinds, the
questions that count as a report, and what is known to be wrong in the clean data are
lists under ``audit_mutations/``.
"""

import sys
import time
import tomllib
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
from duckdb import DuckDBPyConnection

from benchmarks.audit_mutations_kinds import Mutation, draw_mutations, read_world
from pipelines.ingest.archive import ReportArchive
from pipelines.ingest.intake import ingest_documents
from pipelines.model.sql_files import (
    build_tables,
    load_macros,
    load_reference_tables,
    read_models,
)
from pipelines.publish.audit_run import append_audit_run
from pipelines.schema import load_schema
from pipelines.settings import REVIEW_THRESHOLD
from pipelines.tables import set_review_threshold
from pipelines.validate.last_release import last_release
from pipelines.validate.quarantine import QUARANTINES, build_quarantine
from pipelines.validate.suite_runs import Outcome, run_suites
from pipelines.validate.suites import guarded_tables, load_suite

LISTS = Path(__file__).with_suffix("")
PROJECT = Path(__file__).parents[1]
PAGE = PROJECT / "docs" / "audit.md"
MARKS = ("<!-- mutations: start -->", "<!-- mutations: end -->")
CLASSES = ("stopped", "quarantined", "reported", "compared", "missed")
# Warnings of these expectations need a release that had the figure as it was printed.
_COMPARED = "_of_the_last_release"
LEAST_NOTICED_PCT = 90
# A row of a sheet is a figure and a stated change, and gets both wrong.
_SHARED_WORDS = ("company", "org_unit", "measure", "scope", "period")


@dataclass
class Alarms:
    """All that the audit says of one state of the data."""

    stops: set[str] = field(default_factory=set)
    set_apart: set[tuple[str, str]] = field(default_factory=set)
    warnings: dict[str, int] = field(default_factory=dict)
    questions: set[tuple[str, tuple[Any, ...]]] = field(default_factory=set)


@dataclass(frozen=True)
class Verdict:
    """How one mistake was noticed, if it was, and by what."""

    kind: str
    mutation: Mutation
    noticed: str
    by: tuple[str, ...]


def main() -> int:
    """Make the mistakes, print how they were noticed, and say whether that will do."""
    wish = _read_arguments()
    with TemporaryDirectory() as folder:
        file = Path(folder) / "clean.duckdb"
        prepare(file)
        verdicts, false_alarms = _check(file, wish)
    table = _table(verdicts)
    noticed_pct = _noticed_pct(verdicts, ("missed",))
    told = (
        f"{len(verdicts)} mistakes: {noticed_pct:.1f} % noticed, "
        f"{_noticed_pct(verdicts, ('compared', 'missed')):.1f} % without the last "
        f"release; {len(false_alarms)} false alarms on the clean data."
    )
    print("\n".join([table, "", told, *false_alarms]))
    if wish.missed:
        _print_cases(verdicts)
    if wish.write:
        write_page(PAGE, f"{table}\n\n{told}")
    return int(noticed_pct < LEAST_NOTICED_PCT or bool(false_alarms))


def _noticed_pct(verdicts: list[Verdict], others: tuple[str, ...]) -> float:
    noticed = [each for each in verdicts if each.noticed not in others]
    return 100 * len(noticed) / len(verdicts)


def _read_arguments() -> Namespace:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=10, help="mistakes of each kind")
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument(
        "--kind", action="append", help="only this kind; may be repeated"
    )
    parser.add_argument("--write", action="store_true", help="write docs/audit.md")
    parser.add_argument(
        "--missed", action="store_true", help="tell each mistake's fate"
    )
    parser.add_argument(
        "--witnessed",
        action="store_true",
        help="only in figures of which another document, a total or a change speaks",
    )
    return parser.parse_args()


def prepare(file: Path) -> None:
    """Read the bundled reports, and build the warehouse that the last run published."""
    with duckdb.connect(file) as connection, TemporaryDirectory() as raw:
        connection.execute("set enable_progress_bar = false")
        archive = ReportArchive(folder=str(PROJECT / "reports"))
        ingest_documents(archive, connection, Path(raw), "before")
        _build(connection)
        now = datetime.now(UTC)
        append_audit_run(connection, "before", now, now, "published")


def read_list(name: str) -> list[dict[str, Any]]:
    """Read one of the lists: kinds, reports or known alarms."""
    entries: list[dict[str, Any]]
    [entries] = tomllib.loads((LISTS / name).read_text(encoding="utf-8")).values()
    return entries


def _check(file: Path, wish: Namespace) -> tuple[list[Verdict], list[str]]:
    # Both processes are made of this one, with what takes seconds to import.
    import great_expectations  # noqa: F401

    read_models()
    with duckdb.connect(file, read_only=True) as connection:
        world = read_world(connection, is_witnessed=wish.witnessed)
    clean = audit(file)
    kinds = wish.kind or [kind["name"] for kind in read_list("kinds.toml")]
    cases = [
        (file, clean, kind, mutation)
        for kind in kinds
        for mutation in draw_mutations(world, kind, wish.count, wish.seed)
    ]
    started = time.perf_counter()
    verdicts: list[Verdict] = []
    with get_context("fork").Pool(wish.processes) as pool:
        for verdict in pool.imap(_judge_case, cases):
            verdicts.append(verdict)
            if len(verdicts) % 20 == 0:
                seconds = time.perf_counter() - started
                print(f"{len(verdicts)} of {len(cases)}, {seconds:.0f} s", flush=True)
    return verdicts, find_false_alarms(clean)


def audit(file: Path, mutation: Mutation | None = None) -> Alarms:
    """Build and check everything after one mistake, or after none."""
    with duckdb.connect() as connection:
        connection.execute("set enable_progress_bar = false; set threads = 1")
        _take_over(connection, file)
        if mutation is not None:
            make_mistake(connection, mutation)
        outcomes = _build(connection)
        schema = load_schema()
        suites = [load_suite(table, schema[table]) for table in guarded_tables(schema)]
        with last_release(connection, file):
            outcomes += run_suites(connection, suites)
        return _alarms(connection, outcomes)


def _take_over(connection: DuckDBPyConnection, file: Path) -> None:
    """Copy what was read, and what the last run left to be held against."""
    connection.execute(f"attach '{file}' as clean (read_only)")
    tables = connection.execute(
        """
        select table_name from duckdb_tables()
        where database_name = 'clean' and regexp_matches(table_name, '^(raw|audit)_')
        """
    ).fetchall()
    for (table,) in tables:
        connection.execute(f"create table {table} as from clean.{table}")
    connection.execute("detach clean")


def make_mistake(connection: DuckDBPyConnection, mutation: Mutation) -> None:
    """Change one row of a raw table, or add one."""
    table, changes = mutation.table, mutation.changes
    if mutation.is_added:
        names, places = ", ".join(changes), ", ".join("?" for _ in changes)
        connection.execute(
            f"insert into {table} ({names}) values ({places})", [*changes.values()]
        )
        return
    key = f"{table.removeprefix('raw_')}_id"
    _update(connection, table, key, mutation.key, changes)
    shared = {
        name: value for name, value in changes.items() if name.startswith(_SHARED_WORDS)
    }
    if table == "raw_figure" and shared:
        _update(connection, "raw_claim", key, mutation.key, shared)


def _update(
    connection: DuckDBPyConnection,
    table: str,
    key: str,
    value: str,
    changes: dict[str, Any],
) -> None:
    assigned = ", ".join(f"{name} = ?" for name in changes)
    connection.execute(
        f"update {table} set {assigned} where {key} = ?", [*changes.values(), value]
    )


def _build(connection: DuckDBPyConnection) -> list[Outcome]:
    """Make all tables of the raw ones, as a run does, and check the staging tables."""
    set_review_threshold(connection, REVIEW_THRESHOLD)
    load_macros(connection)
    load_reference_tables(connection)
    after = _after_quarantine()
    list(build_tables(connection, read_models().keys() - after))
    outcomes = build_quarantine(connection, load_schema())
    list(build_tables(connection, after))
    return outcomes


@cache
def _after_quarantine() -> frozenset[str]:
    after = set(QUARANTINES)
    for name, model in read_models().items():
        if model.inputs & after:
            after.add(name)
    return frozenset(after)


def _alarms(connection: DuckDBPyConnection, outcomes: Iterable[Outcome]) -> Alarms:
    alarms = Alarms()
    for outcome in outcomes:
        name = f"{outcome.table}.{outcome.expectation}"
        if outcome.has_passed:
            continue
        if outcome.severity == "critical":
            alarms.stops.add(name)
        elif outcome.severity == "quarantine":
            alarms.set_apart |= {(name, key) for key in outcome.keys}
        elif outcome.severity == "warning":
            alarms.warnings[name] = outcome.failed
    for report in read_list("reports.toml"):
        name = f"{report['table']}: {report['says']}"
        keys = ", ".join(report["key"])
        rows = connection.execute(
            f"select {keys} from {report['table']} where {report['condition']}"
        ).fetchall()
        alarms.questions |= {(name, row) for row in rows}
    return alarms


def _judge_case(case: tuple[Path, Alarms, str, Mutation]) -> Verdict:
    file, clean, kind, mutation = case
    return Verdict(kind, mutation, *judge(clean, _alarms_of(file, mutation)))


def _alarms_of(file: Path, mutation: Mutation) -> Alarms:
    try:
        return audit(file, mutation)
    except (duckdb.Error, RuntimeError) as error:
        # A run that breaks publishes nothing either.
        return Alarms(stops={f"the run broke: {str(error).splitlines()[0]}"})


def judge(clean: Alarms, alarms: Alarms) -> tuple[str, tuple[str, ...]]:
    """Say how a mistake was noticed, in the strongest manner, and by what."""
    warned = {
        name
        for name, failed in alarms.warnings.items()
        if failed > clean.warnings.get(name, 0)
    }
    found = {
        "stopped": alarms.stops - clean.stops,
        "quarantined": {name for name, _ in alarms.set_apart - clean.set_apart},
        "reported": {name for name in warned if not name.endswith(_COMPARED)}
        | {name for name, _ in alarms.questions - clean.questions},
        "compared": warned,
    }
    noticed = next((name for name in CLASSES if found.get(name)), "missed")
    return noticed, tuple(sorted(found.get(noticed, ())))


def find_false_alarms(clean: Alarms) -> list[str]:
    """Say what the clean data is blamed for that is not known to be so."""
    known = {each["expectation"]: each for each in read_list("known.toml")}
    counts = dict(clean.warnings)
    for name, _ in clean.set_apart:
        counts[name] = counts.get(name, 0) + 1
    told = [f"false alarm: {name} stops the clean data" for name in sorted(clean.stops)]
    for name, count in sorted(counts.items()):
        entry = known.get(name, {"rows": 0})
        spare = count - entry.get("rows", count)
        told += [f"false alarm: {name} blames a row not known to be wrong"] * spare
    return told


def _table(verdicts: list[Verdict]) -> str:
    lines = [
        "| kind of mistake | " + " | ".join(CLASSES) + " |",
        "| --- |" + " ---: |" * len(CLASSES),
    ]
    for kind in read_list("kinds.toml"):
        of_kind = [each.noticed for each in verdicts if each.kind == kind["name"]]
        if of_kind:
            lines.append(_line(kind["title"], of_kind))
    lines.append(_line("**all**", [each.noticed for each in verdicts]))
    return "\n".join(lines)


def _line(title: str, noticed: list[str]) -> str:
    counts = " | ".join(str(noticed.count(name) or "") for name in CLASSES)
    return f"| {title} | {counts} |"


def _print_cases(verdicts: list[Verdict]) -> None:
    for each in verdicts:
        print(f"{each.kind}: {each.noticed} {each.mutation} {'; '.join(each.by)}")


def write_page(page: Path, text: str) -> None:
    """Put the result between its marks in the page."""
    before, _, rest = page.read_text(encoding="utf-8").partition(MARKS[0])
    _, _, after = rest.partition(MARKS[1])
    page.write_text(
        f"{before}{MARKS[0]}\n\n{text}\n\n{MARKS[1]}{after}", encoding="utf-8"
    )


if __name__ == "__main__":
    sys.exit(main())
