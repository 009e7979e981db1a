"""A release is whole, unchanging and swapped in at once, or it is not there."""

import hashlib
import json
import shutil
import stat

import duckdb
import pytest

from pipelines.errors import ReleaseError
from pipelines.publish import release as release_module
from pipelines.publish.contents import hash_contents, read_contents
from pipelines.publish.release import publish_release
from pipelines.working_database import tune

RUN = "1a2b3c4d-0000-4000-8000-000000000000"


def current(warehouse_folder):
    return warehouse_folder / "published" / "current"


def names(warehouse_folder):
    return sorted(path.name for path in release_folder(warehouse_folder).iterdir())


def release_folder(warehouse_folder):
    return warehouse_folder / "published" / "releases"


def query(warehouse_folder, text):
    database = current(warehouse_folder).resolve() / "scopebook.duckdb"
    with duckdb.connect(database, read_only=True) as connection:
        return connection.execute(text).fetchall()


def make_release(warehouse_folder, name):
    folder = release_folder(warehouse_folder) / name
    folder.mkdir(parents=True)
    (folder / "scopebook.duckdb").touch()


def test_a_release_holds_the_working_database_with_its_comments(
    working, warehouse_folder
):
    publish_release(working, warehouse_folder, RUN)

    assert query(warehouse_folder, "from fact_figure order by figure_id") == [
        ("f_1", 2_320_000, None),
        ("f_2", 1_419_000, "NULL"),
    ]
    assert query(
        warehouse_folder,
        "select comment from duckdb_tables() where table_name = 'fact_figure'",
    ) == [("Every accepted figure.",)]


def test_a_release_is_packed_tighter_than_the_working_database(
    working, warehouse_folder
):
    tune(working, memory_mb=600)
    working.execute(
        "create table fact_note as select format('Page {} of {}', i, hash(i)) as note "
        "from range(20000) as numbers(i); checkpoint"
    )
    packed = (
        "select distinct compression from pragma_storage_info('fact_note') "
        "where segment_type = 'VARCHAR'"
    )

    publish_release(working, warehouse_folder, RUN)

    assert working.execute(packed).fetchall() == [("Uncompressed",)]
    assert query(warehouse_folder, packed) != [("Uncompressed",)]
    # What is made after it is the working database again.
    assert working.execute(
        "select current_setting('disabled_compression_methods') <> ''"
    ).fetchall() == [(True,)]


def test_the_catalog_of_every_release_has_the_same_name(working, warehouse_folder):
    publish_release(working, warehouse_folder, RUN)

    assert query(warehouse_folder, "select current_database()") == [("scopebook",)]


def test_a_release_is_named_by_its_time_and_run(working, warehouse_folder):
    release = publish_release(working, warehouse_folder, RUN)

    assert release.name == f"{release.created_at:%Y%m%dT%H%M%SZ}-1a2b3c4d"
    assert current(warehouse_folder).resolve().name == release.name


def test_older_clients_can_read_a_release(working, warehouse_folder):
    publish_release(working, warehouse_folder, RUN)

    [(tags,)] = query(
        warehouse_folder,
        "select tags from duckdb_databases() where database_name = 'scopebook'",
    )
    assert tags["storage_version"] == "v1.4.0+"


def test_a_release_is_read_only_and_has_no_write_ahead_log(working, warehouse_folder):
    release = publish_release(working, warehouse_folder, RUN)

    files = {
        str(path.relative_to(release.folder)): path.stat().st_mode
        for path in release.folder.rglob("*")
        if path.is_file()
    }
    assert files.keys() == {
        "scopebook.duckdb",
        "manifest.json",
        "datapackage.json",
        "scopebook.xlsx",
        *(
            f"parquet/{table}.parquet"
            for table in (
                "audit_document",
                "fact_best_figure",
                "fact_figure",
                "metric_claim_check",
                "quarantine_figure",
            )
        ),
    }
    assert {stat.filemode(mode) for mode in files.values()} == {"-r--r--r--"}


def test_the_manifest_tells_what_the_release_holds(working, warehouse_folder):
    release = publish_release(working, warehouse_folder, RUN)

    manifest = json.loads((release.folder / "manifest.json").read_text())
    database = (release.folder / "scopebook.duckdb").read_bytes()
    contents = read_contents(working)
    assert manifest["release"] == release.name
    assert manifest["run_id"] == RUN
    assert manifest["created_at"].endswith("+00:00")
    assert manifest["file"]["sha256"] == hashlib.sha256(database).hexdigest()
    assert manifest["file"]["bytes"] == len(database)
    assert manifest["content_hash"] == hash_contents(contents)
    assert manifest["tables"]["fact_figure"] == {
        "rows": 2,
        "content_hash": contents["fact_figure"].content_hash,
    }


