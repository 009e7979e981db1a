"""Many readers during many publishes, and many documents with a large one in a run."""

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Event
from pathlib import Path

from benchmarks.faults import runs
from benchmarks.faults.apart import call_apart
from benchmarks.faults.small_releases import PAIR, publish_number
from benchmarks.faults.stage import Stage
from benchmarks.faults.tally import LostError, Tally, require
from pipelines.publish.snapshot import open_snapshot

#: Queries of a reader before it opens the current release anew.
_QUERIES_A_CONNECTION = 20


@dataclass
class Reading:
    """What one reader has seen: queries, mixed releases, errors, releases in all."""

    queries: int = 0
    mixed: int = 0
    errors: tuple[str, ...] = ()
    releases: int = 0


def crowded_readers(
    warehouse: Path, readers: int, publishes: int, least_queries: int
) -> Tally:
    """Read at full speed from many processes while releases are published.

    Each query is an attempt; an error or a mixture of two releases loses it.
    """
    tally = Tally(f"{readers} readers, {publishes} publishes")
    call_apart(publish_number, warehouse, 0)
    context = get_context("fork")
    is_over, answers = context.Event(), context.Queue()
    each = -(-least_queries // readers)
    processes = [
        context.Process(target=_read, args=(warehouse, each, is_over, answers))
        for _ in range(readers)
    ]
    for process in processes:
        process.start()
    for number in range(1, publishes + 1):
        call_apart(publish_number, warehouse, number)
    is_over.set()
    for _ in processes:
        seen = answers.get()
        tally.tried += seen.queries
        tally.losses += seen.errors
        tally.losses += ["a query saw two releases"] * seen.mixed
        tally.notes["releases seen by one reader at least"] = max(
            seen.releases, tally.notes["releases seen by one reader at least"]
        )
    for process in processes:
        process.join()
    return tally


def _read(warehouse: Path, least: int, is_over: Event, answers: Queue) -> None:
    seen, numbers, errors = Reading(), set(), []
    while seen.queries < least or not is_over.is_set():
        try:
            with open_snapshot(warehouse) as connection:
                for _ in range(_QUERIES_A_CONNECTION):
                    seen.queries += 1
                    [pair] = connection.execute(PAIR).fetchall()
                    seen.mixed += pair[0] != pair[1]
                    numbers.add(pair)
        except Exception as error:  # whatever it is, a reader has met it
            errors.append(f"{type(error).__name__}: {error}")
    seen.errors, seen.releases = tuple(errors), len(numbers)
    answers.put(seen)


def large_run(stage: Stage, documents: int, rows: int) -> Tally:
    """Run on many small documents and on one with many rows.

    Each document is an attempt, and the run itself; notes tell what it took.
    """
    tally = Tally(f"{documents:,} documents and {rows:,} rows")
    _write_many(stage.reports, documents)
    _write_large(stage.reports, rows)
    began = time.monotonic()
    with tally.attempt("the run"):
        run = runs.start(stage.settings, stage.log)
        peak = _peak_mb(run)
        run.wait()
        require(run.code == 0, f"ended with {run.code}: {run.said()[-1500:]}")
        tally.notes["seconds"] = round(time.monotonic() - began)
        tally.notes["MB at most, all processes"] = peak
        stage.require_release()
        found = call_apart(_count, stage.warehouse)
        # Two are the stage's own, with three figures of different years and scopes.
        require(found[0] == documents + 3, f"{found[0]:,} documents were read")
        require(found[1] >= documents + rows, f"{found[1]:,} figures were read")
        tally.notes["figures"] = found[1]
    return tally


def _write_many(reports: Path, count: int) -> None:
    head = "page,measure,scope,period,value,unit\n"
    for number in range(count):
        folder = reports / f"company-{number:05d}"
        folder.mkdir()
        line = f"1,ghg_emissions_gross,1,FY2024,{1000 + number},tCO2e\n"
        (folder / "2024-report.csv").write_text(head + line, encoding="utf-8")


def _write_large(reports: Path, rows: int) -> None:
    folder = reports / "large-company"
    folder.mkdir()
    with (folder / "2024-report.csv").open("w", encoding="utf-8") as file:
        file.write("page,org_unit,measure,scope,period,value,unit\n")
        file.writelines(_large_rows(rows))


def _large_rows(rows: int) -> Iterator[str]:
    """Give sites their emissions in fifty years."""
    for row in range(rows):
        site, year = divmod(row, 50)
        amount = 1000 + row % 977
        yield f"1,Site {site},ghg_emissions_gross,1,FY{1975 + year},{amount},tCO2e\n"


def _peak_mb(run: runs.Run) -> int:
    """Watch a run to its end; return the most memory that its group had at once."""
    page, peak = os.sysconf("SC_PAGE_SIZE"), 0
    while run.poll() is None:
        pages = 0
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                fields = stat.read_text().rpartition(")")[2].split()
            except OSError:  # it has just ended
                continue
            if int(fields[2]) == run.pid:
                pages += int(fields[21])
        peak = max(peak, pages * page)
        time.sleep(0.2)
    return peak // 1_000_000


def _count(warehouse: Path) -> tuple[int, int]:
    with open_snapshot(warehouse) as connection:
        row = connection.execute(
            "select (select count(*) from raw_document),"
            " (select count(*) from raw_figure)"
        ).fetchone()
    if row is None:
        message = "the release does not answer"
        raise LostError(message)
    return row
