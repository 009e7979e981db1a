"""Raw figures and claims as they were read: Parquet that is written once.

Each document and reader version has a file of figures, one of claims, and one of what
the document tells of itself, so a run reads new documents only and everything
downstream can be built again. A file appears whole or not at all: it is written aside,
flushed to the disk and renamed.
"""

import csv
import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import duckdb
from duckdb import DuckDBPyConnection

from pipelines.durable_files import sync
from pipelines.ingest.numbers import ReadNumber
from pipelines.ingest.printed import (
    PrintedFigure,
    PrintedRow,
    ReadDocument,
    StatedChange,
)

Row = Iterable[object]

AMOUNT = "decimal(28, 9)"
# A text takes DuckDB a hundred times longer to turn into a wide decimal than a whole
# number does, so amounts are handed over in billionths.
_HANDED_OVER = {AMOUNT: "hugeint", "varchar[]": "varchar"}
_READ_BACK = {
    AMOUNT: "({0}::decimal(28, 0) * 0.000000001::decimal(9, 9))::decimal(28, 9) as {0}",
    # chr(31) parts the items; no printed text holds it.
    "varchar[]": "coalesce(string_split({0}, chr(31)), []) as {0}",
}
_ITEM_END = "\x1f"
_PARQUET_MARK = b"PAR1"

_READING = {
    "document_id": "varchar",
    "reader": "varchar",
    "reader_version": "varchar",
    "ordinal": "integer",
    "page": "varchar",
    "locator": "varchar",
    "context": "varchar",
    "company_text": "varchar",
    "org_unit_text": "varchar",
    "measure_text": "varchar",
    "scope_text": "varchar",
    "boundary_text": "varchar",
    "period_text": "varchar",
    "period_start_text": "varchar",
    "period_end_text": "varchar",
}
_TERMS = {
    "org_unit_term": "varchar",
    "measure_term": "varchar",
    "scope_term": "varchar",
    "period_term": "varchar",
}
_CERTAINTY = {
    "confidence": "decimal(3, 2)",
    "reasons": "varchar[]",
    "reading_problem": "varchar",
}
FIGURE_COLUMNS = {
    "figure_id": "varchar",
    **_READING,
    "value_text": "varchar",
    "unit_text": "varchar",
    "basis_text": "varchar",
    "value": AMOUNT,
    "value_low": AMOUNT,
    "value_high": AMOUNT,
    "alternative_value": AMOUNT,
    "alternative_low": AMOUNT,
    "alternative_high": AMOUNT,
    "value_kind": "varchar",
    "series_break_text": "varchar",
    "note": "varchar",
    **_CERTAINTY,
    **_TERMS,
    "unit_term": "varchar",
}
CLAIM_COLUMNS = {
    "claim_id": "varchar",
    "figure_id": "varchar",
    **_READING,
    "change_text": "varchar",
    "change_unit_text": "varchar",
    "basis_text": "varchar",
    "change": AMOUNT,
    "change_low": AMOUNT,
    "change_high": AMOUNT,
    "note": "varchar",
    **_CERTAINTY,
    **_TERMS,
}
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
    "issuer_text": "varchar",
    "dated_text": "varchar",
    "title": "varchar",
    "publisher": "varchar",
    "source_kind": "varchar",
    "published_text": "varchar",
    "language": "varchar",
    "url": "varchar",
    "attribution": "varchar",
    "quotes": "varchar",
    "page_count": "integer",
    "figure_count": "integer",
    "claim_count": "integer",
}
FACT_COLUMNS = {
    "document_id": "varchar",
    "issuer_text": "varchar",
    "dated_text": "varchar",
    "page_count": "integer",
}


class DocumentFacts(NamedTuple):
    """What a document tells of itself; see ReadDocument."""

    issuer_text: str | None = None
    dated_text: str | None = None
    page_count: int | None = None


NOTHING_TOLD = DocumentFacts()


class Reading(NamedTuple):
    """One document as one version of one reader reads it."""

    document_id: str
    reader: str
    reader_version: str

    @property
    def file_name(self) -> str:
        """The name of each of its files."""
        return f"{self.document_id}.{self.reader}-{self.reader_version}.parquet"


