"""The reports folder: which documents lie in it, and whether anything has changed.

``reports/<company>/…/<document>``; files that describe the documents lie beside the
companies' folders. Nothing here opens a document but to hash its bytes.
"""

import hashlib
import stat
from dataclasses import dataclass
from pathlib import Path

import dagster as dg

from pipelines.errors import ReportsFolderError
from pipelines.ingest.document_files import DESCRIPTIONS, walk


@dataclass(frozen=True, slots=True)
class ArchivedFile:
    """One file of the archive; ``problem`` says why it cannot be a document."""

    path: Path
    relative: str
    problem: str | None = None

    @property
    def folder_name(self) -> str:
        """The first folder on the way to the file: its company, by default."""
        return self.relative.split("/")[0]


class ReportArchive(dg.ConfigurableResource):
    """The folder of reports: one folder per company, with its documents in it."""

    folder: str

    @property
    def path(self) -> Path:
        """The reports folder.

        Raises:
            ReportsFolderError: it is missing.
        """
        path = Path(self.folder)
        if not path.is_dir():
            message = (
                f"{path}: no such folder of reports. Make it, with a folder per company"
                " and the company's documents in it, or name another with --reports."
            )
            raise ReportsFolderError(message)
        return path

    @property
    def catalogue_path(self) -> Path:
        """Where the documents are described, if they are."""
        return self.path / "catalogue.csv"

    @property
    def reviews_path(self) -> Path:
        """Where people's decisions about unsure figures are, if there are any."""
        return self.path / "reviews.csv"

    @property
    def corrections_path(self) -> Path:
        """Where people's corrections of figures are, if there are any."""
        return self.path / "corrections.csv"

    def files(self) -> list[ArchivedFile]:
        """List everything that is, or was meant to be, a document, by its path."""
        root = self.path
        found = (_archived(root, path) for path in walk(root))
        return sorted(
            (file for file in found if file.relative not in DESCRIPTIONS),
            key=lambda file: file.relative,
        )

    def fingerprint(self) -> str:
        """Return a text that changes when a file is added, removed or written to.

        Paths, sizes and times are enough to tell that a run is worth starting; the run
        itself looks at the bytes.
        """
        root = self.path
        digest = hashlib.sha256()
        for path in sorted(walk(root)):
            digest.update(f"{_relative(root, path)}\0{_state(path)}\n".encode())
        return digest.hexdigest()


def _archived(root: Path, path: Path) -> ArchivedFile:
    return ArchivedFile(path, _relative(root, path), _problem(root, path))


def _relative(root: Path, path: Path) -> str:
    """Write the path below the root so that it can be stored, whatever its bytes."""
    relative = path.relative_to(root).as_posix()
    return relative.encode("utf-8", "backslashreplace").decode("utf-8")


def _problem(root: Path, path: Path) -> str | None:
    if path.is_symlink() and not _stays_within(root, path):
        return (
            "The link leaves the reports folder. Put a copy of the document in its "
            "place."
        )
    if path.is_symlink() and path.is_dir():
        return "A linked folder is not followed. Move the documents into the company's."
    if path.is_dir():
        return "The folder cannot be entered. Allow it to be read."
    if not path.is_file():
        return "This is not a regular file. Put the document itself in its place."
    if path.parent == root:
        return (
            "The document lies outside any company's folder. Move it into a folder "
            "named for its company."
        )
    return None


def _stays_within(root: Path, link: Path) -> bool:
    try:
        return link.resolve().is_relative_to(root.resolve())
    except RuntimeError:  # links that lead in a circle; they are no file
        return True


def _state(path: Path) -> str:
    try:
        status = path.stat()
    except OSError:
        return "unknown"
    kind = stat.S_IFMT(status.st_mode)
    return f"{kind} {status.st_size} {status.st_mtime_ns}"
