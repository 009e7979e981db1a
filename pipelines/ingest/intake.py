"""One intake: the documents of an archive become the raw tables of a warehouse.

Documents that were read before are not read again, one that cannot be read does not
keep the others out, and what became of each is recorded in audit_document.
"""

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from duckdb import DuckDBPyConnection, InvalidInputException

from pipelines.durable_files import hash_file
from pipelines.errors import UnreadableDocumentError
from pipelines.ingest.archive import ArchivedFile, ReportArchive
from pipelines.ingest.catalogue import Catalogue, CatalogueEntry, read_catalogue
from pipelines.ingest.corrections import TABLE_COLUMNS as CORRECTION_COLUMNS
from pipelines.ingest.corrections import read_corrections
from pipelines.ingest.printed import ReadDocument
from pipelines.ingest.raw_store import (
    DOCUMENT_COLUMNS,
    NOTHING_TOLD,
    DocumentFacts,
    RawStore,
    Reading,
    Row,
)
from pipelines.ingest.readers import Reader, readable_suffixes, reader_for
from pipelines.ingest.reviews import TABLE_COLUMNS as REVIEW_COLUMNS
from pipelines.ingest.reviews import read_reviews
from pipelines.ingest.screening import LARGEST_FILE, too_large
from pipelines.ingest.workers import (
    USUAL_LIMITS,
    Answer,
    Job,
    Limits,
    OnProgress,
    read_documents,
    storable,
    unopened,
)
from pipelines.tables import transaction

Status = Literal["read", "unchanged", "duplicate", "no_reader", "unreadable"]

AUDIT_COLUMNS = {
    "run_id": "varchar",
    "document_id": "varchar",
    "path": "varchar",
    "reader": "varchar",
    "reader_version": "varchar",
    "status": "varchar",
    "reason": "varchar",
    "pages": "integer",
    "figure_count": "integer",
    "claim_count": "integer",
    "seconds": "double",
}

#: What people wrote beside the documents: of each table the columns and the rows.
Listings = Mapping[str, tuple[dict[str, str], list[Row]]]


@dataclass(frozen=True, slots=True)
class DocumentOutcome:
    """What became of one file of the archive in one run."""

    path: str
    status: Status
    document_id: str | None = None
    reader: str | None = None
    reader_version: str | None = None
    reason: str | None = None
    told: DocumentFacts = NOTHING_TOLD
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
    limits: Limits = USUAL_LIMITS,
    on_progress: OnProgress | None = None,
) -> IngestSummary:
    """Read what is new, and make all raw tables.

    The tables hold the documents that lie in the archive now. audit_document keeps
    the outcomes of earlier runs too. Each document may take what the limits allow, and
    ``on_progress`` is told how many of how many are read, and the name of the last.

    Raises:
        ReportsFolderError: the folder is missing, or its catalogue, its reviews or
            its corrections cannot be read.
    """
    catalogue = read_catalogue(archive)
    reviews = read_reviews(archive.reviews_path)
    corrections = read_corrections(archive.corrections_path)
    listings: Listings = {
        "raw_review": (REVIEW_COLUMNS, [*reviews.rows()]),
        "raw_correction": (CORRECTION_COLUMNS, [*corrections.rows()]),
    }
    warnings = [*catalogue.warnings, *reviews.warnings, *corrections.warnings]
    store = RawStore(raw_folder, connection)
    store.prepare()
    candidates = [_identify(file, catalogue) for file in archive.files()]
    originals = _originals(candidates)
    judged = [_judge(each, originals, store) for each in candidates]
    outcomes = _read_new(candidates, judged, store, warnings, limits, on_progress)
    warnings += catalogue.compare(
        present=[each.file.relative for each in candidates],
        taken=[outcome.path for outcome in outcomes if outcome.is_taken],
    )
    outcomes = _make_tables(connection, store, run_id, candidates, outcomes, listings)
    return IngestSummary(tuple(outcomes), tuple(warnings))


def _identify(file: ArchivedFile, catalogue: Catalogue) -> _Candidate:
    entry = catalogue.entry(file.relative)
    if file.problem:
        # Nothing of it is looked at: a link may lead anywhere.
        return _Candidate(file, entry, None, problem=file.problem)
    reader = reader_for(file.path)
    try:
        size_bytes = file.path.stat().st_size
        if size_bytes > LARGEST_FILE:
            # Hashing takes as long as reading, so what nobody will read is not hashed.
            problem = storable(too_large(file.path)) if reader else None
            return _Candidate(
                file, entry, reader, size_bytes=size_bytes, problem=problem
            )
        document_id = hash_file(file.path)
    except OSError as error:
        return _Candidate(file, entry, reader, problem=unopened(error))
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


