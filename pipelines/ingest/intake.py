"""One intake: the documents of an archive become the raw tables of a warehouse.

Documents that were read before are not read again, one that cannot be read does not
keep the others out, and what became of each is recorded in audit_document.
"""

import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from duckdb import DuckDBPyConnection

from pipelines.durable_files import hash_file
from pipelines.errors import UnreadableDocumentError
from pipelines.ingest.archive import ArchivedFile, ReportArchive
from pipelines.ingest.catalogue import Catalogue, CatalogueEntry, read_catalogue
from pipelines.ingest.raw_store import RawStore, Reading
from pipelines.ingest.readers import Reader, readable_suffixes, reader_for
from pipelines.tables import transaction

Status = Literal["read", "unchanged", "duplicate", "no_reader", "unreadable"]

DOCUMENT_COLUMNS = {
    "document_id": "varchar",
    "path": "varchar",
    "folder_name": "varchar",
    "file_name": "varchar",
    "size_bytes": "bigint",
    "reader": "varchar",
    "reader_version": "varchar",
    "is_catalogued": "boolean",
    "company_text": "varchar",
    "title": "varchar",
    "publisher": "varchar",
    "source_kind": "varchar",
    "published_text": "varchar",
    "language": "varchar",
    "url": "varchar",
    "attribution": "varchar",
    "figure_count": "integer",
    "claim_count": "integer",
}
AUDIT_COLUMNS = {
    "run_id": "varchar",
    "document_id": "varchar",
    "path": "varchar",
    "reader": "varchar",
    "reader_version": "varchar",
    "status": "varchar",
    "reason": "varchar",
    "figure_count": "integer",
    "claim_count": "integer",
    "seconds": "double",
}


@dataclass(frozen=True, slots=True)
class DocumentOutcome:
    """What became of one file of the archive in one run."""

    path: str
    status: Status
    document_id: str | None = None
    reader: str | None = None
    reader_version: str | None = None
    reason: str | None = None
    figure_count: int | None = None
    claim_count: int | None = None
    seconds: float = 0.0

    @property
    def is_taken(self) -> bool:
        """Whether the document's rows are in the raw tables."""
        return self.status in ("read", "unchanged")

    @property
    def is_failed(self) -> bool:
        """Whether the file holds figures, perhaps, that nobody could read."""
        return self.status in ("no_reader", "unreadable")