def test_the_manifest_lists_every_file_with_size_and_hash(working, warehouse_folder):
    release = publish_release(working, warehouse_folder, RUN)

    manifest = json.loads((release.folder / "manifest.json").read_text())
    assert manifest["files"] == {
        str(path.relative_to(release.folder)): {
            "bytes": path.stat().st_size,
            "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        }
        for path in release.folder.rglob("*")
        if path.is_file() and path.name != "manifest.json"
    }


def test_the_manifest_tells_what_the_release_was_made_from(working, warehouse_folder):
    working.execute(
        """
        set variable review_threshold = 0.50::decimal(3, 2);
        create table raw_document as
        select
            'd_1' as document_id,
            'acme/report.pdf' as path,
            12 as size_bytes,
            'pdf' as reader,
            '1.4' as reader_version;
        create table raw_correction as select 1 as line;
        create table raw_review as select 1 as line;
        create table reference_scope as select 'scope_1' as scope;
        """
    )

    release = publish_release(working, warehouse_folder, RUN)

    manifest = json.loads((release.folder / "manifest.json").read_text())
    inputs = manifest["inputs"]
    contents = read_contents(working)
    assert manifest["settings"] == {"review_threshold": "0.50"}
    assert inputs["documents"] == [
        {
            "path": "acme/report.pdf",
            "sha256": "d_1",
            "bytes": 12,
            "reader": "pdf",
            "reader_version": "1.4",
        }
    ]
    assert inputs["corrections"] == contents["raw_correction"].content_hash
    assert inputs["reviews"] == contents["raw_review"].content_hash
    working.execute("insert into reference_scope values ('scope_2')")
    again = publish_release(working, warehouse_folder, "2b3c4d5e")
    changed = json.loads((again.folder / "manifest.json").read_text())["inputs"]
    assert changed["reference_lists"] != inputs["reference_lists"]
    assert changed["corrections"] == inputs["corrections"]


def test_two_releases_of_the_same_content_have_the_same_parquet_files(
    working, warehouse_folder
):
    first, second = (
        publish_release(working, warehouse_folder, f"run-{number}000")
        for number in (1, 2)
    )

    for file in (first.folder / "parquet").iterdir():
        assert file.read_bytes() == (second.folder / "parquet" / file.name).read_bytes()


def test_writers_that_fail_leave_the_current_release_and_no_remains(
    working, warehouse_folder, monkeypatch
):
    before = publish_release(working, warehouse_folder, RUN)

    def fail(_, folder, __):
        (folder / "half").write_text("half")
        raise OSError(28, "No space left on device", str(folder / "half"))

    monkeypatch.setattr(release_module, "WRITERS", (fail,))
    with pytest.raises(ReleaseError, match=r"half.*No space left on device"):
        publish_release(working, warehouse_folder, "99999999")

    assert current(warehouse_folder).resolve() == before.folder
    assert names(warehouse_folder) == [before.name]


def test_current_is_a_link_that_moves_with_the_warehouse(working, warehouse_folder):
    publish_release(working, warehouse_folder, RUN)
    moved = warehouse_folder.with_name("elsewhere")

    working.close()
    shutil.move(warehouse_folder, moved)

    assert query(moved, "select count(*) from fact_figure") == [(2,)]


def test_a_reader_keeps_its_release_while_the_next_is_swapped_in(
    working, warehouse_folder
):
    publish_release(working, warehouse_folder, "run-one-")
    before = current(warehouse_folder).resolve() / "scopebook.duckdb"
    with duckdb.connect(before, read_only=True) as reader:
        working.execute("delete from fact_figure")
        publish_release(working, warehouse_folder, "run-two-")

        assert reader.execute("select count(*) from fact_figure").fetchall() == [(2,)]
    assert query(warehouse_folder, "select count(*) from fact_figure") == [(0,)]


def test_the_newest_releases_stay_and_older_ones_go(working, warehouse_folder):
    for day in range(1, 6):
        make_release(warehouse_folder, f"2020010{day}T000000Z-aaaaaaaa")

    release = publish_release(working, warehouse_folder, RUN, releases_kept=3)

    assert names(warehouse_folder) == [
        "20200104T000000Z-aaaaaaaa",
        "20200105T000000Z-aaaaaaaa",
        release.name,
    ]


def test_the_current_release_stays_even_when_the_clock_was_set_back(
    working, warehouse_folder
):
    for day in range(1, 4):
        make_release(warehouse_folder, f"2999010{day}T000000Z-aaaaaaaa")

    release = publish_release(working, warehouse_folder, RUN, releases_kept=3)

    assert current(warehouse_folder).resolve().name == release.name
    assert query(warehouse_folder, "select count(*) from fact_figure") == [(2,)]


def test_only_releases_are_ever_pruned(working, warehouse_folder):
    make_release(warehouse_folder, "0-kept-for-the-audit")

    for number in range(3):
        publish_release(working, warehouse_folder, f"run-{number}000", releases_kept=1)

    assert "0-kept-for-the-audit" in names(warehouse_folder)


def test_an_old_release_that_cannot_be_removed_does_not_fail_the_publish(
    working, warehouse_folder, monkeypatch
):
    make_release(warehouse_folder, "20200101T000000Z-aaaaaaaa")

    def fail(folder):
        raise PermissionError(13, "Permission denied", str(folder))

    monkeypatch.setattr(release_module, "remove_folder", fail)
    release = publish_release(working, warehouse_folder, RUN, releases_kept=1)

    assert current(warehouse_folder).resolve().name == release.name


def test_leftovers_of_runs_that_died_are_cleared(working, warehouse_folder):
    make_release(warehouse_folder, "20200101T000000Z-aaaaaaaa.unfinished")
    link = warehouse_folder / "published" / "current.unfinished"
    link.symlink_to("releases/20200101T000000Z-aaaaaaaa")

    release = publish_release(working, warehouse_folder, RUN)

    assert names(warehouse_folder) == [release.name]
    assert not link.is_symlink()


@pytest.mark.parametrize(
    "step", ["_copy_database", "_write_exports", "seal", "write_manifest"]
)
def test_a_failure_leaves_the_current_release_and_no_remains(
    working, warehouse_folder, monkeypatch, step
):
    before = publish_release(working, warehouse_folder, RUN)

    def fail(*_):
        raise OSError(28, "No space left on device", "/disk")

    monkeypatch.setattr(release_module, step, fail)
    with pytest.raises(
        ReleaseError, match=r"/disk.*No space left on device.*run again"
    ):
        publish_release(working, warehouse_folder, "99999999")

    assert current(warehouse_folder).resolve() == before.folder
    assert names(warehouse_folder) == [before.name]


def test_a_run_can_publish_after_one_that_could_not_copy(
    working, warehouse_folder, monkeypatch
):
    copy = release_module._copy_database
    with monkeypatch.context() as patch:
        patch.setattr(
            release_module,
            "_copy_database",
            # A folder where the file should be.
            lambda connection, file: (file.mkdir(), copy(connection, file)),
        )
        with pytest.raises(ReleaseError, match="could not be written"):
            publish_release(working, warehouse_folder, RUN)

    release = publish_release(working, warehouse_folder, RUN)
    assert names(warehouse_folder) == [release.name]


def test_a_copy_that_lacks_a_row_is_not_published(
    working, warehouse_folder, monkeypatch
):
    copy = release_module._copy_database

    def lose_a_row(connection, file):
        copy(connection, file)
        with duckdb.connect(file) as release:
            release.execute("delete from fact_figure where figure_id = 'f_1'")

    monkeypatch.setattr(release_module, "_copy_database", lose_a_row)
    with pytest.raises(ReleaseError, match="fact_figure"):
        publish_release(working, warehouse_folder, RUN)

    assert not current(warehouse_folder).exists()
    assert names(warehouse_folder) == []


def test_a_folder_in_the_place_of_the_link_is_not_touched(working, warehouse_folder):
    current(warehouse_folder).mkdir(parents=True)

    with pytest.raises(ReleaseError, match="Move it away"):
        publish_release(working, warehouse_folder, RUN)

    assert current(warehouse_folder).is_dir()
    assert names(warehouse_folder) == []


def test_a_quote_in_the_folder_is_part_of_its_name(tmp_path):
    folder = tmp_path / 'it\'s; a "warehouse"'
    folder.mkdir()
    with duckdb.connect(folder / "working.duckdb") as connection:
        connection.execute("create table fact_figure as select 1 as amount")
        publish_release(connection, folder, RUN)

    assert query(folder, "from fact_figure") == [(1,)]
