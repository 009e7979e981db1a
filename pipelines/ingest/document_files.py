"""Which files of a folder are, or were meant to be, documents."""

import os
from collections.abc import Iterator
from pathlib import Path

# What describes the documents, and is read by stages of its own.
DESCRIPTIONS = frozenset({"catalogue.csv", "corrections.csv", "reviews.csv"})
IGNORED_NAMES = frozenset({"readme.md"})
# Office programs leave such a file beside each that is open.
IGNORED_PREFIXES = (".", "~$")


def walk(root: Path) -> Iterator[Path]:
    """Pass on every path that is not ignored, and folders that cannot be entered."""
    closed: list[Path] = []

    def remember(error: OSError) -> None:
        closed.append(Path(error.filename))

    for folder, folder_names, file_names in os.walk(root, onerror=remember):
        folder_names[:] = sorted(filter(_is_kept, folder_names))
        folders = (Path(folder, name) for name in folder_names)
        # A linked folder is not walked, so it is passed on to be reported.
        yield from (path for path in folders if path.is_symlink())
        yield from (Path(folder, name) for name in filter(_is_kept, file_names))
    yield from closed


def _is_kept(name: str) -> bool:
    return not name.startswith(IGNORED_PREFIXES) and name.lower() not in IGNORED_NAMES