def _judge(
    candidate: _Candidate, originals: dict[str, str], store: RawStore
) -> DocumentOutcome | None:
    """Say what becomes of a document without being read; None when it is to be read."""
    reader, document_id = candidate.reader, candidate.document_id
    outcome = _outcome(candidate)
    if candidate.problem:
        return outcome
    original = originals.get(str(document_id), candidate.file.relative)
    if original != candidate.file.relative:
        reason = f"The same bytes as {original}, which is read in its place."
        return replace(outcome, status="duplicate", reason=reason)
    if reader is None:
        kind = candidate.file.path.suffix or "without an ending"
        reason = f"There is no reader for files {kind}, only for {readable_suffixes()}."
        return replace(outcome, status="no_reader", reason=reason)
    if store.holds(Reading(str(document_id), reader.name, reader.version)):
        return replace(outcome, status="unchanged")
    return None


def _outcome(candidate: _Candidate) -> DocumentOutcome:
    reader = candidate.reader
    return DocumentOutcome(
        path=candidate.file.relative,
        status="unreadable",
        document_id=candidate.document_id,
        reader=reader.name if reader else None,
        reader_version=reader.version if reader else None,
        reason=candidate.problem,
    )


def _read_new(
    candidates: list[_Candidate],
    judged: list[DocumentOutcome | None],
    store: RawStore,
    warnings: list[str],
    limits: Limits,
    on_progress: OnProgress | None,
) -> list[DocumentOutcome]:
    """Have the documents read that nothing is said of yet, and write what they hold."""
    waiting = [at for at, outcome in enumerate(judged) if outcome is None]
    jobs = [
        Job(candidates[at].file.path, str(_outcome(candidates[at]).reader))
        for at in waiting
    ]
    settled: dict[int, DocumentOutcome] = {}
    told: dict[int, list[str]] = {}
    for place, answer in read_documents(jobs, limits, on_progress):
        at = waiting[place]
        settled[at] = _settle(candidates[at], answer, store)
        if answer.document and settled[at].status == "read":
            told[at] = answer.document.warnings
    for at in waiting:
        warnings += told.get(at, [])
    return [outcome or settled[at] for at, outcome in enumerate(judged)]


def _settle(candidate: _Candidate, answer: Answer, store: RawStore) -> DocumentOutcome:
    """Write what was read, and say what became of the document."""
    started = time.perf_counter()
    outcome = replace(_outcome(candidate), reason=answer.problem)
    if answer.document is None:
        return replace(outcome, seconds=answer.seconds)
    try:
        _write(candidate.file.path, answer.document, outcome, store)
    except UnreadableDocumentError as error:
        return replace(outcome, reason=storable(str(error)), seconds=answer.seconds)
    except OSError as error:
        return replace(outcome, reason=unopened(error), seconds=answer.seconds)
    seconds = round(answer.seconds + _since(started), 6)
    warned = " ".join(answer.document.warnings) or None
    return replace(outcome, status="read", reason=warned, seconds=seconds)


def _write(
    path: Path, document: ReadDocument, outcome: DocumentOutcome, store: RawStore
) -> None:
    reading = Reading(
        str(outcome.document_id), str(outcome.reader), str(outcome.reader_version)
    )
    if hash_file(path) != reading.document_id:
        message = f"{path.name} changed while it was read. Run again when it is whole."
        raise UnreadableDocumentError(message)
    try:
        store.write(reading, document)
    except InvalidInputException as error:
        message = (
            f"{path.name} holds a row of more characters than can be kept. "
            "Part it into shorter ones."
        )
        raise UnreadableDocumentError(message) from error


def _make_tables(
    connection: DuckDBPyConnection,
    store: RawStore,
    run_id: str,
    candidates: list[_Candidate],
    outcomes: list[DocumentOutcome],
    listings: Listings,
) -> list[DocumentOutcome]:
    """Make the raw tables and add to the audit, all of it or nothing."""
    readings = [
        Reading(str(each.document_id), str(each.reader), str(each.reader_version))
        for each in outcomes
        if each.is_taken
    ]
    with transaction(connection):
        store.load(readings)
        counted = _counted(store, readings, outcomes)
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
        for table, (columns, rows) in listings.items():
            store.create(table, columns)
            store.append(table, columns, rows)
    return counted


def _counted(
    store: RawStore, readings: list[Reading], outcomes: Iterable[DocumentOutcome]
) -> list[DocumentOutcome]:
    """Add what is in the raw store of each document that was taken."""
    figures, claims = store.counts("raw_figure"), store.counts("raw_claim")
    told = store.facts(readings)
    return [
        replace(
            outcome,
            told=told[str(outcome.document_id)],
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
        entry.company,
        outcome.told.issuer_text,
        outcome.told.dated_text,
        entry.title or file.path.stem,
        entry.publisher,
        entry.source_kind,
        entry.published_on,
        entry.language,
        entry.url,
        entry.attribution,
        entry.quotes,
        outcome.told.page_count,
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
        outcome.told.page_count,
        outcome.figure_count,
        outcome.claim_count,
        outcome.seconds,
    )


def _since(started: float) -> float:
    return round(time.perf_counter() - started, 6)