@dataclass(frozen=True, slots=True)
class RawStore:
    """The folder of raw Parquet files, and the connection that writes and loads it."""

    folder: Path
    connection: DuckDBPyConnection

    @property
    def _figures(self) -> Path:
        return self.folder / "figure"

    @property
    def _claims(self) -> Path:
        return self.folder / "claim"

    @property
    def _facts(self) -> Path:
        return self.folder / "document"

    @property
    def _parts(self) -> tuple[Path, ...]:
        return (self._figures, self._claims, self._facts)

    def prepare(self) -> None:
        """Make the folders, and remove what runs that died left half written."""
        for part in self._parts:
            part.mkdir(parents=True, exist_ok=True)
            for leftover in part.glob("*.tmp"):
                leftover.unlink()

    def holds(self, reading: Reading) -> bool:
        """Tell whether a document has been read, with all that is kept of it."""
        return all(_is_whole(part / reading.file_name) for part in self._parts)

    def write(self, reading: Reading, document: ReadDocument) -> None:
        """Keep what was read of a document."""
        self._write(
            self._figures / reading.file_name,
            FIGURE_COLUMNS,
            _figure_rows(reading, document.figures),
        )
        claims = self._claims / reading.file_name
        if document.claims:
            rows = _claim_rows(reading, document.claims)
            self._write(claims, CLAIM_COLUMNS, rows)
        else:
            self._write_empty(claims, CLAIM_COLUMNS)
        # The last file: where it is, the others have the columns of today.
        told = (document.issuer_text, document.dated_text, document.page_count)
        self._write(
            self._facts / reading.file_name,
            FACT_COLUMNS,
            [(reading.document_id, *told)],
        )

    def load(self, readings: Iterable[Reading]) -> None:
        """Make raw_figure and raw_claim of these readings, and of no others."""
        names = [reading.file_name for reading in readings]
        self._load("raw_figure", FIGURE_COLUMNS, [self._figures / n for n in names])
        self._load("raw_claim", CLAIM_COLUMNS, [self._claims / n for n in names])

    def load_read(self, documents: Iterable[tuple[Reading, ReadDocument]]) -> None:
        """Make raw_figure and raw_claim of what was just read, without keeping it."""
        figures: list[Row] = []
        claims: list[Row] = []
        for reading, document in documents:
            figures += _figure_rows(reading, document.figures)
            claims += _claim_rows(reading, document.claims)
        self.create("raw_figure", FIGURE_COLUMNS)
        self.append("raw_figure", FIGURE_COLUMNS, figures)
        self.create("raw_claim", CLAIM_COLUMNS)
        self.append("raw_claim", CLAIM_COLUMNS, claims)

    def facts(self, readings: Iterable[Reading]) -> dict[str, DocumentFacts]:
        """Return what the documents of these readings tell of themselves, by id."""
        paths = [str(self._facts / reading.file_name) for reading in readings]
        if not paths:
            return {}
        rows = self.connection.execute(
            f"select {', '.join(FACT_COLUMNS)} from read_parquet(?)", [paths]
        )
        return {name: DocumentFacts(*told) for name, *told in rows.fetchall()}

    def counts(self, table: str) -> dict[str, int]:
        """Return how many rows of a table each document has."""
        rows = self.connection.execute(
            f"select document_id, count(*) from {table} group by document_id"
        )
        return dict(rows.fetchall())

    def create(
        self, table: str, columns: dict[str, str], *, keep_rows: bool = False
    ) -> None:
        """Make a table empty, or see that it is there with all of its columns."""
        verb = "create table if not exists" if keep_rows else "create or replace table"
        self.connection.execute(f"{verb} {table} ({_definitions(columns)})")
        # A table that an earlier version made may lack columns of today.
        missing = columns.keys() - set(self.connection.table(table).columns)
        for name in sorted(missing):
            self.connection.execute(
                f"alter table {table} add column {name} {columns[name]}"
            )

    def append(self, table: str, columns: dict[str, str], rows: Iterable[Row]) -> None:
        """Append rows to a table that has these columns."""
        source = self._figures / f"{table}.rows.tmp"
        _write_rows(source, rows)
        self.connection.execute(
            f"insert into {table} ({', '.join(columns)}) {_select(columns)}",
            _source(source, columns),
        )
        source.unlink()

    def _write(self, path: Path, columns: dict[str, str], rows: Iterable[Row]) -> None:
        source = path.with_name(f"{path.name}.rows.tmp")
        unfinished = path.with_name(f"{path.name}.tmp")
        order = " order by ordinal" if "ordinal" in columns else ""
        _write_rows(source, rows)
        self.connection.execute(
            f"copy ({_select(columns)}{order}) to $target "
            "(format parquet, compression zstd)",
            _source(source, columns) | {"target": str(unfinished)},
        )
        source.unlink()
        _finish(unfinished, path)

    def _write_empty(self, path: Path, columns: dict[str, str]) -> None:
        """Write a file without rows, as most documents have no claims.

        All such files are the same bytes, so DuckDB is asked for them once.
        """
        unfinished = path.with_name(f"{path.name}.tmp")
        unfinished.write_bytes(_empty_parquet(tuple(columns.items())))
        _finish(unfinished, path)

    def _load(self, table: str, columns: dict[str, str], paths: list[Path]) -> None:
        if not paths:
            self.create(table, columns)
            return
        self.connection.execute(
            f"create or replace table {table} as "
            f"select {', '.join(columns)} from read_parquet(?)",
            [[str(path) for path in paths]],
        )


