"""Readers during publishes: no error, and whole releases only."""

import subprocess
import sys
import time

import duckdb
import pytest

from pipelines.publish.layout import DATABASE, current_link
from pipelines.publish.release import publish_release
from tests.conftest import PROJECT_FOLDER

PUBLISHES = 10

#: Both tables of a release hold its number, so a pair of two numbers is a mixture.
PAIR = "select (select max(n) from fact_figure), (select max(n) from metric_value)"

#: Each reads until a file says that it is over, and prints every pair that is new.
READER = """
import sys, time
from pathlib import Path
import duckdb

database, over = Path(sys.argv[1]), Path(sys.argv[2])
pair = {pair!r}
{opening}
seen = None
while True:
    is_over = over.exists()
    {read}
    if found != seen:
        print(*found, flush=True)
        seen = found
    if is_over:
        break
    time.sleep(0.005)
"""

HOLDING = (
    "connection = duckdb.connect(database, read_only=True)",
    "found = connection.execute(pair).fetchone()",
)
RECONNECTING = (
    "",
    "with duckdb.connect(database, read_only=True) as connection:\n"
    "        found = connection.execute(pair).fetchone()",
)
# As docs/sql.md has it: an engine for each release, asked for by the folder it is in.
POOL = (
    "from functools import lru_cache\n"
    "from sqlalchemy import create_engine, text\n"
    "@lru_cache(maxsize=1)\n"
    "def engine(path):\n"
    "    return create_engine(\n"
    "        f'duckdb:///{path}', connect_args={'read_only': True}, pool_size=4\n"
    "    )",
    "with engine(database.resolve()).connect() as connection:\n"
    "        found = tuple(connection.execute(text(pair)).one())",
)
# A pool on the link itself keeps the release that it opened first.
POOL_ON_THE_LINK = (
    "from sqlalchemy import create_engine, text\n"
    "engine = create_engine(\n"
    "    f'duckdb:///{database}', connect_args={'read_only': True}, pool_size=4\n"
    ")",
    "with engine.connect() as connection:\n"
    "        found = tuple(connection.execute(text(pair)).one())",
)


def publish(folder, number):
    with duckdb.connect() as connection:
        for table in ("fact_figure", "metric_value"):
            connection.execute(
                f"create table {table} as select {number} as n from range(20000)"
            )
        publish_release(connection, folder, f"{number:08d}")


@pytest.fixture(scope="module")
def pairs(tmp_path_factory):
    """What each kind of reader saw while ten releases were published."""
    folder = tmp_path_factory.mktemp("readers") / "warehouse"
    over = folder.with_name("over")
    publish(folder, 0)
    database = current_link(folder) / DATABASE
    kinds = {
        "holding": HOLDING,
        "reconnecting": RECONNECTING,
        "pool": POOL,
        "pool_on_the_link": POOL_ON_THE_LINK,
    }
    readers = {
        kind: subprocess.Popen(
            [
                *(sys.executable, "-c"),
                READER.format(pair=PAIR, opening=opening, read=read),
                *(database, over),
            ],
            cwd=PROJECT_FOLDER,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for kind, (opening, read) in kinds.items()
    }
    try:
        firsts = {kind: reader.stdout.readline() for kind, reader in readers.items()}
        for number in range(1, PUBLISHES + 1):
            publish(folder, number)
            time.sleep(0.05)
        over.touch()
        ended = {
            kind: reader.communicate(timeout=60) for kind, reader in readers.items()
        }
    finally:
        for reader in readers.values():
            reader.kill()
    return {
        kind: ((firsts[kind] + told).splitlines(), errors, readers[kind].returncode)
        for kind, (told, errors) in ended.items()
    }


@pytest.mark.parametrize(
    "kind", ["holding", "reconnecting", "pool", "pool_on_the_link"]
)
def test_a_reader_meets_no_error_and_only_whole_releases(pairs, kind):
    lines, errors, code = pairs[kind]

    assert (errors, code) == ("", 0)
    numbers = [line.split() for line in lines]
    assert all(first == second for first, second in numbers)
    assert numbers == sorted(numbers, key=lambda pair: int(pair[0]))


@pytest.mark.parametrize("kind", ["reconnecting", "pool"])
def test_a_reader_that_opens_the_current_release_sees_the_last(pairs, kind):
    lines, _, _ = pairs[kind]

    assert lines[-1] == f"{PUBLISHES} {PUBLISHES}"
    assert len(lines) > PUBLISHES // 2


@pytest.mark.parametrize("kind", ["holding", "pool_on_the_link"])
def test_a_reader_that_holds_a_release_keeps_it_whole(pairs, kind):
    assert pairs[kind][0] == ["0 0"]
