"""What is refused before it is opened: the wrong kind, and traps."""

import zipfile

import pytest

from pipelines.errors import UnreadableDocumentError
from pipelines.ingest import screening
from pipelines.ingest.screening import screen

PDF = b"%PDF-1.7\n"
OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.fixture
def make_file(tmp_path):
    """Return a function that writes a file and returns its path."""

    def make(name, content):
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return make


@pytest.fixture
def make_zip(tmp_path):
    """Return a function that writes a ZIP of named contents and returns its path."""

    def make(name, entries):
        path = tmp_path / name
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for entry, content in entries.items():
                archive.writestr(entry, content)
        return path

    return make


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("report.pdf", PDF),
        ("report.pdf", b"\n\n" + PDF),
        ("report.txt", b"Scope 1"),
        ("report.HTML", b"<!DOCTYPE html><p>Scope 1"),
        ("report.json", b"{}"),
        ("report.csv", b"a;b"),
    ],
)
def test_a_document_of_its_kind_passes(make_file, name, content):
    screen(make_file(name, content))


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("report.pdf", b"", "is empty."),
        ("report.pdf", b"<html><body>", "is not a PDF but a web page."),
        ("report.pdf", b"PK\x03\x04", "is not a PDF but a ZIP archive."),
        ("report.pdf", b"anything", "is not a PDF."),
        ("report.xlsx", PDF, "is not an .xlsx file but a PDF."),
        ("report.xlsx", OLD_EXCEL, "is encrypted, or an Excel file of the old kind."),
        ("report.xlsx", b"PK\x03\x04", "is a broken .xlsx file"),
        ("report.txt", PDF, "is a PDF, not .txt."),
        ("report.csv", b"PK\x03\x04", "is a ZIP archive, not .csv."),
        ("report.html", b"\x89PNG", "is a picture, not .html."),
        (
            "report.html",
            b'<!DOCTYPE a [<!entity b "c">]><p>&b;',
            "declares entities of its own.",
        ),
    ],
)
def test_a_file_of_another_kind_is_refused(make_file, name, content, problem):
    with pytest.raises(UnreadableDocumentError) as error:
        screen(make_file(name, content))

    assert str(error.value).startswith(f"{name} {problem}")
    assert str(error.value).endswith(".")


def test_a_folder_is_refused(tmp_path):
    with pytest.raises(UnreadableDocumentError, match="is not a regular file"):
        screen(tmp_path)


def test_a_file_that_is_too_large_is_refused(make_file, monkeypatch):
    monkeypatch.setattr(screening, "LARGEST_FILE", 2_000_000)

    with pytest.raises(UnreadableDocumentError, match=r"has more than 2 MB\. Part it"):
        screen(make_file("report.pdf", PDF + b"0" * 2_000_000))


def test_a_workbook_of_usual_parts_passes(make_zip):
    screen(make_zip("report.xlsx", {"xl/workbook.xml": "<workbook/>"}))


@pytest.mark.parametrize(
    ("entries", "problem"),
    [
        ({"xl/a.xml": "0" * 30_000_000}, r"unpacks from [\d,]+ to 30,000,000 bytes"),
        ({"xl/inner.zip": "0"}, "holds another archive, xl/inner.zip"),
        (
            {"xl/a.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'},
            "declares entities in xl/a.xml",
        ),
        ({f"xl/{number}.xml": "" for number in range(10_001)}, "holds 10,001 files"),
    ],
)
def test_a_workbook_that_is_a_trap_is_refused(make_zip, entries, problem):
    with pytest.raises(UnreadableDocumentError, match=rf"report\.xlsx {problem}"):
        screen(make_zip("report.xlsx", entries))


def test_a_line_without_an_end_is_refused(make_file):
    path = make_file("report.txt", b"short\n" + b"0" * (screening.LONGEST_LINE + 1))

    with pytest.raises(UnreadableDocumentError, match=r"line of more than .*\(2\)"):
        screen(path)