@cache
def _empty_parquet(columns: tuple[tuple[str, str], ...]) -> bytes:
    nulls = ", ".join(f"null::{type_} as {name}" for name, type_ in columns)
    with TemporaryDirectory() as folder, duckdb.connect() as connection:
        file = Path(folder) / "empty.parquet"
        connection.execute(
            f"copy (select {nulls} limit 0) to $target "
            "(format parquet, compression zstd)",
            {"target": str(file)},
        )
        return file.read_bytes()


def _finish(unfinished: Path, path: Path) -> None:
    """Give a file that is written its name, when all of it is on the disk."""
    sync(unfinished)
    unfinished.replace(path)
    sync(path.parent)


def _definitions(columns: dict[str, str]) -> str:
    return ", ".join(f"{name} {type_}" for name, type_ in columns.items())


def _select(columns: dict[str, str]) -> str:
    """Read rows back, with the exact types of their columns."""
    cells = ", ".join(
        _READ_BACK.get(type_, "{0}").format(name) for name, type_ in columns.items()
    )
    return (
        f"select {cells} from read_csv($path, columns = $columns, auto_detect = false, "
        "header = false, delim = ',', quote = '\"', escape = '\"', nullstr = '', "
        "new_line = '\\r\\n', parallel = false, max_line_size = 16000000)"
    )


def _source(path: Path, columns: dict[str, str]) -> dict[str, object]:
    types = {name: _HANDED_OVER.get(type_, type_) for name, type_ in columns.items()}
    return {"path": str(path), "columns": types}


def _write_rows(path: Path, rows: Iterable[Row]) -> None:
    # Nulls are empty cells, and so are empty texts: raw rows know no empty text.
    with path.open("w", encoding="utf-8", errors="replace", newline="") as file:
        csv.writer(file, lineterminator="\r\n").writerows(rows)


def _figure_rows(reading: Reading, figures: Iterable[PrintedFigure]) -> Iterator[Row]:
    for row, number, value_text, unit_text, series_break_text, unit_term in figures:
        printed, (basis_text, note, reading_problem), terms = _parted(row)
        yield (
            _row_id("f", reading, row.ordinal),
            *reading,
            *printed,
            value_text,
            unit_text,
            basis_text,
            *_amounts(number),
            number.kind,
            series_break_text,
            note,
            number.confidence,
            _list_cell(number.reasons),
            reading_problem,
            *terms,
            unit_term,
        )


def _claim_rows(reading: Reading, claims: Iterable[StatedChange]) -> Iterator[Row]:
    for row, change, change_text, change_unit_text, has_figure in claims:
        printed, (basis_text, note, reading_problem), terms = _parted(row)
        yield (
            _row_id("c", reading, row.ordinal),
            _row_id("f", reading, row.ordinal) if has_figure else None,
            *reading,
            *printed,
            change_text,
            change_unit_text,
            basis_text,
            *_amounts(change)[:3],
            note,
            change.confidence,
            _list_cell(change.reasons),
            reading_problem,
            *terms,
        )


def _parted(row: PrintedRow) -> tuple[Row, Row, Row]:
    """Part a printed row: place and words, what is said of it, and its terms."""
    terms_start = len(row) - len(_TERMS)
    return row[: terms_start - 3], row[terms_start - 3 : terms_start], row[terms_start:]


def _row_id(kind: str, reading: Reading, ordinal: int) -> str:
    """Name a row so that reading the same bytes again gives the same name."""
    of_what = {"f": "figure", "c": "claim"}[kind]
    key = "|".join((*reading, str(ordinal), of_what))
    return f"{kind}_{hashlib.sha256(key.encode()).hexdigest()[:20]}"


def in_billionths(amount: Decimal | None) -> int | None:
    """Return an amount as it is handed over to a column of ``AMOUNT``."""
    return None if amount is None else int(amount.scaleb(9))


def _amounts(number: ReadNumber) -> tuple[int | None, ...]:
    return tuple(
        in_billionths(amount)
        for amount in (
            number.value,
            number.low,
            number.high,
            number.alternative_value,
            number.alternative_low,
            number.alternative_high,
        )
    )


def _list_cell(items: Iterable[str]) -> str:
    return _ITEM_END.join(item.replace(_ITEM_END, " ") for item in items)


def _is_whole(path: Path) -> bool:
    """Tell a whole Parquet file from one that a failing disk cut off."""
    if not path.is_file() or path.stat().st_size < 2 * len(_PARQUET_MARK):
        return False
    with path.open("rb") as file:
        file.seek(-len(_PARQUET_MARK), os.SEEK_END)
        return file.read() == _PARQUET_MARK
