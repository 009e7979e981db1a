"""The readers of documents, and which of them reads a file.

A new kind of file is one module in ``formats/`` and its line in READERS. What opens a
format is imported when the first document of that kind is read.
"""

from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Protocol

from pipelines.ingest.figure_sheet import FigureSheetReader, is_figure_sheet
from pipelines.ingest.outsized import fit_for_reading
from pipelines.ingest.printed import ReadDocument
from pipelines.ingest.screening import screen

# Counts up whenever the same content would be understood in another way.
UNDERSTANDING = "4"


class Reader(Protocol):
    """Reads documents of some kinds.

    ``version`` changes whenever the same bytes would be read to other rows; documents
    are then read anew. ``suffixes`` are in lower case, with their dot.
    """

    @property
    def name(self) -> str:
        """The reader's name in the warehouse."""
        ...

    @property
    def version(self) -> str:
        """The reader's version in the warehouse."""
        ...

    @property
    def suffixes(self) -> frozenset[str]:
        """The endings of the files that it reads."""
        ...

    def read(self, path: Path) -> ReadDocument:
        """Read one document.

        Raises:
            UnreadableDocumentError: it cannot be read, with the place and the remedy.
        """
        ...


@dataclass(frozen=True, slots=True)
class DocumentReader:
    """Opens documents of one format, and has what they print understood."""

    name: str
    format_version: str
    suffixes: frozenset[str]
    opener: str

    @property
    def version(self) -> str:
        """The version of the format's opening and of the understanding."""
        return f"{self.format_version}.{UNDERSTANDING}"

    def read(self, path: Path) -> ReadDocument:
        """Read one document.

        Raises:
            UnreadableDocumentError: it cannot be opened.
        """
        screen(path)
        module = import_module(f"pipelines.ingest.formats.{self.name}")
        understanding = import_module("pipelines.ingest.understanding.document")
        content = fit_for_reading(getattr(module, self.opener)(path), path.name)
        document: ReadDocument = understanding.understand(content)
        if not document.figures and not document.claims:
            document.warnings.append(f"{path.name}: no figures were found in it.")
        return document


@dataclass(frozen=True, slots=True)
class FactsReader:
    """Reads files whose figures are named by keys: nothing is left to understand."""

    name: str
    version: str
    suffixes: frozenset[str]

    def read(self, path: Path) -> ReadDocument:
        """Read one document.

        Raises:
            UnreadableDocumentError: it cannot be opened, or holds no figures.
        """
        screen(path)
        module = import_module(f"pipelines.ingest.formats.{self.name}")
        document: ReadDocument = module.read_facts(path)
        return document


FIGURE_SHEETS = FigureSheetReader()
CSV_TABLES = DocumentReader("csv_table", "2", frozenset({".csv"}), "open_csv")
READERS: tuple[Reader, ...] = (
    FIGURE_SHEETS,
    CSV_TABLES,
    DocumentReader("pdf", "1", frozenset({".pdf"}), "open_pdf"),
    DocumentReader("html", "2", frozenset({".html", ".htm", ".xhtml"}), "open_html"),
    DocumentReader("spreadsheet", "2", frozenset({".xlsx"}), "open_spreadsheet"),
    DocumentReader("plain_text", "2", frozenset({".txt", ".md"}), "open_text"),
    FactsReader("json_facts", "3", frozenset({".json"})),
)


def reader_for(path: Path) -> Reader | None:
    """Return the reader of a file's kind, or None where there is none.

    A CSV file is a figure sheet or a table as companies publish them; its header tells.
    """
    suffix = path.suffix.lower()
    if suffix in FIGURE_SHEETS.suffixes:
        return FIGURE_SHEETS if is_figure_sheet(path) else CSV_TABLES
    return next((reader for reader in READERS if suffix in reader.suffixes), None)


def reader_named(name: str) -> Reader:
    """Return the reader of a name."""
    return next(reader for reader in READERS if reader.name == name)


def readable_suffixes() -> str:
    """Name the kinds of files that can be read, for messages."""
    suffixes = {suffix for reader in READERS for suffix in reader.suffixes}
    return ", ".join(sorted(suffixes))
