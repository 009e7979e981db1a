"""A publish that fails says where, why and what to do, and leaves what was there."""

import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest

from pipelines.errors import ReleaseError, SettingsError
from pipelines.publish.layout import DATABASE
from pipelines.publish.postgres.address import read_address
from pipelines.publish.postgres.publication import publish_to_postgres
from tests.postgres.conftest import TABLES, write_release
from tests.postgres.server import PASSWORD, QUOTED_PASSWORD, new_server

LOADING = """
    select pid from pg_stat_activity
    where application_name = 'scopebook' and datname = %s and query ilike 'copy%%'
"""

#: A million rows: their load takes long enough to be disturbed.
LARGE = """
    create view metric_value as
    select
        'm_' || i as metric_id, repeat('x', 400) as metric
    from range(1_000_000) as numbers (i);
"""


@pytest.fixture(scope="session")
def large_release(tmp_path_factory):
    folder = tmp_path_factory.mktemp("large")
    return write_release(folder, TABLES.format(word="large", rows=5) + LARGE)


@contextmanager
def disturbed(server, database, disturb):
    """Disturb a publish once its load is under way."""
    done = []

    def watch():
        deadline = time.monotonic() + 20
        with server.connect() as connection:
            while not done and time.monotonic() < deadline:
                pids = connection.execute(LOADING, [database]).fetchall()
                if pids:
                    time.sleep(0.1)
                    done.append(disturb(connection, pids[0][0]))
                time.sleep(0.01)

    thread = threading.Thread(target=watch)
    thread.start()
    yield
    thread.join()
    assert done, "the load was never seen"


def refusal(publish, *arguments, **options):
    with pytest.raises(ReleaseError) as refused:
        publish(*arguments, **options)
    assert PASSWORD not in str(refused.value)
    assert QUOTED_PASSWORD not in str(refused.value)
    return str(refused.value)


def publish_at(url, release):
    return publish_to_postgres(release, read_address(url), "scopebook", 1)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        pytest.param(
            lambda url: url.replace(QUOTED_PASSWORD, "wrong"),
            r"publisher@127.0.0.1:\d+/test_\d+: .*password authentication failed.*"
            r"Correct the user and the password",
            id="bad credentials",
        ),
        pytest.param(
            lambda url: url.replace("127.0.0.1", "nowhere.invalid"),
            "publisher@nowhere.invalid:.*Correct the host of the URL",
            id="unknown host",
        ),
        pytest.param(
            lambda url: url.rpartition(":")[0] + ":1/test",
            "publisher@127.0.0.1:1/test: .*refused.*Start the server there",
            id="no server",
        ),
        pytest.param(
            lambda url: url.rpartition("/")[0] + "/nothing",
            'database "nothing" does not exist.*Correct the database',
            id="no such database",
        ),
    ],
)
def test_a_server_that_cannot_be_reached_is_named_with_the_remedy(
    change, told, server, database, releases
):
    url = change(server.url(database, "publisher"))

    message = refusal(publish_at, url, releases[0])
    assert re.search(told, message), message


def test_a_user_who_may_not_create_schemas_is_told(publish, releases, ask):
    message = refusal(publish, releases[0], "outsider")

    assert "this user may not create schemas" in message
    assert ask("select 1 from pg_namespace where nspname like 'scopebook%%'") == []


def test_a_schema_of_another_user_is_left(publish, releases, standing):
    publish(releases[0])

    message = refusal(publish, releases[1], "modest")
    assert "schema scopebook belongs to another user" in message
    assert standing() == ("first", ["scopebook"])


def test_a_schema_that_is_not_ours_is_left(publish, releases, ask):
    ask("create schema sales authorization publisher")
    ask("create table sales.orders (id int)")

    message = refusal(publish, releases[0], schema="sales")
    assert "schema sales is not Scopebook's" in message
    assert ask("select count(*) from sales.orders") == [(0,)]


def test_an_empty_schema_that_was_made_for_it_is_used(publish, releases, ask):
    ask("create schema scopebook authorization publisher")
    publish(releases[0])

    assert ask("select name from scopebook.release") == [("first",)]


@pytest.mark.parametrize("schema", ["public", "pg_x", "a_previous", "a b", "A", ""])
def test_a_name_that_no_schema_of_ours_can_have_is_refused(schema, publish, releases):
    with pytest.raises(SettingsError, match="cannot be the schema"):
        publish(releases[0], schema=schema)


def test_a_view_on_the_old_tables_is_named(publish, releases, ask, standing):
    publish(releases[0])
    ask("create view public.companies as select * from scopebook.dim_company")

    message = refusal(publish, releases[1])
    assert "companies would keep to the old tables" in message
    assert standing() == ("first", ["scopebook"])


