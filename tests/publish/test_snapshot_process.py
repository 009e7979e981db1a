"""No query gets out of the process that answers it, nor past its limits."""

import os
import signal
import subprocess
import sys
import threading
import time

import duckdb
import pytest

from pipelines.errors import NothingPublishedError, QueryError, ReleaseError
from pipelines.publish.release import publish_release
from pipelines.publish.snapshot_messages import Limits
from pipelines.publish.snapshot_process import SnapshotProcess
from tests.conftest import PROJECT_FOLDER
from tests.publish.conftest import TABLES

LIMITS = Limits(seconds=1, memory_mb=128)
LATE = "more than 1 seconds"
LARGE = "more than 128 MB of memory"
NO_FILES = "LocalFileSystem has been disabled|disabled by configuration"


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory):
    folder = tmp_path_factory.mktemp("process") / "warehouse"
    folder.mkdir()
    with duckdb.connect() as connection:
        connection.execute(TABLES)
        publish_release(connection, folder, "1a2b3c4d")
    (folder / "secret.csv").write_text("word\nswordfish\n")
    return folder


@pytest.fixture(scope="module")
def snapshot(warehouse):
    with SnapshotProcess(warehouse, LIMITS) as process:
        yield process


def state(folder):
    return {
        path: (path.read_bytes() if path.is_file() else None, path.stat().st_mtime_ns)
        for path in folder.rglob("*")
    }


READING_FILES = [
    ("from read_csv('/etc/passwd')", NO_FILES),
    ("from read_csv('{folder}/secret.csv')", NO_FILES),
    ("from '{folder}/secret.csv'", NO_FILES),
    ("from sniff_csv('{folder}/secret.csv')", NO_FILES),
    ("from read_text('/etc/passwd')", NO_FILES),
    ("from read_blob('/etc/passwd')", NO_FILES),
    ("from read_json('{folder}/secret.csv')", NO_FILES),
    ("from parquet_scan('{folder}/secret.parquet')", NO_FILES),
    ("from parquet_metadata('{folder}/secret.parquet')", NO_FILES),
    ("from glob('{folder}/*')", NO_FILES),
    ("from read_text('file:///etc/passwd')", NO_FILES),
    ("from read_text('/proc/self/environ')", NO_FILES),
    ("from read_csv('http://127.0.0.1:1/x.csv')", "disabled|httpfs"),
    ("from read_parquet('s3://bucket/x.parquet')", "disabled|httpfs"),
    ("from sqlite_scan('{folder}/x.db', 'y')", "sqlite_scan"),
    ("select getenv('HOME')", "getenv"),
    ("from query('copy fact_figure to ''{folder}/x''')", "SELECT"),
    ("select content from read_text(getvariable('nothing'))", "NULL|null|disabled"),
]
CHANGING = [
    ("copy fact_figure to '{folder}/stolen.csv'", "COPY is not a query"),
    ("copy fact_figure to '{release}/scopebook.duckdb.wal'", "COPY is not a query"),
    ("explain analyze copy fact_figure to '{release}/scopebook.duckdb.wal'", NO_FILES),
    ("export database '{folder}/stolen'", "is not a query"),
    ("import database '{folder}'", NO_FILES),
    ("attach '{folder}/other.duckdb' as other", "ATTACH is not a query"),
    ("detach scopebook", "is not a query"),
    ("install httpfs", "LOAD is not a query"),
    ("load httpfs", "LOAD is not a query"),
    ("set memory_limit = '100GB'", "SET is not a query"),
    ("set global lock_configuration = false", "SET is not a query"),
    ("reset disabled_filesystems", "is not a query"),
    ("pragma enable_profiling", "is not a query"),
    ("call enable_logging()", "CALL is not a query"),
    ("checkpoint", "is not a query"),
    ("vacuum", "VACUUM is not a query"),
    ("create temp table t as from range(1000000000000)", "CREATE is not a query"),
    ("explain analyze create temp table t as from range(100000000)", f"{LARGE}|{LATE}"),
    ("explain analyze delete from fact_figure", "read-only"),
    ("with t as (delete from fact_figure returning *) from t", "CTE needs a SELECT"),
    ("prepare p as delete from fact_figure", "PREPARE is not a query"),
    ("begin transaction", "TRANSACTION is not a query"),
    ("select 1; drop table fact_figure", "2 statements"),
]
TAKING_MEMORY = [
    ("select string_agg(range::varchar, ',') from range(1000000000000)", LARGE),
    ("select repeat('x', 10000000000)", "maximum supported string size"),
    ("select length(repeat('x', 3000000000))", LARGE),
    ("select repeat(repeat('x', 1000000), 1000)", LARGE),
    ("select lpad('x', 1000000000, 'y')", LARGE),
    ("select list(range) from range(1000000000000)", LARGE),
    ("select range(1000000000)", LARGE),
    ("from range(1000000000) a, range(1000000000) b order by hash(a.range)", LARGE),
    ("select count(distinct range) from range(1000000000000)", f"{LARGE}|{LATE}"),
    ("select array_to_string(range(200000000), 'x')", LARGE),
    ("select repeat('x', 1000000) from range(1000000)", LARGE),
]
TAKING_TIME = [
    ("select sleep_ms(1000000)", LATE),
    (
        "with recursive t (x) as (select 1 union all select x + 1 from t) "
        "select max(x) from t",
        LATE,
    ),
    (
        "select count(*) from range(1000000) a, range(1000000) b "
        "where a.range * b.range = -1",
        f"{LATE}|{LARGE}",
    ),
]


