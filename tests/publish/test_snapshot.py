"""Whoever opens the snapshot can read the release, and do nothing else."""

import json
import shutil

import duckdb
import pytest

from pipelines.errors import NothingPublishedError, ReleaseError
from pipelines.publish.release import publish_release
from pipelines.publish.snapshot import current_release, open_snapshot
from tests.publish.conftest import TABLES


@pytest.fixture(scope="module")
def published_once(tmp_path_factory):
    """A warehouse folder with a release, for tests to copy."""
    folder = tmp_path_factory.mktemp("snapshot")
    with duckdb.connect(folder / "working.duckdb") as working:
        working.execute(TABLES)
        publish_release(working, folder, "1a2b3c4d")
    return folder


@pytest.fixture
def published(published_once, warehouse_folder):
    """The folder of a release in the test's own warehouse."""
    shutil.copytree(published_once, warehouse_folder, symlinks=True, dirs_exist_ok=True)
    return (warehouse_folder / "published" / "current").resolve()


def damage(file, content):
    file.chmod(0o644)
    file.write_bytes(content)


@pytest.mark.usefixtures("published")
def test_a_snapshot_is_read(warehouse_folder):
    with open_snapshot(warehouse_folder) as snapshot:
        assert snapshot.execute("select count(*) from fact_figure").fetchall() == [(2,)]


def test_a_warehouse_without_a_release_says_how_to_make_one(warehouse_folder):
    with pytest.raises(NothingPublishedError, match="scopebook run"):
        open_snapshot(warehouse_folder)


def test_the_release_itself_is_opened_and_not_the_link(published, warehouse_folder):
    assert current_release(warehouse_folder) == published


@pytest.mark.parametrize(
    "attack",
    [
        "select * from read_text('{secret}')",
        "select * from read_csv('{secret}')",
        "select * from '{secret}'",
        "select * from glob('{folder}/*')",
        "select * from read_blob('http://127.0.0.1:1/')",
        "copy fact_figure to '{folder}/stolen.csv'",
        "copy fact_figure to '{release}/scopebook.duckdb.wal'",
        "explain analyze copy fact_figure to '{folder}/stolen.csv'",
        "export database '{folder}/stolen'",
        "import database '{folder}'",
        "attach '{folder}/other.duckdb' as other",
        "attach '{folder}/working.duckdb' as other (read_only)",
        "attach ':memory:' as other",
        "install httpfs",
        "load httpfs",
        "load '{folder}/any.duckdb_extension'",
        "set enable_external_access = true",
        "set disabled_filesystems = ''",
        "reset disabled_filesystems",
        "set lock_configuration = false",
        "set memory_limit = '1GB'",
        "set temp_directory = '{folder}'",
        "pragma profiling_output = '{folder}/stolen.json'",
        "call enable_logging(storage = 'file', storage_path = '{folder}/log')",
        "create table other as select 1",
        "insert into fact_figure values ('f_3', 1, null)",
        "delete from fact_figure",
        "drop table fact_figure",
    ],
)
def test_a_query_cannot_reach_files_settings_or_the_release(
    published, warehouse_folder, attack
):
    secret = warehouse_folder / "secret.csv"
    secret.write_text("word\nswordfish\n")
    before = state(warehouse_folder)

    with open_snapshot(warehouse_folder) as snapshot:
        settings = snapshot.execute("from duckdb_settings()").fetchall()
        query = attack.format(secret=secret, folder=warehouse_folder, release=published)
        with pytest.raises(duckdb.Error):
            snapshot.execute(query).fetchall()
        assert snapshot.execute("from duckdb_settings()").fetchall() == settings

    assert state(warehouse_folder) == before


def state(folder):
    return {
        path: path.read_bytes() if path.is_file() else None
        for path in folder.rglob("*")
    }


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("enable_external_access", False),
        ("python_enable_replacements", False),
        ("autoinstall_known_extensions", False),
        ("autoload_known_extensions", False),
        ("lock_configuration", True),
        ("temp_directory", ""),
    ],
)
@pytest.mark.usefixtures("published")
def test_each_way_out_is_shut_by_itself(warehouse_folder, setting, value):
    with open_snapshot(warehouse_folder) as snapshot:
        assert snapshot.execute(f"select current_setting('{setting}')").fetchall() == [
            (value,)
        ]


@pytest.mark.usefixtures("published")
def test_a_query_cannot_read_the_variables_of_the_program(warehouse_folder):
    secret = duckdb.sql("select 'swordfish' as word")  # noqa: F841  (for the query)

    with (
        open_snapshot(warehouse_folder) as snapshot,
        pytest.raises(duckdb.CatalogException),
    ):
        snapshot.execute("from secret")


@pytest.mark.usefixtures("published")
def test_a_process_may_open_the_snapshot_twice(warehouse_folder):
    with open_snapshot(warehouse_folder), open_snapshot(warehouse_folder) as second:
        assert second.execute("select count(*) from fact_figure").fetchall() == [(2,)]
        with pytest.raises(duckdb.Error):
            second.execute("from read_text('/etc/passwd')").fetchall()


def test_a_release_with_a_write_ahead_log_beside_it_is_refused(
    published, warehouse_folder
):
    (published / "scopebook.duckdb.wal").write_bytes(b"forged")

    with pytest.raises(ReleaseError, match="write-ahead log"):
        open_snapshot(warehouse_folder)


def test_a_release_that_was_cut_short_is_refused(published, warehouse_folder):
    database = published / "scopebook.duckdb"
    damage(database, database.read_bytes()[:-4096])

    with pytest.raises(ReleaseError, match="size"):
        open_snapshot(warehouse_folder)


def test_a_file_that_is_no_database_is_refused(published, warehouse_folder):
    database = published / "scopebook.duckdb"
    damage(database, b"x" * database.stat().st_size)

    with pytest.raises(ReleaseError, match="scopebook run"):
        open_snapshot(warehouse_folder)


@pytest.mark.parametrize("manifest", [b"", b"{}", json.dumps({"file": {}}).encode()])
def test_a_release_without_its_manifest_is_refused(
    published, warehouse_folder, manifest
):
    damage(published / "manifest.json", manifest)

    with pytest.raises(ReleaseError, match=r"manifest\.json"):
        open_snapshot(warehouse_folder)