@dataclass(frozen=True, slots=True)
class IngestSummary:
    """What became of every file, by path, and what the run should warn of."""

    outcomes: tuple[DocumentOutcome, ...]
    warnings: tuple[str, ...]

    def count(self, status: Status) -> int:
        """Return how many files have a status."""
        return sum(outcome.status == status for outcome in self.outcomes)

    @property
    def failed(self) -> tuple[DocumentOutcome, ...]:
        """The files that could not be read."""
        return tuple(outcome for outcome in self.outcomes if outcome.is_failed)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A file with all that is known of it before it is read."""

    file: ArchivedFile
    entry: CatalogueEntry | None
    reader: Reader | None
    document_id: str | None = None
    size_bytes: int = 0
    problem: str | None = None


def ingest_documents(
    archive: ReportArchive,
    connection: DuckDBPyConnection,
    raw_folder: Path,
    run_id: str,
) -> IngestSummary:
    """Read what is new, and make raw_document, raw_figure and raw_claim.

    The tables hold the documents that lie in the archive now. audit_document keeps
    the outcomes of earlier runs too.

    Raises:
        ReportsFolderError: the folder is missing, or its catalogue cannot be read.
    """
    catalogue = read_catalogue(archive)
    warnings = list(catalogue.warnings)
    store = RawStore(raw_folder, connection)
    store.prepare()
    candidates = [_identify(file, catalogue) for file in archive.files()]
    originals = _originals(candidates)
    outcomes = [_take(each, originals, store, warnings) for each in candidates]
    warnings += catalogue.compare(
        present=[each.file.relative for each in candidates],
        taken=[outcome.path for outcome in outcomes if outcome.is_taken],
    )
    outcomes = _make_tables(connection, store, run_id, candidates, outcomes)
    return IngestSummary(tuple(outcomes), tuple(warnings))


def _identify(file: ArchivedFile, catalogue: Catalogue) -> _Candidate:
    entry, reader = catalogue.entry(file.relative), reader_for(file.path)
    if file.problem:
        return _Candidate(file, entry, reader, problem=file.problem)
    try:
        size_bytes = file.path.stat().st_size
        document_id = hash_file(file.path)
    except OSError as error:
        return _Candidate(file, entry, reader, problem=_unopened(error))
    return _Candidate(file, entry, reader, document_id, size_bytes)


def _originals(candidates: Iterable[_Candidate]) -> dict[str, str]:
    """Choose the path that stands for each content: one that the catalogue names."""
    ranked = sorted(
        candidates,
        key=lambda each: (each.reader is None, each.entry is None, each.file.relative),
    )
    originals: dict[str, str] = {}
    for each in ranked:
        if each.document_id:
            originals.setdefault(each.document_id, each.file.relative)
    return originals


def _take(
    candidate: _Candidate,
    originals: dict[str, str],
    store: RawStore,
    warnings: list[str],
) -> DocumentOutcome:
    """Have one document read, unless that is needless or impossible."""
    started = time.perf_counter()
    reader, document_id = candidate.reader, candidate.document_id
    outcome = DocumentOutcome(
        path=candidate.file.relative,
        status="unreadable",
        document_id=document_id,
        reader=reader.name if reader else None,
        reader_version=reader.version if reader else None,
        reason=candidate.problem,
    )
    if document_id is None:
        return outcome
    original = originals[document_id]
    if original != candidate.file.relative:
        reason = f"The same bytes as {original}, which is read in its place."
        return replace(outcome, status="duplicate", reason=reason)
    if reader is None:
        kind = candidate.file.path.suffix or "without an ending"
        reason = f"There is no reader for files {kind}, only for {readable_suffixes()}."
        return replace(outcome, status="no_reader", reason=reason)
    reading = Reading(document_id, reader.name, reader.version)
    if store.holds(reading):
        return replace(outcome, status="unchanged")
    try:
        warnings += _read(candidate.file.path, reader, reading, store)
    except UnreadableDocumentError as error:
        return replace(outcome, reason=str(error), seconds=_since(started))
    except OSError as error:
        return replace(outcome, reason=_unopened(error), seconds=_since(started))
    return replace(outcome, status="read", seconds=_since(started))


def _read(path: Path, reader: Reader, reading: Reading, store: RawStore) -> list[str]:
    document = reader.read(path)
    if hash_file(path) != reading.document_id:
        message = f"{path.name} changed while it was read. Run again when it is whole."
        raise UnreadableDocumentError(message)
    store.write(reading, document)
    return document.warnings


def _make_tables(
    connection: DuckDBPyConnection,
    store: RawStore,
    run_id: str,
    candidates: list[_Candidate],
    outcomes: list[DocumentOutcome],
) -> list[DocumentOutcome]:
    """Make the raw tables and add to the audit, all of it or nothing."""
    with transaction(connection):
        store.load(
            Reading(str(each.document_id), str(each.reader), str(each.reader_version))
            for each in outcomes
            if each.is_taken
        )
        counted = _counted(store, outcomes)
        store.create("raw_document", DOCUMENT_COLUMNS)
        store.create("audit_document", AUDIT_COLUMNS, keep_rows=True)
        store.append(
            "raw_document",
            DOCUMENT_COLUMNS,
            [
                _document_row(candidate, outcome)
                for candidate, outcome in zip(candidates, counted, strict=True)
                if outcome.is_taken
            ],
        )
        store.append(
            "audit_document",
            AUDIT_COLUMNS,
            [_audit_row(run_id, outcome) for outcome in counted],
        )
    return counted


def _counted(
    store: RawStore, outcomes: Iterable[DocumentOutcome]
) -> list[DocumentOutcome]:
    figures, claims = store.counts("raw_figure"), store.counts("raw_claim")
    return [
        replace(
            outcome,
            figure_count=figures.get(str(outcome.document_id), 0),
            claim_count=claims.get(str(outcome.document_id), 0),
        )
        if outcome.is_taken
        else outcome
        for outcome in outcomes
    ]


def _document_row(
    candidate: _Candidate, outcome: DocumentOutcome
) -> tuple[object, ...]:
    file = candidate.file
    entry = candidate.entry or CatalogueEntry(line=0, path=file.relative)
    return (
        outcome.document_id,
        file.relative,
        file.folder_name,
        file.relative.rsplit("/", 1)[-1],
        candidate.size_bytes,
        outcome.reader,
        outcome.reader_version,
        candidate.entry is not None,
        entry.company or file.folder_name,
        entry.title or file.path.stem,
        entry.publisher,
        entry.source_kind,
        entry.published_on,
        entry.language,
        entry.url,
        entry.attribution,
        outcome.figure_count,
        outcome.claim_count,
    )


def _audit_row(run_id: str, outcome: DocumentOutcome) -> tuple[object, ...]:
    return (
        run_id,
        outcome.document_id,
        outcome.path,
        outcome.reader,
        outcome.reader_version,
        outcome.status,
        outcome.reason,
        outcome.figure_count,
        outcome.claim_count,
        outcome.seconds,
    )


def _unopened(error: OSError) -> str:
    return f"The file cannot be opened: {error.strerror}. Allow it to be read."


def _since(started: float) -> float:
    return round(time.perf_counter() - started, 6)
