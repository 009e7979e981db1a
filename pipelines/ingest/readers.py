"""The readers of documents, and which of them reads a file.

A new kind of file is one module with a class of this shape, and its name in READERS.
"""

from pathlib import Path
from typing import Protocol

from pipelines.ingest.figure_sheet import FigureSheetReader
from pipelines.ingest.printed import ReadDocument


class Reader(Protocol):
    """Reads documents of some kinds.

    ``version`` changes whenever the same bytes would be read to other rows; documents
    are then read anew. ``suffixes`` are in lower case, with their dot.
    """

    name: str
    version: str
    suffixes: frozenset[str]

    def read(self, path: Path) -> ReadDocument:
        """Read one document.

        Raises:
            UnreadableDocumentError: it cannot be read, with the place and the remedy.
        """
        ...


READERS: tuple[Reader, ...] = (FigureSheetReader(),)


def reader_for(path: Path) -> Reader | None:
    """Return the reader of a file's kind, or None where there is none."""
    suffix = path.suffix.lower()
    return next((reader for reader in READERS if suffix in reader.suffixes), None)


def readable_suffixes() -> str:
    """Name the kinds of files that can be read, for messages."""
    suffixes = {suffix for reader in READERS for suffix in reader.suffixes}
    return ", ".join(sorted(suffixes))