@pytest.mark.parametrize(
    ("attack", "refusal"),
    [*READING_FILES, *CHANGING, *TAKING_MEMORY, *TAKING_TIME],
)
def test_an_attack_is_refused_in_time_and_leaves_no_trace(
    snapshot, warehouse, attack, refusal
):
    release = warehouse / "published" / "current"
    before, started = state(warehouse), time.monotonic()

    with pytest.raises(QueryError, match=refusal):
        snapshot.ask(attack.format(folder=warehouse, release=release)).fetchall()

    assert time.monotonic() - started < LIMITS.seconds + 5
    assert state(warehouse) == before
    assert snapshot.ask("select count(*) from fact_figure").fetchall() == [(2,)]


def test_a_limit_that_was_met_is_named_with_its_remedy(snapshot):
    with pytest.raises(QueryError, match="--timeout"):
        snapshot.ask("select sleep_ms(1000000)")
    with pytest.raises(QueryError, match="--memory-mb"):
        snapshot.ask("select range(1000000000)")


def test_what_fits_within_the_limits_is_answered(snapshot):
    assert snapshot.ask("select sum(range) from range(10000000)").fetchall() == [
        (49_999_995_000_000,)
    ]


def test_rows_that_only_python_needs_memory_for_are_limited_too(snapshot):
    answer = snapshot.ask("select range, 'x' || range as x from range(100000000)")

    with pytest.raises(QueryError, match=LARGE):
        answer.fetchmany(100_000_000)


def test_time_is_what_the_query_takes_and_not_what_its_reader_does(warehouse):
    with SnapshotProcess(warehouse, Limits(0.5, 128)) as snapshot:
        answer = snapshot.ask("from range(3)")
        time.sleep(0.7)
        assert answer.fetchall() == [(0,), (1,), (2,)]


def test_time_adds_up_over_the_rows_of_an_answer(warehouse):
    # DuckDB works on 122,880 rows at a time, and does not run far ahead of its reader.
    slow = """
        select if(range % 122880 = 0, sleep_ms(300), null), repeat('x', 50)
        from range(1200000)
    """
    with (
        SnapshotProcess(warehouse, LIMITS) as snapshot,
        pytest.raises(QueryError, match=LATE),
    ):
        snapshot.ask(slow).fetchall()


def test_rows_of_every_type_are_given(snapshot):
    query = """
        select
            now() - now() as interval_type,
            timestamptz '2024-03-31 12:00:00' as point,
            1.5::decimal(38, 9) as amount,
            uuid() is not null as is_made,
            uuid '00000000-0000-0000-0000-000000000001' as id,
            time '10:00' as day_time,
            170141183460469231731687303715884105727 as large,
            map {'a': [1]} as map_type,
            'a'::blob as bytes,
            timestamp_ns '2024-03-31 12:00:00.123456789' as fine
    """
    [row] = snapshot.ask(query).fetchall()

    assert row[1].isoformat() == "2024-03-31T12:00:00+00:00"
    assert len(row) == 10