def test_two_publishes_at_once_are_one(publish, releases, connection, standing):
    publish(releases[0])
    connection.execute(
        "select pg_advisory_lock(hashtextextended('scopebook:scopebook', 0))"
    )

    message = refusal(publish, releases[1])
    assert (
        "another publish to schema scopebook is under way "
        f"(session {connection.info.backend_pid})" in message
    )
    assert standing() == ("first", ["scopebook"])


def test_what_a_dead_run_left_is_cleared(publish, releases, ask, standing):
    ask("create schema scopebook_next_0123abcd authorization publisher")
    ask("create schema scopebook_next_year authorization publisher")
    publish(releases[0])

    assert standing() == ("first", ["scopebook", "scopebook_next_year"])


def test_a_session_that_is_ended_during_the_load_leaves_nothing(
    server, database, publish, releases, large_release, standing
):
    publish(releases[0])
    end = "select pg_terminate_backend(%s)"
    with disturbed(server, database, lambda asked, pid: asked.execute(end, [pid])):
        message = refusal(publish, large_release)

    assert "ublish again" in message
    assert standing() == ("first", ["scopebook"])
    # The release is let go of, and can be published again by the same process.
    duckdb.connect(
        large_release / DATABASE, config={"access_mode": "read_write"}
    ).close()


def test_a_server_that_stops_during_the_load_leaves_nothing(releases, large_release):
    with new_server() as server:
        url = server.url("postgres")
        publish_at(url, releases[0])
        with disturbed(server, "postgres", lambda *_: server.stop() or True):
            message = refusal(publish_at, url, large_release)
        server.start()
        with server.connect() as connection:
            left = connection.execute(
                "select nspname from pg_namespace where nspname like 'scopebook%'"
            ).fetchall()
            word = connection.execute("select name from scopebook.release").fetchone()

    assert "ublish again" in message
    assert (word, left) == (("first",), [("scopebook",)])


@pytest.fixture
def small_disk(server, database, ask):
    """Let the test's database write to a disk of 8 MB."""
    folder = Path(tempfile.mkdtemp(prefix="scopebook-small-disk-"))
    try:
        mounted = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=8m", "scopebook", str(folder)],  # noqa: S607
            check=False,
            capture_output=True,
            text=True,
        )
        assert mounted.returncode == 0, (
            "This test fills a disk of its own, and may not mount one: "
            f"{mounted.stderr}Run the tests as root (in a container with SYS_ADMIN)."
        )
        try:
            owner = server.data.stat()
            os.chown(folder, owner.st_uid, owner.st_gid)
            ask(f"create tablespace small location '{folder}'")
            ask("grant create on tablespace small to publisher")
            ask(f"alter database {database} set default_tablespace = small")
            yield
            ask(f"alter database {database} reset default_tablespace")
            ask("drop schema scopebook cascade")
            ask("checkpoint")
            ask("drop tablespace small")
        finally:
            subprocess.run(["umount", str(folder)], check=True)  # noqa: S607
    finally:
        folder.rmdir()


@pytest.mark.usefixtures("small_disk")
def test_a_full_disk_leaves_what_was_there(publish, releases, large_release, standing):
    publish(releases[0])

    message = refusal(publish, large_release)
    assert "No space left on device" in message
    assert "disk is full. Make room" in message
    assert standing() == ("first", ["scopebook"])


def test_rows_that_break_a_key_are_not_published(publish, releases, tmp_path, standing):
    publish(releases[0])
    twice = "insert into dim_company from dim_company;"
    release = write_release(tmp_path, TABLES.format(word="twice", rows=1) + twice)

    message = refusal(publish, release)
    assert "dim_company_pkey" in message
    assert "do not fit the keys in sql/schema.toml" in message
    assert standing() == ("first", ["scopebook"])


def test_a_type_that_there_is_no_column_for_is_named(publish, tmp_path):
    release = write_release(
        tmp_path, "create table dim_scope as select {'a': 1} as scope;"
    )

    assert "dim_scope.scope: PostgreSQL gets no column of" in refusal(publish, release)


def test_a_release_without_its_manifest_is_refused(publish, tmp_path):
    assert "manifest.json: cannot be read" in refusal(publish, tmp_path)


def test_a_file_that_is_no_release_is_refused(publish, tmp_path):
    release = write_release(tmp_path, "select 1")
    (release / "scopebook.duckdb").write_text("no database at all", encoding="utf-8")

    assert "scopebook.duckdb: cannot be opened" in refusal(publish, release)


def test_a_missing_library_is_named_with_the_remedy(publish, releases, monkeypatch):
    monkeypatch.setitem(sys.modules, "adbc_driver_postgresql", None)

    with pytest.raises(SettingsError, match=r"pip install 'scopebook\[postgres\]'"):
        publish(releases[0])
