"""What is looked at before a document is opened: size, kind, and traps.

A file is refused when its bytes are not of the kind that its ending says, or when
opening it would cost more than any report does.
"""

import re
import stat
import zipfile
import zlib
from pathlib import Path
from typing import NoReturn

from pipelines.errors import UnreadableDocumentError

MEGABYTE = 1_000_000
LARGEST_FILE = 200 * MEGABYTE
LARGEST_TEXT = 50 * MEGABYTE
LARGEST_UNPACKED = 500 * MEGABYTE
LARGEST_RATIO = 200
MOST_ENTRIES = 10_000
LONGEST_LINE = 5 * MEGABYTE
HEAD = 4096

PDF_MARK = b"%PDF-"
ZIP_MARK = b"PK\x03\x04"
OLE_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
KNOWN_MARKS = {
    PDF_MARK: "a PDF",
    ZIP_MARK: "a ZIP archive",
    OLE_MARK: "an Office file of the old kind or with a password",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x1f\x8b": "a gzip archive",
    b"7z\xbc\xaf": "a 7-Zip archive",
    b"Rar!": "a RAR archive",
    b"\x7fELF": "a program",
    b"MZ": "a program",
}
TEXT_SUFFIXES = frozenset({".txt", ".md", ".csv", ".json", ".html", ".htm", ".xhtml"})
MARKUP_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
FETCH_AGAIN = "Fetch it again from where it was published."
PART_IT = "Part it, and add the parts."

# What the library raises for archives that lie; RuntimeError is for encrypted entries.
ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)

_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
_DOCTYPE = re.compile(rb"<!DOCTYPE", re.IGNORECASE)


def screen(path: Path) -> None:
    """Refuse a file that is not what its ending says, or that is a trap.

    Raises:
        UnreadableDocumentError: with the problem and the remedy.
    """
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        refuse(path, "is not a regular file.", "Put the file itself there.")
    if not status.st_size:
        refuse(path, "is empty.", FETCH_AGAIN)
    suffix = path.suffix.lower()
    largest = LARGEST_TEXT if suffix in TEXT_SUFFIXES else LARGEST_FILE
    if status.st_size > largest:
        raise UnreadableDocumentError(too_large(path, largest))
    with path.open("rb") as file:
        head = file.read(HEAD)
    if suffix == ".pdf":
        _screen_pdf(path, head)
    elif suffix == ".xlsx":
        _screen_workbook(path, head)
    elif suffix in TEXT_SUFFIXES:
        _screen_text(path, head)


def too_large(path: Path, largest: int = LARGEST_FILE) -> str:
    """Say that a file is larger than may be read, and what to do."""
    return f"{path.name} has more than {largest // MEGABYTE} MB. {PART_IT}"


def refuse(path: Path, problem: str, remedy: str) -> NoReturn:
    """Say that a document cannot be read, why, and what to do.

    Raises:
        UnreadableDocumentError: always.
    """
    message = f"{path.name} {problem} {remedy}"
    raise UnreadableDocumentError(message)


def _screen_pdf(path: Path, head: bytes) -> None:
    # Readers of PDFs take the mark anywhere in the first kilobyte.
    if PDF_MARK not in head[:1024]:
        refuse(path, f"is not a PDF{_but(head)}.", FETCH_AGAIN)


def _screen_workbook(path: Path, head: bytes) -> None:
    if head.startswith(OLE_MARK):
        refuse(
            path,
            "is encrypted, or an Excel file of the old kind.",
            "Save it as .xlsx without a password and add that file.",
        )
    if not head.startswith(ZIP_MARK):
        refuse(path, f"is not an .xlsx file{_but(head)}.", FETCH_AGAIN)
    try:
        with zipfile.ZipFile(path) as archive:
            _screen_entries(path, archive)
            broken = archive.testzip()
    except ZIP_ERRORS as error:
        message = f"{path.name} is a broken .xlsx file ({error}). {FETCH_AGAIN}"
        raise UnreadableDocumentError(message) from error
    if broken:
        refuse(path, f"is a broken .xlsx file (in {broken}).", FETCH_AGAIN)


def _screen_entries(path: Path, archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    remedy = "Save it anew with a spreadsheet program and add that file."
    if len(entries) > MOST_ENTRIES:
        refuse(path, f"holds {len(entries):,} files where a few are usual.", remedy)
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if unpacked > LARGEST_UNPACKED or unpacked > LARGEST_RATIO * packed + MEGABYTE:
        problem = f"unpacks from {packed:,} to {unpacked:,} bytes."
        refuse(path, problem, remedy)
    for entry in entries:
        if entry.filename.lower().endswith((".zip", ".xlsx", ".7z", ".gz")):
            refuse(path, f"holds another archive, {entry.filename}.", remedy)
        if entry.filename.endswith((".xml", ".rels", ".vml")):
            _screen_entry(path, archive, entry)


def _screen_entry(path: Path, archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """Look at the real bytes of an entry: sizes may be declared wrong."""
    remedy = "Save it anew with a spreadsheet program and add that file."
    with archive.open(entry) as file:
        # Without the NUL bytes that UTF-16 has between its letters.
        if _DOCTYPE.search(file.read(HEAD).replace(b"\0", b"")):
            refuse(path, f"declares entities in {entry.filename}.", remedy)


def _screen_text(path: Path, head: bytes) -> None:
    for mark, kind in KNOWN_MARKS.items():
        if head.startswith(mark):
            problem = f"is {kind}, not {path.suffix.lower()}."
            refuse(path, problem, "Give it the ending of its kind.")
    if path.suffix.lower() in MARKUP_SUFFIXES:
        if _ENTITY.search(path.read_bytes().replace(b"\0", b"")):
            problem = "declares entities of its own."
            refuse(path, problem, "Save the page from a browser and add that file.")
        return
    if path.stat().st_size > LONGEST_LINE:
        _screen_lines(path)


def _screen_lines(path: Path) -> None:
    if path.suffix.lower() == ".json":
        return
    with path.open("rb") as file:
        number = 0
        while line := file.readline(LONGEST_LINE + 1):
            number += 1
            if len(line) > LONGEST_LINE:
                problem = f"has a line of more than {LONGEST_LINE:,} bytes ({number})."
                refuse(path, problem, "End its lines with line breaks.")


def _but(head: bytes) -> str:
    for mark, kind in KNOWN_MARKS.items():
        if head.startswith(mark):
            return f" but {kind}"
    return " but a web page" if b"<html" in head[:1024].lower() else ""
