"""Readers of every kind go on through publishes, and see whole releases only."""

import json
import subprocess
import sys
import threading
import time
from pathlib import Path

import psycopg
import pytest

from pipelines.errors import ReleaseError
from tests.postgres.reader import KINDS

PUBLISHES = 12


def test_eight_readers_see_whole_releases_during_twelve_publishes(
    server, database, releases, publish
):
    publish(releases[0])
    readers = {
        kind: subprocess.Popen(
            [
                sys.executable,
                str(Path(__file__).with_name("reader.py")),
                server.url(database),
                kind,
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for kind in KINDS
    }
    try:
        time.sleep(1)
        for number in range(PUBLISHES):
            publish(releases[(number + 1) % 2], wait=30)
        told = {
            kind: json.loads(reader.communicate("stop\n", timeout=20)[0])
            for kind, reader in readers.items()
        }
    finally:
        for reader in readers.values():
            reader.kill()
    print(told)  # shown where the test fails

    assert len(told) == 8
    assert [seen["errors"] for seen in told.values()] == [[]] * 8
    assert [seen["mixed"] for seen in told.values()] == [[]] * 8
    assert all(set(seen["words"]) == {"first", "second"} for seen in told.values())
    assert max(seen["longest"] for seen in told.values()) < 3


def test_a_transaction_that_reads_keeps_its_release_and_the_publish_waits(
    releases, publish, connection, standing
):
    publish(releases[0])
    connection.execute("select count(*) from scopebook.fact_figure")
    thread = threading.Thread(target=publish, args=[releases[1]], kwargs={"wait": 20})
    thread.start()
    time.sleep(1.5)

    assert connection.execute("select name from scopebook.dim_company").fetchone() == (
        "first",
    )
    assert thread.is_alive()
    connection.commit()
    thread.join(20)
    assert standing() == ("second", ["scopebook", "scopebook_previous"])


def test_a_publish_that_readers_keep_waiting_names_them_and_changes_nothing(
    releases, publish, connection, standing
):
    publish(releases[0])
    connection.execute("select count(*) from scopebook.fact_figure")
    pid = connection.info.backend_pid

    with pytest.raises(
        ReleaseError,
        match=rf"readers held schema scopebook for 0.3 seconds.* {pid} \(user .*--wait",
    ):
        publish(releases[1], wait=0.3)
    assert standing() == ("first", ["scopebook"])


def test_a_snapshot_that_is_older_than_the_new_rows_is_waited_for(
    releases, publish, connection, standing
):
    publish(releases[0])
    connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
    connection.execute("select 1")  # it has seen no table yet

    with pytest.raises(ReleaseError, match=f" {connection.info.backend_pid} "):
        publish(releases[1], wait=0.3)
    assert standing() == ("first", ["scopebook"])


def test_the_release_before_stays_until_the_next_publish(releases, publish, ask):
    for release in (releases[0], releases[1], releases[0]):
        publish(release)

    assert ask("select name from scopebook_previous.release") == [("second",)]
    assert ask("select name from scopebook.release") == [("first",)]


def test_who_reads_the_release_before_is_named_where_it_stands_in_the_way(
    releases, publish, connection, standing
):
    publish(releases[0])
    publish(releases[1])
    connection.execute("select count(*) from scopebook_previous.fact_figure")

    with pytest.raises(ReleaseError, match=f" {connection.info.backend_pid} "):
        publish(releases[0], wait=0.3)
    assert standing() == ("second", ["scopebook", "scopebook_previous"])