def test_times_are_in_utc_wherever_the_machine_is(warehouse, monkeypatch):
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    with SnapshotProcess(warehouse) as snapshot:
        [(point,)] = snapshot.ask(
            "select '2024-03-31T12:00:00Z'::timestamptz"
        ).fetchall()

    assert point.isoformat() == "2024-03-31T12:00:00+00:00"


def test_a_question_ends_the_one_before_it(snapshot):
    first = snapshot.ask("from range(100000)")
    assert first.fetchmany(1) == [(0,)]

    assert snapshot.ask("select 7").fetchall() == [(7,)]


def test_parameters_are_values_and_not_part_of_the_query(snapshot):
    answer = snapshot.ask("select $name as x", {"name": "'; drop table fact_figure"})

    assert answer.fetchall() == [("'; drop table fact_figure",)]


def test_a_process_that_was_killed_is_told_and_followed_by_another(snapshot):
    snapshot.open()
    threading.Timer(0.2, os.kill, (snapshot._process.pid, signal.SIGKILL)).start()
    with pytest.raises(QueryError, match="signal 9"):
        snapshot.ask("select sleep_ms(900)")

    assert snapshot.ask("select 1").fetchall() == [(1,)]


def test_a_process_ends_with_the_program_that_started_it(warehouse):
    program = (
        "import sys; from pathlib import Path;"
        "from pipelines.publish.snapshot_process import SnapshotProcess;"
        "snapshot = SnapshotProcess(Path(sys.argv[1])); snapshot.open();"
        "print(snapshot._process.pid)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program, warehouse],
        cwd=PROJECT_FOLDER,
        capture_output=True,
        check=True,
        text=True,
    )

    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        try:
            os.kill(int(ended.stdout), 0)
        except ProcessLookupError:
            return
        time.sleep(0.02)
    pytest.fail("The process is still there.")


@pytest.mark.parametrize(
    "deed",
    [
        "open('/etc/passwd')",
        "open('written', 'w')",
        "__import__('socket').socket()",
        "__import__('subprocess').run(['true'])",
        "bytearray(200_000_000)",
    ],
)
def test_the_system_itself_refuses_what_a_query_must_not_do(tmp_path, deed):
    program = (
        "import socket, subprocess\n"
        "from pipelines.publish.snapshot_worker import shut_in\n"
        "shut_in(128)\n"
        f"try:\n    {deed}\n"
        "except (OSError, MemoryError) as error:\n    print('refused')"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(PROJECT_FOLDER)},
        capture_output=True,
        check=True,
        text=True,
    )

    assert done.stdout == "refused\n"
    assert list(tmp_path.iterdir()) == []


def test_a_module_in_the_folder_of_who_asks_is_not_imported(
    warehouse, tmp_path, monkeypatch
):
    (tmp_path / "duckdb.py").write_text("raise SystemExit('not this one')")
    monkeypatch.chdir(tmp_path)

    with SnapshotProcess(warehouse) as snapshot:
        assert snapshot.ask("select 1").fetchall() == [(1,)]


def test_a_warehouse_without_a_release_says_how_to_make_one(tmp_path):
    with (
        SnapshotProcess(tmp_path) as snapshot,
        pytest.raises(NothingPublishedError, match="scopebook run"),
    ):
        snapshot.ask("select 1")


def test_a_damaged_release_is_not_asked(working, warehouse_folder):
    release = publish_release(working, warehouse_folder, "1a2b3c4d").folder
    (release / "scopebook.duckdb.wal").write_bytes(b"forged")

    with (
        SnapshotProcess(warehouse_folder) as snapshot,
        pytest.raises(ReleaseError, match="write-ahead log"),
    ):
        snapshot.ask("select 1")


def test_a_newer_release_is_noticed_and_read_by_the_next_process(
    working, warehouse_folder
):
    first = publish_release(working, warehouse_folder, "11111111").name
    with SnapshotProcess(warehouse_folder) as snapshot:
        assert (snapshot.open(), snapshot.newer_release()) == (first, None)

        working.execute("insert into fact_figure values ('f_3', 1, null)")
        second = publish_release(working, warehouse_folder, "22222222").name
        assert snapshot.newer_release() == second
        assert snapshot.ask("select count(*) from fact_figure").fetchall() == [(2,)]

        snapshot.end()
        assert snapshot.ask("select count(*) from fact_figure").fetchall() == [(3,)]
        assert (snapshot.release, snapshot.newer_release()) == (second, None)
