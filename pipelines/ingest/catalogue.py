"""The catalogue: what is known of each document beside what it prints.

``reports/catalogue.csv`` has one row per document. It may be missing, and so may a row:
the document is then read all the same, and its company told in another way.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath, PureWindowsPath

from pipelines.errors import ReportsFolderError
from pipelines.ingest.archive import ReportArchive
from pipelines.ingest.listing import read_listing

COLUMNS = (
    "path",
    "company",
    "title",
    "publisher",
    "source_kind",
    "published_on",
    "language",
    "url",
    "attribution",
    "quotes",
)
SOURCE_KINDS = ("issuer_report", "regulatory_filing", "press", "aggregator")
# Whose figures a document may only relay.
QUOTED = "issuer"

_PUBLISHED_ON = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """One document as the catalogue describes it; what it leaves empty is None."""

    line: int
    path: str
    company: str | None = None
    title: str | None = None
    publisher: str | None = None
    source_kind: str | None = None
    published_on: str | None = None
    language: str | None = None
    url: str | None = None
    attribution: str | None = None
    quotes: str | None = None


@dataclass(slots=True)
class Catalogue:
    """All entries by path, and what is odd about them."""

    is_missing: bool = False
    entries: dict[str, CatalogueEntry] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)

    def entry(self, relative: str) -> CatalogueEntry | None:
        """Return what is said of the document at a path below the reports folder."""
        return self.entries.get(_path_key(relative))

    def compare(self, present: Iterable[str], taken: Iterable[str]) -> list[str]:
        """Say which rows have no document, and which documents taken in have no row."""
        keys = {_path_key(relative) for relative in present}
        warnings = [
            f"catalogue.csv line {entry.line}: there is no document {entry.path}."
            for key, entry in self.entries.items()
            if key not in keys
        ]
        if self.is_missing:
            return warnings
        return warnings + [
            f"{relative}: not in catalogue.csv; its folder, or else its own words, "
            "tell the company."
            for relative in taken
            if _path_key(relative) not in self.entries
        ]


def read_catalogue(archive: ReportArchive) -> Catalogue:
    """Read the catalogue of an archive.

    Raises:
        ReportsFolderError: it is there and cannot be read, names a document twice, or
            says of one that it quotes somebody other than the issuer.
    """
    path = archive.catalogue_path
    if not path.exists():
        warning = (
            "There is no catalogue.csv: folders, or else the documents' own words, "
            "tell the companies."
        )
        return Catalogue(is_missing=True, warnings=[warning])
    catalogue = Catalogue()
    for line, cells in read_listing(path, COLUMNS, needed=("path",)):
        _add(catalogue, path, line, cells)
    return catalogue


def _add(catalogue: Catalogue, path: Path, line: int, cells: dict[str, str]) -> None:
    place = f"catalogue.csv line {line}"
    if "path" not in cells:
        catalogue.warnings.append(
            f"{place}: names no path, and describes nothing. Fill it in."
        )
        return
    key = _path_key(cells["path"])
    if _leads_out(key):
        catalogue.warnings.append(
            f"{place}: {cells['path']} leads out of the reports folder, and describes "
            "nothing. Write the path as it is below that folder."
        )
        return
    if earlier := catalogue.entries.get(key):
        message = (
            f"{path}: lines {earlier.line} and {line} both describe {cells['path']}. "
            "Keep one of them."
        )
        raise ReportsFolderError(message)
    known = {column: cells[column] for column in COLUMNS if column in cells}
    _check_quotes(path, line, known)
    _check_source_kind(catalogue, place, known)
    _check_published_on(catalogue, place, known)
    if "company" not in known:
        catalogue.warnings.append(
            f"{place}: no company; the folder, or else the document's own words, "
            "tell it."
        )
    catalogue.entries[key] = CatalogueEntry(line=line, **known)


def _check_quotes(path: Path, line: int, known: dict[str, str]) -> None:
    # Left out, it would let what an issuer has restated stand beside the restatement.
    quotes = known.get("quotes")
    if quotes is not None and quotes != QUOTED:
        message = (
            f"{path}, line {line}: quotes is '{quotes}'. Write {QUOTED} where the "
            "document only relays the issuer's own figures; else leave it empty."
        )
        raise ReportsFolderError(message)


def _check_source_kind(catalogue: Catalogue, place: str, known: dict[str, str]) -> None:
    kind = known.get("source_kind")
    if kind is not None and kind not in SOURCE_KINDS:
        del known["source_kind"]
        catalogue.warnings.append(
            f"{place}: '{kind}' is not a kind of source and is left out; it is one of "
            f"{', '.join(SOURCE_KINDS)}."
        )


def _check_published_on(
    catalogue: Catalogue, place: str, known: dict[str, str]
) -> None:
    published_on = known.get("published_on")
    if published_on is not None and not _PUBLISHED_ON.fullmatch(published_on):
        catalogue.warnings.append(
            f"{place}: published on '{published_on}' is no day (2024-07-30), month "
            "(2024-07) or year (2024)."
        )


def _leads_out(key: str) -> bool:
    """Tell a path that is not written from the reports folder downwards."""
    path = PureWindowsPath(key)  # it knows drives as well as slashes
    return ".." in path.parts or bool(path.anchor)


def _path_key(path: str) -> str:
    """Fold the ways to write one path: backslashes, './' and composed accents."""
    posix = PurePosixPath(path.replace("\\", "/")).as_posix()
    return unicodedata.normalize("NFC", posix)
