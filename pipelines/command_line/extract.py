"""Prints the figures, claims or targets of documents, without a warehouse.

What is read goes through the same tables, made by the same SQL, as in a warehouse: in a
database in memory that holds the reference lists, the documents, and nothing more.
"""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from pipelines.command_line.output_format import OutputFormat
from pipelines.command_line.queries import query_text
from pipelines.command_line.reading import Outcome, read_documents
from pipelines.command_line.rows import print_rows
from pipelines.command_line.text import hanging
from pipelines.errors import NothingReadError
from pipelines.ingest.corrections import TABLE_COLUMNS as CORRECTION_COLUMNS
from pipelines.ingest.document_files import DESCRIPTIONS, walk
from pipelines.ingest.raw_store import DOCUMENT_COLUMNS, RawStore, Reading
from pipelines.ingest.reviews import TABLE_COLUMNS as REVIEW_COLUMNS
from pipelines.ingest.workers import Limits
from pipelines.model.sql_files import (
    build_tables,
    lineage,
    load_macros,
    load_reference_tables,
)
from pipelines.settings import Settings
from pipelines.tables import set_review_threshold

#: What the queries of this command read.
TABLES = ("stg_figure", "stg_claim", "stg_document", "dim_company", "dim_org_unit")


class Extract(StrEnum):
    """What is printed; the value names its query."""

    FIGURES = "extract_figures"
    CLAIMS = "extract_claims"
    TARGETS = "extract_targets"


@dataclass(frozen=True, slots=True)
class Wish:
    """What to print of the documents, and how."""

    extract: Extract
    output_format: OutputFormat
    limit: int
    with_doubtful: bool


def print_extract(settings: Settings, paths: Sequence[Path], wish: Wish) -> None:
    """Read files, and all files in folders, and print what they state.

    A document that cannot be read is told on the error output.

    Raises:
        NothingReadError: none of the documents could be read.
    """
    limits = Limits(settings.reading_seconds, settings.reading_memory_mb)
    outcomes = read_documents(list(_files(paths)), limits)
    for outcome in outcomes:
        _tell_problem(outcome)
    if not any(outcome.document for outcome in outcomes):
        message = "None of the documents could be read. Name others."
        raise NothingReadError(message)
    with duckdb.connect() as connection:
        _build(connection, outcomes, settings.review_threshold)
        answer = connection.execute(
            query_text(wish.extract.value), {"with_doubtful": wish.with_doubtful}
        )
        print_rows(answer, wish.output_format, wish.limit)


def _files(paths: Iterable[Path]) -> Iterable[Path]:
    """Pass on each file once: those that are named, and those in named folders."""
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            listed = (each for each in walk(path) if each.name not in DESCRIPTIONS)
            found |= dict.fromkeys(sorted(listed))
        else:
            found[path] = None
    return found


def _tell_problem(outcome: Outcome) -> None:
    document = outcome.document
    told = (
        [outcome.problem] if outcome.problem else document.warnings if document else []
    )
    for line in told:
        text = f"{outcome.path}: {' '.join(line.split())}"
        sys.stderr.write(hanging(text, 2) + "\n")


def _build(
    connection: duckdb.DuckDBPyConnection,
    outcomes: Iterable[Outcome],
    review_threshold: Decimal,
) -> None:
    """Build the tables that the queries of this command read."""
    set_review_threshold(connection, review_threshold)
    load_macros(connection)
    load_reference_tables(connection)
    list(build_tables(connection, {"stg_company_alias"}))
    _load_raw(connection, outcomes)
    list(build_tables(connection, lineage(TABLES)))
    for view in ("extract_statements", "extract_stated_changes"):
        connection.execute(query_text(view))


def _load_raw(
    connection: duckdb.DuckDBPyConnection, outcomes: Iterable[Outcome]
) -> None:
    """Load what was read. Paths name the documents: one may be given twice."""
    read = [
        (Reading(str(outcome.path), outcome.reader, outcome.version), outcome.document)
        for outcome in outcomes
        if outcome.document
    ]
    with TemporaryDirectory() as folder:
        store = RawStore(Path(folder), connection)
        store.prepare()
        store.load_read(read)
        store.create("raw_review", REVIEW_COLUMNS)
        store.create("raw_correction", CORRECTION_COLUMNS)
        store.create("raw_document", DOCUMENT_COLUMNS)
        for reading, document in read:
            connection.execute(
                query_text("extract_document"),
                {
                    "path": reading.document_id,
                    "folder_name": Path(reading.document_id).absolute().parent.name,
                    "reader": reading.reader,
                    "reader_version": reading.reader_version,
                    "issuer_text": document.issuer_text,
                    "dated_text": document.dated_text,
                    "page_count": document.page_count,
                },
            )
