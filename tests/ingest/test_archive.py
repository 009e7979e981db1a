"""The archive lists every document, and hides nothing that was meant to be one."""

import hashlib
import os

import pytest

from pipelines.durable_files import hash_file
from pipelines.errors import ReportsFolderError
from pipelines.ingest.archive import ReportArchive


def listed(archive):
    return [file.relative for file in archive.files()]


def test_documents_are_listed_by_path_however_deep_they_lie(archive, put):
    put("zeta/b.csv", "1")
    put("acme/2024/annex/a.csv", "2")
    put("acme/report.pdf", "3")

    assert listed(archive) == ["acme/2024/annex/a.csv", "acme/report.pdf", "zeta/b.csv"]
    assert [file.folder_name for file in archive.files()] == ["acme", "acme", "zeta"]
    assert {file.problem for file in archive.files()} == {None}


def test_what_describes_the_documents_is_none(archive, put):
    for name in ("catalogue.csv", "corrections.csv", "reviews.csv", "README.md"):
        put(name, "x")
    for name in (".DS_Store", "acme/.hidden.csv", ".git/a.csv", "acme/~$a.xlsx"):
        put(name, "x")
    put("acme/README.md", "x")
    put("acme/a.csv", "x")

    assert listed(archive) == ["acme/a.csv"]


def test_a_catalogue_within_a_company_is_a_document(archive, put):
    put("acme/catalogue.csv", "x")

    assert listed(archive) == ["acme/catalogue.csv"]


def test_a_document_outside_any_company_is_listed_with_the_remedy(archive, put):
    put("stray.csv", "x")

    [file] = archive.files()
    assert file.relative == "stray.csv"
    assert "Move it into a folder named for its company" in file.problem


def test_a_link_within_the_archive_is_a_document(archive, put, reports):
    target = put("acme/a.csv", "x")
    (reports / "acme" / "b.csv").symlink_to(target)

    assert [file.problem for file in archive.files()] == [None, None]


def test_links_that_lead_away_are_reported_and_not_followed(
    archive, put, reports, tmp_path
):
    put("acme/a.csv", "x")
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.csv").write_text("x")
    (reports / "acme" / "leak.csv").symlink_to(outside / "secret.csv")
    (reports / "acme" / "broken.csv").symlink_to(tmp_path / "missing.csv")
    (reports / "outside").symlink_to(outside)
    (reports / "again").symlink_to(reports / "acme")

    problems = {file.relative: file.problem for file in archive.files()}
    assert problems.pop("acme/a.csv") is None
    assert set(problems) == {
        "acme/leak.csv",
        "acme/broken.csv",
        "outside",
        "again",
    }
    assert "leaves the reports folder" in problems["acme/leak.csv"]
    assert "leaves the reports folder" in problems["acme/broken.csv"]
    assert "leaves the reports folder" in problems["outside"]
    assert "A linked folder is not followed" in problems["again"]


def test_what_is_no_regular_file_is_reported(archive, put, reports):
    put("acme/a.csv", "x")
    os.mkfifo(reports / "acme" / "pipe.csv")

    [_, pipe] = archive.files()
    assert "not a regular file" in pipe.problem


def test_a_name_in_another_encoding_can_be_stored(archive, put):
    path = put("acme/a.csv", "x")
    path.rename(path.with_name(os.fsdecode(b"\xe9.csv")))

    [file] = archive.files()
    assert file.relative == "acme/\\udce9.csv"
    assert file.path.read_text() == "x"


@pytest.mark.parametrize("name", ["missing", "file"])
def test_a_missing_folder_is_named_with_the_remedy(tmp_path, name):
    (tmp_path / "file").write_text("x")
    archive = ReportArchive(folder=str(tmp_path / name))

    with pytest.raises(ReportsFolderError, match=f"{name}: no such folder of reports"):
        archive.files()
    with pytest.raises(ReportsFolderError, match="--reports"):
        archive.fingerprint()


def test_a_document_is_named_by_its_bytes(put):
    content = os.urandom(3_000_000)

    assert hash_file(put("acme/a.csv", content)) == (
        hashlib.sha256(content).hexdigest()
    )


def test_the_fingerprint_stays_while_nothing_changes(archive, put):
    put("acme/a.csv", "x")
    put("catalogue.csv", "x")

    assert archive.fingerprint() == archive.fingerprint()


@pytest.mark.parametrize(
    "change",
    [
        lambda reports: (reports / "acme" / "b.csv").write_text("x"),
        lambda reports: (reports / "acme" / "a.csv").write_text("longer"),
        lambda reports: os.utime(reports / "acme" / "a.csv", ns=(1, 1)),
        lambda reports: (reports / "acme" / "a.csv").unlink(),
        lambda reports: (reports / "acme").rename(reports / "zeta"),
        lambda reports: (reports / "catalogue.csv").write_text("longer"),
        lambda reports: (reports / "corrections.csv").write_text("x"),
    ],
)
def test_the_fingerprint_tells_a_change(archive, put, reports, change):
    put("acme/a.csv", "x")
    put("catalogue.csv", "x")
    before = archive.fingerprint()

    change(reports)

    assert archive.fingerprint() != before


def test_the_fingerprint_ignores_what_the_archive_ignores(archive, put):
    put("acme/a.csv", "x")
    before = archive.fingerprint()

    put(".DS_Store", "x")
    put("README.md", "x")

    assert archive.fingerprint() == before
